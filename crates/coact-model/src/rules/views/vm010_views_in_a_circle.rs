use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// Views whose rows are made of each other.
pub(crate) const RULE: Rule = Rule {
    code: "VM010",
    name: "views-in-a-circle",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM010.md"),
    check: None,
};

/// `circle`: the views, each of which reads the next one and the last the first.
pub(crate) fn views_in_a_circle(loc: Loc, circle: &[&str]) -> Diagnostic {
    let finding = match circle {
        [view] => RULE.at(loc, format!("`{view}` reads itself by key")),
        views => RULE.at(loc, format!("{} read each other", and(&ticked(views)))),
    };
    finding
        .label("closes the circle")
        .hint("take it from the events, so that one of the views is made without the other")
}
