use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// The clock or a look-up where the same facts must always give the same answer.
pub(crate) const RULE: Rule = Rule {
    code: "T013",
    name: "input-not-allowed",
    severity: Severity::Error,
    page: include_str!("../../../rules/T013.md"),
    check: None,
};

/// `Entity[key]` or `View[key]`; `in_view`: an entity, read by a view.
pub(crate) fn read_not_allowed(loc: Loc, name: &str, in_view: bool) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("`{name}` cannot be read by key here: it may be another one each time"),
        )
        .label("not allowed here");
    if in_view {
        finding
            .hint("a view is made of events: read another view by key, or take it from the event")
    } else {
        finding
            .hint("read it in a rule, a command or an automation, where what is read is recorded")
    }
}

/// `lookup`: a look-up of the model, else the clock; `plain`: the model has no transactions.
pub(crate) fn input_not_allowed(loc: Loc, name: &str, lookup: bool, plain: bool) -> Diagnostic {
    let what = if lookup { "the look-up" } else { "the clock" };
    RULE.at(
        loc,
        format!("`{name}` cannot be used here: {what} may answer differently each time"),
    )
    .label("not allowed here")
    .hint(if plain {
        "use it in a command, where the answer is recorded with the events"
    } else {
        "use it in a rule, a command or the payload of a link, where the answer is recorded"
    })
}
