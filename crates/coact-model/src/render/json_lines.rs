//! One JSON object per line and finding, for programs.

use serde::Serialize;

use super::file::{Files, Position};
use crate::diagnostics::{Diagnostic, Label};
use crate::{Loc, Sources, rules};

/// One finding. The fields are stable: some may be added, none changes its meaning.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    label: Option<&'a str>,
    labels: Vec<Other<'a>>,
    hint: Option<&'a str>,
    fix: Option<Fix<'a>>,
}

/// Where: bytes from the start of the file, and lines and byte columns counted from 1.
#[derive(Serialize)]
struct Place {
    file: String,
    span: Bytes,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

/// What stands at the place is replaced.
#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

/// One JSON object per line, with the fields `code`, `name`, `severity`, `message`, `file`, `span` (bytes),
/// `start` and `end` (line and byte column, from 1), `label`, `labels` (other places), `hint` and `fix`.
pub fn json_lines(sources: &Sources, findings: &[Diagnostic]) -> String {
    let mut files = Files::new(sources);
    let mut text = String::new();
    for finding in findings {
        let finding = object(&mut files, finding);
        // Strings and numbers only: this cannot fail.
        text.push_str(&serde_json::to_string(&finding).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn object<'a>(files: &mut Files<'_>, finding: &'a Diagnostic) -> Finding<'a> {
    let label = |label: &'a Label, files: &mut Files<'_>| Other {
        place: place(files, label.loc),
        text: &label.text,
    };
    Finding {
        code: finding.code,
        name: rules::find(finding.code).map_or("", |rule| rule.name),
        severity: finding.severity.word(),
        message: &finding.message,
        place: place(files, finding.primary.loc),
        label: Some(finding.primary.text.as_str()).filter(|text| !text.is_empty()),
        labels: finding
            .others
            .iter()
            .map(|other| label(other, files))
            .collect(),
        hint: finding.hint.as_deref(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            edits: fix
                .edits
                .iter()
                .map(|(loc, text)| Edit {
                    place: place(files, *loc),
                    text,
                })
                .collect(),
        }),
    }
}

fn place(files: &mut Files<'_>, loc: Loc) -> Place {
    let file = files.get(loc.file);
    Place {
        file: file.name.clone(),
        span: Bytes {
            start: loc.span.start,
            end: loc.span.end,
        },
        start: file.position(loc.span.start),
        end: file.position(loc.span.end),
    }
}
