use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A key field among the fields that a handler sets.
pub(crate) const RULE: Rule = Rule {
    code: "VM005",
    name: "key-is-routed",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM005.md"),
    check: None,
};

/// Keys are found, not set.
pub(crate) fn key_is_routed(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is a key: it says which row, and is not set"),
    )
    .label("a key")
    .hint(format!(
        "leave `{name}` out; where the row is not evident, say `at …` before the verb"
    ))
}
