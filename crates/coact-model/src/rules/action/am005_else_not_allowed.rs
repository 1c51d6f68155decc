use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An `else` after a fact that cannot be turned down.
pub(crate) const RULE: Rule = Rule {
    code: "AM005",
    name: "else-not-allowed",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM005.md"),
    check: None,
};

/// `fact` is what the rule answers.
pub(crate) fn else_not_allowed(loc: Loc, fact: &str) -> Diagnostic {
    RULE.at(loc, format!("there is nothing else to do after `{fact}`"))
        .label("cannot be turned down")
        .hint("an `else` follows a request, a declare or the asking for a revocation; leave it out here")
}
