use super::Cx;
use crate::diagnostics::Severity;
use crate::event_model::Flow;
use crate::rules::{Findings, Rule};

/// An event of a slice that comes of none of its commands and goes into none of its views.
pub(crate) const RULE: Rule = Rule {
    code: "EM036",
    name: "event-apart",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for flow in Flow::all(model) {
        for (event, loc) in flow.events_apart() {
            let event = model.event_name(event);
            let commands: Vec<&str> = flow
                .commands
                .iter()
                .map(|command| model.command_name(*command))
                .collect();
            findings.push(match commands.as_slice() {
                [] => {
                    let view = flow.views.first();
                    let view = view.map_or("", |(view, _)| &model.views[*view].name.text);
                    RULE.at(loc, format!("`{view}` takes nothing from `{event}`"))
                        .label("nothing leads from here")
                        .hint(format!(
                            "say in the view what happens `on {event}`, or tell the event in another slice"
                        ))
                }
                [command] => RULE
                    .at(loc, format!("`{command}` does not bring about `{event}`"))
                    .label("nothing leads here")
                    .hint("name the event that comes of the command, or tell this one in another slice"),
                _ => RULE
                    .at(
                        loc,
                        format!("no command of this slice brings about `{event}`"),
                    )
                    .label("nothing leads here")
                    .hint("name the events that come of the commands, or tell this one in another slice"),
            });
        }
    }
}
