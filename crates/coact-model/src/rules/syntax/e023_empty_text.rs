use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A text between quotes that says nothing.
pub(crate) const RULE: Rule = Rule {
    code: "E023",
    name: "empty-text",
    severity: Severity::Error,
    page: include_str!("../../../rules/E023.md"),
    check: None,
};

pub(super) fn empty_text(loc: Loc) -> Diagnostic {
    RULE.at(loc, "nothing is said between these quotes")
        .label("empty")
        .hint("write what there is to say")
}
