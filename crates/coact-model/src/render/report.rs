//! Findings as the report handler wants them. It knows one text per report, so a finding with places in
//! several files is shown in several parts.

use std::fmt;

use miette::{LabeledSpan, SourceCode};

use super::excerpt::marked;
use super::file::{File, Files};
use super::harmless;
use crate::FileId;
use crate::diagnostics::{Diagnostic, Label, Severity};

/// One part of a finding: its places in one file.
#[derive(Debug)]
pub(super) struct Part<'a> {
    message: String,
    code: Option<String>,
    severity: Severity,
    help: Option<String>,
    file: &'a File,
    labels: Vec<LabeledSpan>,
}

impl<'a> Part<'a> {
    /// The finding itself, then its places in other files; the last part bears the hint.
    pub(super) fn of(finding: &Diagnostic, files: &'a mut Files<'_>) -> Vec<Self> {
        let own = finding.primary.loc.file;
        let mut elsewhere: Vec<FileId> = finding
            .others
            .iter()
            .map(|other| other.loc.file)
            .filter(|file| *file != own)
            .collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let ids: Vec<FileId> = std::iter::once(own).chain(elsewhere).collect();
        for id in &ids {
            files.get(*id);
        }
        let mut parts: Vec<Self> = ids
            .into_iter()
            .filter_map(|id| Some(Self::in_file(finding, id, files.known(id)?)))
            .collect();
        if let Some(last) = parts.last_mut() {
            last.help = finding
                .hint
                .as_deref()
                .map(|hint| harmless::line(hint).into_owned());
        }
        parts
    }

    fn in_file(finding: &Diagnostic, id: FileId, file: &'a File) -> Self {
        let severity = finding.severity;
        let primary = &finding.primary;
        let mut labels = Vec::new();
        let own = id == primary.loc.file;
        if own {
            labels.extend(labeled(file, primary, true));
        }
        let others = finding.others.iter().filter(|other| other.loc.file == id);
        for other in others {
            if !own || !file.joins_badly(primary.loc.span, other.loc.span) {
                labels.extend(labeled(file, other, false));
            }
        }
        let part = Self {
            message: format!("and in {}", file.name),
            code: None,
            severity: Severity::Advice,
            help: None,
            file,
            labels,
        };
        if own {
            let message = harmless::line(&finding.message);
            Self {
                // Without an excerpt nothing else would name the file.
                message: match part.labels.as_slice() {
                    [] => format!("{}: {message}", file.name),
                    _ => message.into_owned(),
                },
                code: Some(format!("{}[{}]", severity.word(), finding.code)),
                severity,
                ..part
            }
        } else {
            part
        }
    }
}

/// Nothing where the file has no text that could be shown.
fn labeled(file: &File, label: &Label, primary: bool) -> Option<LabeledSpan> {
    let span = marked(file, label.loc.span)?;
    let text = Some(harmless::line(&label.text).into_owned()).filter(|text| !text.is_empty());
    Some(if primary {
        LabeledSpan::new_primary_with_span(text, span)
    } else {
        LabeledSpan::new_with_span(text, span)
    })
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Part<'_> {}

impl miette::Diagnostic for Part<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .as_ref()
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(self.file as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }
}
