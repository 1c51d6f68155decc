use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A match that does not cover every value.
pub(crate) const RULE: Rule = Rule {
    code: "T007",
    name: "not-exhaustive",
    severity: Severity::Error,
    page: include_str!("../../../rules/T007.md"),
    check: None,
};

/// `missing` is what no arm matches, in backticks.
pub(crate) fn not_exhaustive(loc: Loc, missing: &str) -> Diagnostic {
    RULE.at(loc, format!("this match says nothing about {missing}"))
        .label("not every value is covered")
        .hint(format!("add an arm for {missing}"))
}
