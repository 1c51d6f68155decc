use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::json::FORMAT;
use crate::rules::Rule;

/// A form of another version.
pub(crate) const RULE: Rule = Rule {
    code: "J002",
    name: "other-form",
    severity: Severity::Error,
    page: include_str!("../../../rules/J002.md"),
    check: None,
};

pub(crate) fn other_form(loc: Loc, found: u32) -> Diagnostic {
    RULE.at(
        loc,
        format!("the form is of version {found}, and version {FORMAT} is read here"),
    )
    .label(format!("not {FORMAT}"))
    .hint("write the form anew from its model, or read it with the coact that wrote it")
}
