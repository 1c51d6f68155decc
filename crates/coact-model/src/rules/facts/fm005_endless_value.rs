use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, article};

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
    let a = article(value);
    RULE.at(
        loc,
        format!("`{field}` puts {a} `{value}` inside {a} `{value}`"),
    )
    .label("leads back")
    .also(place, format!("`{value}` is declared here"))
    .hint("a value holds no other of its own sort, not even one that may be absent: put a list or a map in between")
}
