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

/// A command in a `given` or `then`; `event` comes of it.
pub(crate) fn command_as_event(loc: Loc, name: &str, event: Option<&str>) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is a command, and an event is needed here"),
    )
    .label("a command")
    .hint(match event {
        Some(event) => format!("its event is `{event}`"),
        None => "no event comes of it: leave the step out, or expect `nothing`".to_owned(),
    })
}

/// An event in a `when`; it comes of `commands`.
pub(crate) fn event_as_command(loc: Loc, name: &str, commands: &[&str]) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is an event, and a command is needed here"),
    )
    .label("an event")
    .hint(match commands {
        [] => format!("no command brings it about: say `given {name}`"),
        [command] => format!("its command is `{command}`"),
        [first, .., last] => format!("it comes of commands like `{first}` or `{last}`"),
    })
}
