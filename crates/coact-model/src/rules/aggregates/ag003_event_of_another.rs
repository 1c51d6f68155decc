use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// A command records an event that is not its own.
pub(crate) const RULE: Rule = Rule {
    code: "AG003",
    name: "event-of-another",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG003.md"),
    check: None,
};

/// The event belongs to another aggregate.
pub(crate) fn event_of_another(loc: Loc, event: &str, owner: &Ident) -> Diagnostic {
    let aggregate = &owner.text;
    RULE.at(loc, format!("`{event}` is an event of `{aggregate}`"))
        .label("an event of another aggregate")
        .also(owner.loc, "the aggregate")
        .hint(format!(
            "let a command of `{aggregate}` record it, or record an event of your own"
        ))
}

/// The event is that of a transaction's act.
pub(crate) fn emits_an_act(loc: Loc, event: &str, kind: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{event}` is an act of `{kind}`, and comes about by that act only"),
    )
    .label("an act's event")
    .hint("record an event of your own, or let an automation perform the act")
}
