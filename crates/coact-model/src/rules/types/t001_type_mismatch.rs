use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value of one type where another is needed.
pub(crate) const RULE: Rule = Rule {
    code: "T001",
    name: "type-mismatch",
    severity: Severity::Error,
    page: include_str!("../../../rules/T001.md"),
    check: None,
};

/// `wanted` and `found` are types or descriptions, in backticks where they are names.
pub(crate) fn type_mismatch(loc: Loc, wanted: &str, found: &str) -> Diagnostic {
    RULE.at(loc, format!("{wanted} is needed here, not {found}"))
        .label(format!("this is {found}"))
        .hint(format!("give {wanted}"))
}
