//! Sources and uses in plain words.

use super::{By, Edge, How, Source, Target, Use};
use crate::json::words;
use crate::model::{ActorId, AutomationTarget, CommandRef, Model};

/// `a person's input, PlaceOrder by Buyer`
pub(super) fn source(model: &Model, source: &Source) -> String {
    match source {
        Source::Person(command, Some(screen)) => format!(
            "a person's input, {} on {}",
            model.command_name(*command),
            model.screens[*screen].name.text
        ),
        Source::Person(command, None) => {
            let name = model.command_name(*command);
            match roles(model, model.performers(*command)).as_str() {
                "" => format!("given with {name} by the program"),
                roles => format!("a person's input, {name} by {roles}"),
            }
        }
        Source::Asker(query) => format!("whoever asks {}", model.queries[*query].name.text),
        Source::System(system) => format!("told by {}", model.systems[*system].name.text),
        Source::Model(name) => format!("the model {name}"),
        Source::Elsewhere => "kept outside this model".to_owned(),
        Source::Host => "the program that answers look-ups".to_owned(),
        Source::Clock => "the clock".to_owned(),
        Source::Caller => "the caller".to_owned(),
        Source::Generated => "a generated key".to_owned(),
        Source::Position => "the place in the history".to_owned(),
        Source::Constant => "a constant".to_owned(),
        Source::Default => "a default".to_owned(),
        Source::Standing(kind, fact) => format!("whether {}", words::fact(model, (*kind, *fact))),
    }
}

/// `shown on DeskScreen`
pub(super) fn used(model: &Model, it: Use) -> String {
    match it {
        Use::Shown(screen) => format!("shown on {}", model.screens[screen].name.text),
        Use::Seen(view) => format!("seen by {}", roles(model, &model.views[view].readers)),
        Use::Answered(query) => format!("answered by {}", model.queries[query].name.text),
        Use::Queried(query) => {
            let query = &model.queries[query].name.text;
            format!("decides which rows {query} answers, and in which order")
        }
        Use::Kept(bank) => format!("kept in {}", model.banks[bank].name.text),
        Use::Told(system) => format!("told to {}", model.systems[system].name.text),
        Use::Required(command, at) => {
            let name = match command {
                CommandRef::Plain(id) => model.commands[id].requires.get(at),
                CommandRef::Act(..) => None,
            };
            let name = name.map_or("", |requirement| requirement.name.text.as_str());
            let command = model.command_name(command);
            format!("decides whether {command} is rejected ({name})")
        }
        Use::Recorded(command) => {
            format!("decides what {} records", model.command_name(command))
        }
        Use::Finds(view) => format!("finds the row of {}", model.views[view].name.text),
        Use::Changes(view) => {
            format!(
                "finds the row of {} that changes",
                model.views[view].name.text
            )
        }
        Use::Automates(id) => format!("decides when {} is automated", target(model, id)),
        Use::About(command) => format!("says what {} is about", model.command_name(command)),
        Use::Judged(rule) => format!("judged by the rule {}", model.rules[rule].identity),
        Use::Answers(rule) => {
            format!(
                "decides what the rule {} answers",
                model.rules[rule].identity
            )
        }
        Use::Links(link) => {
            let act = words::act(model, model.links[link].target);
            format!("says what {act} is about")
        }
        Use::Law(entity) => format!("held to a law of {}", words::entity(model, entity)),
        Use::Unique(entity) => format!("no two {} share it", words::entity(model, entity)),
        Use::Due(command) => format!("decides when {} is due", model.command_name(command)),
    }
}

fn target(model: &Model, id: crate::model::AutomationId) -> String {
    match &model.automations[id].target {
        AutomationTarget::Command(given) => model.command_name(given.command).to_owned(),
        AutomationTarget::Call { call, .. } => super::field::call_in_full(model, *call),
    }
}

/// What is said of a step behind the field at its other end: `, computed, by a translation`.
pub(super) fn manner(edge: &Edge) -> String {
    let how = match (edge.how, edge.to) {
        (How::Same, _) | (_, Target::Use(_)) => "",
        (How::Computed, Target::Field(_)) => ", computed",
        (How::Finds, Target::Field(_)) => ", to find it",
    };
    let by = match edge.by {
        By::Itself => "",
        By::Link(_) => ", by a link",
        By::Rule(_) => ", by a rule",
        By::Automation => ", by an automation",
        By::Translation => ", by a translation",
    };
    format!("{how}{by}")
}

fn roles(model: &Model, roles: &[ActorId]) -> String {
    let names: Vec<String> = roles
        .iter()
        .map(|role| words::actor(model, *role))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
