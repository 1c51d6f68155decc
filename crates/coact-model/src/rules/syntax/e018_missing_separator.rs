use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two members on one line without a comma between them.
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
