use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An entity with more than one key.
pub(crate) const RULE: Rule = Rule {
    code: "FM002",
    name: "second-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM002.md"),
    check: None,
};

/// `first` is the key that the entity has already.
pub(crate) fn second_key(loc: Loc, entity: &str, first: Loc, key: &str) -> Diagnostic {
    RULE.at(loc, format!("the entity `{entity}` has a second key"))
        .label("the second")
        .also(first, format!("`{key}` is the key already"))
        .hint("keep one key, and write `unique (…)` for what else identifies it")
}
