use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A case that encloses too much.
pub(crate) const RULE: Rule = Rule {
    code: "PM016",
    name: "case-too-large",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM016.md"),
    check: None,
};

/// `kind` is the root, `limit` the most transactions of one case.
pub(crate) fn case_too_large(loc: Loc, kind: &str, limit: usize) -> Diagnostic {
    RULE.at(
        loc,
        format!("the case of `{kind}` encloses more than {limit} transactions"),
    )
    .label("a transaction counts at each of its places")
    .hint("make some of the links `apart`, or ask for common parts from one place")
}
