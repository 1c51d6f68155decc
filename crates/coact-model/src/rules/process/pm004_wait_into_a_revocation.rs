use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A wait link that ends at a step of a revocation.
pub(crate) const RULE: Rule = Rule {
    code: "PM004",
    name: "wait-into-a-revocation",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM004.md"),
    check: None,
};

/// `loc` is the end of the link.
pub(crate) fn wait_into_a_revocation(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a revocation waits for nothing")
        .label("not one of the acts of the pattern itself")
        .hint("wait in front of a request, promise, execute, declare or accept")
}
