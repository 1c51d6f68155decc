use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// Transactions that ask for each other in a circle.
pub(crate) const RULE: Rule = Rule {
    code: "PM009",
    name: "circle-of-initiation",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM009.md"),
    check: None,
};

/// `kinds` are the transactions of the circle, in order.
pub(crate) fn circle_of_initiation(loc: Loc, kinds: &[&str]) -> Diagnostic {
    RULE.at(
        loc,
        format!("{} ask for each other in a circle", and(&ticked(kinds))),
    )
    .label("closes the circle")
    .hint("leave this link out, or make the child `apart`, with a case of its own")
}
