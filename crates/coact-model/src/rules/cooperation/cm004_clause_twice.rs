use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A clause that stands twice.
pub(crate) const RULE: Rule = Rule {
    code: "CM004",
    name: "clause-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM004.md"),
    check: None,
};

/// `clause` is its word.
pub(crate) fn clause_twice(loc: Loc, clause: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("`{clause}` stands twice"))
        .label("the second")
        .also(first, "the first is here")
        .hint("leave one of the two out")
}

/// A role that a list names twice.
pub(crate) fn named_twice(loc: Loc, role: &str) -> Diagnostic {
    RULE.at(loc, format!("`{role}` is named twice"))
        .label("named already")
        .hint("leave it out")
}
