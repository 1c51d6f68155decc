use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value that contains itself.
pub(crate) const RULE: Rule = Rule {
    code: "FM005",
    name: "endless-value",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM005.md"),
    check: None,
};

/// The field `field` leads back to the value `value`.
pub(crate) fn endless_value(loc: Loc, field: &str, value: &str, place: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{field}` makes every `{value}` contain another `{value}`, without end"),
    )
    .label("leads back")
    .also(place, format!("`{value}` is declared here"))
    .hint("put a list or a map in between: a list can be empty")
}
