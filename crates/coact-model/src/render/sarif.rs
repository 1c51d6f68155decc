//! SARIF 2.1.0, the format in which code scanning services take findings.

mod document;
mod uri;

use std::collections::BTreeMap;

use super::file::{File, Files};
use super::{Found, harmless};
use crate::diagnostics::{Diagnostic, Fix, Label, Level, Severity};
use crate::rules::{self, Rule};
use crate::{FileId, Loc};

use document::{
    Artifact, Bases, Change, Configuration, Content, Driver, Log, Mending, Message, Multiformat,
    Physical, Place, Region, Replacement, Reporting, Result, Run, Tool,
};

/// One log with one run, whatever the number of projects. The run knows the rules that found something; columns
/// are counted in UTF-16.
pub fn sarif(projects: &[Found<'_>]) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in projects.iter().flat_map(|project| project.findings) {
        codes.insert(finding.code, 0);
    }
    for (index, place) in codes.values_mut().enumerate() {
        *place = index;
    }
    let mut results = Vec::new();
    for project in projects {
        let mut files = Files::new(project.sources);
        for finding in project.findings {
            let index = codes.get(finding.code).copied().unwrap_or_default();
            results.push(result(&mut files, finding, index));
        }
    }
    let log = Log {
        schema: document::SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "coact",
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: codes.keys().map(|code| reporting(code)).collect(),
                },
            },
            original_uri_base_ids: Bases::new(),
            column_kind: "utf16CodeUnits",
            results,
        }],
    };
    // Strings and numbers only: this cannot fail.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn reporting(code: &str) -> Reporting {
    let rule = rules::find(code);
    let page = rule.map(|rule| Multiformat {
        text: rule.page,
        markdown: rule.page,
    });
    Reporting {
        id: code.to_owned(),
        name: rule.map(|rule| rule.name),
        short_description: rule.map(|rule| Message::verbatim(rule.title())),
        help: page,
        default_configuration: rule.map(configuration),
    }
}

fn configuration(rule: &Rule) -> Configuration {
    let severity = rule.severity_at(Level::Standard);
    Configuration {
        level: level(severity.unwrap_or(rule.severity)),
        enabled: severity.is_some(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(files: &mut Files<'_>, finding: &Diagnostic, rule_index: usize) -> Result {
    let mut message = finding.message.clone();
    if let Some(hint) = &finding.hint {
        message.push_str("\n\nhint: ");
        message.push_str(hint);
    }
    let mut others: Vec<Place> = Vec::new();
    for (id, other) in finding.others.iter().enumerate() {
        others.push(Place {
            id: Some(id),
            ..place(files, other)
        });
    }
    let fix = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty());
    Result {
        rule_id: finding.code,
        rule_index,
        level: level(finding.severity),
        message: Message::new(&message),
        locations: [place(files, &finding.primary)],
        related_locations: others,
        fixes: fix.map(|fix| mending(files, fix)).into_iter().collect(),
    }
}

fn place(files: &mut Files<'_>, label: &Label) -> Place {
    let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
    let file = files.get(label.loc.file);
    Place {
        id: None,
        physical_location: Physical {
            artifact_location: artifact(file),
            region: region(file, label.loc),
        },
        message: text.map(Message::new),
    }
}

fn artifact(file: &File) -> Artifact {
    let (uri, base) = uri::of(&file.name);
    Artifact {
        uri,
        uri_base_id: base,
    }
}

fn region(file: &File, loc: Loc) -> Region {
    let (start, end) = (file.units(loc.span.start), file.units(loc.span.end));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// A fix changes each file once.
fn mending(files: &mut Files<'_>, fix: &Fix) -> Mending {
    let mut changes: BTreeMap<FileId, Vec<Replacement>> = BTreeMap::new();
    for (loc, text) in &fix.edits {
        let replacement = Replacement {
            deleted_region: region(files.get(loc.file), *loc),
            inserted_content: Content { text: text.clone() },
        };
        changes.entry(loc.file).or_default().push(replacement);
    }
    let change = |(id, replacements)| Change {
        artifact_location: artifact(files.get(id)),
        replacements,
    };
    Mending {
        description: Message::new(&fix.title),
        artifact_changes: changes.into_iter().map(change).collect(),
    }
}

impl Message {
    /// A sentence. Braces are where a message has its arguments, so those that are meant stand twice.
    fn new(text: &str) -> Self {
        let shown: Vec<_> = text.split('\n').map(harmless::line).collect();
        Self::verbatim(&shown.join("\n").replace('{', "{{").replace('}', "}}"))
    }
}
