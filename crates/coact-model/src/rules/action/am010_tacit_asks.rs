use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A rule of a tacit act that asks the clock or a look-up.
pub(crate) const RULE: Rule = Rule {
    code: "AM010",
    name: "tacit-asks",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM010.md"),
    check: None,
};

/// `act` is the tacit act.
pub(crate) fn tacit_asks(loc: Loc, act: &str, place: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("the {act} is tacit and follows at once, so that its rule cannot ask anything"),
    )
    .label("asked from outside")
    .also(place, "performed tacitly")
    .hint("decide from the facts of the case, or let the act be performed openly")
}
