//! Findings together with the texts they are about.

use std::fmt;

use coact_model::Sources;
use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::render;

/// Findings that can be shown: each names a place in one of the texts.
#[derive(Clone, Debug, Default)]
pub struct Report {
    sources: Sources,
    findings: Vec<Diagnostic>,
}

impl Report {
    /// The findings about these texts, which are named as the user can open them.
    pub fn new(sources: Sources, mut findings: Vec<Diagnostic>) -> Self {
        findings.sort_by(|a, b| (a.primary.loc, a.code).cmp(&(b.primary.loc, b.code)));
        Self { sources, findings }
    }

    /// The texts.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The findings, in the order of files and places.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Leaves out the findings that are not to be told.
    pub fn retain(&mut self, mut told: impl FnMut(&Sources, &Diagnostic) -> bool) {
        let sources = &self.sources;
        self.findings.retain(|finding| told(sources, finding));
    }

    /// `path:line:column: CODE message` for each finding that is this grave, as far as a report goes.
    pub fn lines(&self, severity: Severity) -> Vec<String> {
        let grave = |finding: &&Diagnostic| finding.severity == severity;
        let found: Vec<_> = self.findings.iter().filter(grave).cloned().collect();
        let (shown, more) = found.split_at(found.len().min(render::MOST_SHOWN));
        let text = render::concise(&self.sources, shown);
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        if !more.is_empty() {
            lines.push(format!("{} more", render::summary(more)));
        }
        lines
    }
}

/// The full report, without colours.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = render::human(&self.sources, &self.findings, WIDTH, false);
        f.write_str(&report)
    }
}

/// Cargo passes on what a build script says; how wide the terminal is it does not.
const WIDTH: usize = 100;
