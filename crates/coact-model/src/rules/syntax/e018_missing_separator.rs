use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two members on one line, arguments or elements without a comma between them.
pub(crate) const RULE: Rule = Rule {
    code: "E018",
    name: "missing-separator",
    severity: Severity::Error,
    page: include_str!("../../../rules/E018.md"),
    check: None,
};

pub(super) fn missing_separator(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a comma is missing here")
        .label("between these two")
        .hint("add a comma, or start a new line")
        .fix("add a comma", vec![(loc, ", ".to_owned())])
}

/// Between arguments, elements or arms; `more` are the other places within the same brackets.
pub(super) fn missing_commas(loc: Loc, more: Vec<Loc>) -> Diagnostic {
    let said = if more.is_empty() {
        "a comma is missing here"
    } else {
        "commas are missing here"
    };
    let mut finding = RULE
        .at(loc, said)
        .label("between these two")
        .hint("arguments, elements and arms are divided by commas");
    let mut edits = vec![(loc, comma(loc))];
    for place in more {
        finding = finding.also(place, "and here");
        edits.push((place, comma(place)));
    }
    let title = if edits.len() == 1 {
        "add a comma"
    } else {
        "add the commas"
    };
    finding.fix(title, edits)
}

/// In place of blanks, or in front of the end of the line.
fn comma(place: Loc) -> String {
    let text = if place.span.is_empty() { "," } else { ", " };
    text.to_owned()
}
