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
    match commands {
        [] => event(loc, name).hint(format!("no command brings it about: say `given {name}`")),
        commands => from(event(loc, name), loc, commands),
    }
}

/// An event of an external system in a `when`, without the system.
pub(crate) fn event_of_a_system(loc: Loc, name: &str, system: &str) -> Diagnostic {
    let meant = format!("{system}.{name}");
    RULE.at(
        loc,
        format!("`{name}` is an event of the external system `{system}`"),
    )
    .label("arrives from outside")
    .hint(format!("say from where it arrives: `when {meant}`"))
    .fix(format!("write `{meant}`"), vec![(loc, meant)])
}

/// An event that an automation or a translation should perform; it comes of `commands`.
pub(crate) fn event_as_target(loc: Loc, name: &str, commands: &[&str]) -> Diagnostic {
    match commands {
        [] => event(loc, name).hint(format!(
            "no command brings it about: declare one that does, `command … {{ … }} {{ emits {name} }}`"
        )),
        commands => from(event(loc, name), loc, commands),
    }
}

fn event(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is an event, and a command is needed here"),
    )
    .label("an event")
}

/// With the commands that the event comes of.
fn from(finding: Diagnostic, loc: Loc, commands: &[&str]) -> Diagnostic {
    match commands {
        [] => finding,
        [command] => finding.hint(format!("its command is `{command}`")).fix(
            format!("write `{command}`"),
            vec![(loc, (*command).to_owned())],
        ),
        [first, .., last] => {
            finding.hint(format!("it comes of commands like `{first}` or `{last}`"))
        }
    }
}
