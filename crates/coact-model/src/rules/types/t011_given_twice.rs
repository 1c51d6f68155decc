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

/// The key of an aggregate among the fields that its command gives to an event.
pub(crate) fn key_is_given(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is the key: the event has it from its command, and is not given it"),
    )
    .label("there already")
    .hint(format!("leave `{name}` out"))
}
