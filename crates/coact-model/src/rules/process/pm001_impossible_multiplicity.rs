use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A number of times that cannot be.
pub(crate) const RULE: Rule = Rule {
    code: "PM001",
    name: "impossible-multiplicity",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM001.md"),
    check: None,
};

/// `problem` says why it cannot.
pub(crate) fn impossible_multiplicity(loc: Loc, problem: &str) -> Diagnostic {
    RULE.at(loc, "this number of times cannot be")
        .label(problem)
        .hint("write the least and the greatest number, like `0..1`, `1..3` or `1..*`")
}
