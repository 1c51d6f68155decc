use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A field that is given two values.
pub(crate) const RULE: Rule = Rule {
    code: "T011",
    name: "given-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/T011.md"),
    check: None,
};

/// The second giving.
pub(crate) fn given_twice(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("`{name}` is given twice"))
        .label("given before")
        .hint("keep one of the two")
}
