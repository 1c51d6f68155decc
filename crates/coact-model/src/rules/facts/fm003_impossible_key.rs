use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A key of a type that cannot be one.
pub(crate) const RULE: Rule = Rule {
    code: "FM003",
    name: "impossible-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM003.md"),
    check: None,
};

/// `owner` is what has the key: "an entity", "a value", "a map".
pub(crate) fn impossible_key(loc: Loc, owner: &str) -> Diagnostic {
    RULE.at(loc, format!("the key of {owner} cannot be of this type"))
        .label("not a key's type")
        .hint("a key is a `Uuid`, a text, a whole number, a date, a time, an enum, or a scalar over one of these")
}
