use super::Cx;
use crate::diagnostics::Severity;
use crate::event_model::Flow;
use crate::model::{Command, CommandRef, EventRef, Model};
use crate::rules::{Findings, Rule};

/// A screen of a slice that has nothing to do with the rest of it.
pub(crate) const RULE: Rule = Rule {
    code: "EM035",
    name: "screen-apart",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for flow in Flow::all(model) {
        for (screen, loc) in flow.screens_apart() {
            let name = &model.screens[screen].name.text;
            let command = flow.commands.first();
            let view = flow.views.first();
            findings.push(if let Some((view, _)) = view {
                let view = &model.views[*view].name.text;
                RULE.at(loc, format!("`{name}` does not show `{view}`"))
                    .label("nothing leads here")
                    .hint(format!("say on the screen that it `shows {view}`, or tell it in another slice"))
            } else if let Some(command) = command {
                let command = model.command_name(*command);
                RULE.at(loc, format!("`{name}` has no form for `{command}`"))
                    .label("nothing leads from here")
                    .hint(format!("say on the screen that it has a `form {command}`, or tell it in another slice"))
            } else {
                let event = flow.events.first().map(|(event, _)| *event);
                let by = event.and_then(|event| command_of(model, event));
                let event = event.map_or("", |event| model.event_name(event));
                let finding = RULE
                    .at(loc, format!("no command stands between `{name}` and `{event}`"))
                    .label("a screen brings nothing about by itself");
                match by {
                    Some(command) => finding.hint(format!("add `command {command}`")),
                    None => finding.hint("add the command that is given here"),
                }
            });
        }
    }
}

/// A command that brings the event about.
fn command_of(model: &Model, event: EventRef) -> Option<&str> {
    match event {
        EventRef::Act(kind, step) => Some(model.command_name(CommandRef::Act(kind, step))),
        EventRef::Plain(id) => {
            let emits = |command: &&Command| command.emissions().any(|it| it.event == id);
            let found = model.commands.values().find(emits)?;
            Some(&found.name.text)
        }
    }
}
