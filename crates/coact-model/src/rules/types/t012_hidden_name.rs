use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A name that hides another.
pub(crate) const RULE: Rule = Rule {
    code: "T012",
    name: "hidden-name",
    severity: Severity::Error,
    page: include_str!("../../../rules/T012.md"),
    check: None,
};

/// A name bound by a function, `for each` or `some` that means something there already.
pub(crate) fn hidden_name(loc: Loc, name: &str, hidden: &str) -> Diagnostic {
    RULE.at(loc, format!("`{name}` would hide {hidden}"))
        .label("means something here already")
        .hint("choose another name")
}

/// A bare name that means two things.
pub(crate) fn two_meanings(
    loc: Loc,
    name: &str,
    first: &str,
    second: &str,
    out: &str,
) -> Diagnostic {
    RULE.at(loc, format!("`{name}` is {first} and {second}"))
        .label("means two things")
        .hint(format!("write out which one is meant, for example `{out}`"))
}
