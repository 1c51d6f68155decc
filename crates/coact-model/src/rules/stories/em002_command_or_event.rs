use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A command where an event is needed, or the other way round.
pub(crate) const RULE: Rule = Rule {
    code: "EM002",
    name: "command-or-event",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM002.md"),
    check: None,
};

/// A command in a `given` or `then`.
pub(crate) fn command_as_event(loc: Loc, name: &str, event: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is a command, and an event is needed here"),
    )
    .label("a command")
    .hint(format!("its event is `{event}`"))
}

/// An event in a `when`.
pub(crate) fn event_as_command(loc: Loc, name: &str, command: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is an event, and a command is needed here"),
    )
    .label("an event")
    .hint(format!("its command is `{command}`"))
}
