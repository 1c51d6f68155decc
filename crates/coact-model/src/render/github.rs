//! Workflow commands of GitHub Actions: a finding becomes an annotation at its place in the change.

use std::fmt::Write as _;

use super::file::Files;
use super::{Found, harmless};
use crate::diagnostics::{Diagnostic, Severity};

/// `::error file=shop.coact,line=4,…,title=N001::message`, one line per finding.
pub fn github(projects: &[Found<'_>]) -> String {
    let mut text = String::new();
    for project in projects {
        let mut files = Files::new(project.sources);
        for finding in project.findings {
            command(&mut text, &mut files, finding);
        }
    }
    text
}

fn command(text: &mut String, files: &mut Files<'_>, finding: &Diagnostic) {
    let span = finding.primary.loc.span;
    let file = files.get(finding.primary.loc.file);
    let (start, end) = (file.units(span.start), file.units(span.end));
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let name = property(&file.name);
    let _ = write!(
        text,
        "::{word} file={name},line={},endLine={}",
        start.line, end.line
    );
    // GitHub draws columns on one line only, and refuses them for a place of several.
    if start.line == end.line {
        let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
    }
    let _ = write!(text, ",title={}::", property(finding.code));
    text.push_str(&data(&harmless::line(&finding.message)));
    if let Some(hint) = &finding.hint {
        let _ = write!(text, "%0Ahint: {}", data(&harmless::line(hint)));
    }
    text.push('\n');
}

/// A message, of which no part is a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, of which no part is another one.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
