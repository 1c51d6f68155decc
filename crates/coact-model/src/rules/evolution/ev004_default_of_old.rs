use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A default for older records of what every record has.
pub(crate) const RULE: Rule = Rule {
    code: "EV004",
    name: "default-of-old",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV004.md"),
    check: None,
};

/// `loc` is the default.
pub(crate) fn default_of_old(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("no record is older than `{name}`, so that nothing is read with this default"),
    )
    .label("never used")
    .hint("say with which version it came (`since v2`), or take the default out")
}

/// A default beside a step that says what the field is; `there` is the step.
pub(crate) fn default_beside_upcast(loc: Loc, name: &str, number: u64, there: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("the upcast to v{number} says what `{name}` is in older records, and this default says it too"),
    )
    .label("never used")
    .also(there, "said here")
    .hint("take the default out, or the field out of the upcast")
}
