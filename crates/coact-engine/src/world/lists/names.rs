//! What automations are known by.

use coact_model::model::{AutomationSource, AutomationTarget, CommandRef, EventRef};

use crate::cx::Cx;

/// What each automation is known by for good: `Refunds -> PaymentProvider.Refund`.
pub(super) fn names(cx: &Cx<'_>) -> Vec<String> {
    let model = cx.model;
    let mut known = Vec::new();
    for automation in model.automations.values() {
        let source = match automation.source {
            AutomationSource::View(view) => model.first_name(&model.views[view].name).to_owned(),
            AutomationSource::Event(event) => format!("on {}", first_event_name(cx, event)),
        };
        let target = match &automation.target {
            AutomationTarget::Command(given) => first_command_name(cx, given.command).to_owned(),
            AutomationTarget::Call { call, .. } => {
                let call = &model.calls[*call];
                let system = &model.systems[call.system].name;
                format!(
                    "{}.{}",
                    model.first_name(system),
                    model.first_name(&call.name)
                )
            }
        };
        let name = format!("{source} -> {target}");
        // Where two do the same, a number tells the later one apart.
        let mut numbered = name.clone();
        let mut count = 1;
        while known.contains(&numbered) {
            count += 1;
            numbered = format!("{name} {count}");
        }
        known.push(numbered);
    }
    known
}

fn first_event_name<'a>(cx: &Cx<'a>, event: EventRef) -> &'a str {
    match event {
        EventRef::Plain(id) => cx.model.first_name(&cx.model.events[id].name),
        EventRef::Act(kind, step) => cx
            .step(kind, step)
            .map_or("", |def| cx.model.first_name(&def.event)),
    }
}

pub(super) fn first_command_name<'a>(cx: &Cx<'a>, command: CommandRef) -> &'a str {
    match command {
        CommandRef::Plain(id) => cx.model.first_name(&cx.model.commands[id].name),
        CommandRef::Act(kind, step) => cx
            .step(kind, step)
            .map_or("", |def| cx.model.first_name(&def.command)),
    }
}
