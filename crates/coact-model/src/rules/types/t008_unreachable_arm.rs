use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An arm of a match that nothing reaches.
pub(crate) const RULE: Rule = Rule {
    code: "T008",
    name: "unreachable-arm",
    severity: Severity::Warning,
    page: include_str!("../../../rules/T008.md"),
    check: None,
};

/// The arms before it cover everything that it matches.
pub(crate) fn unreachable_arm(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this arm is never reached")
        .label("covered by the arms before it")
        .hint("remove the arm, or move it up")
}
