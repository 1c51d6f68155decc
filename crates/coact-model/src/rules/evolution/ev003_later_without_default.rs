use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A field that came later, and nothing says what older records have in its place.
pub(crate) const RULE: Rule = Rule {
    code: "EV003",
    name: "later-without-default",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV003.md"),
    check: None,
};

/// `loc` is where the version is said.
pub(crate) fn later_without_default(loc: Loc, noun: &str, name: &str, number: u64) -> Diagnostic {
    RULE.at(
        loc,
        format!("records from before v{number} have no `{name}`, and nothing says what they are read with"),
    )
    .label("older records lack it")
    .hint(format!(
        "add `default` and a value behind v{number}, or let the {noun} be absent (`?`){}",
        if noun == "fact" {
            ", or say in each act that sets it what it is in older records".to_owned()
        } else {
            format!(", or make it of others: `upcast v{} -> v{number} {{ {name}: … }}`", number.saturating_sub(1))
        }
    ))
}
