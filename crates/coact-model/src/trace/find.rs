//! Fields by the names that people write.

use std::collections::{BTreeMap, BTreeSet};

use super::Field;
use super::field::{call_in_full, event_in_full};
use crate::model::{CommandRef, EventRef, Model, Shown};

/// The fields of a name: one of `OpenOrders.total`, all of `OpenOrders`, of an event, a command, a transaction, an
/// external system or a screen. None where there is no such name.
pub fn fields(model: &Model, name: &str) -> Option<Vec<Field>> {
    known(model).remove(name)
}

/// Every name that [`fields`] knows, in order.
pub fn names(model: &Model) -> Vec<String> {
    known(model).into_keys().collect()
}

fn known(model: &Model) -> BTreeMap<String, Vec<Field>> {
    let mut known: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    let mut of_owner: BTreeMap<String, BTreeSet<Field>> = BTreeMap::new();
    // What has no field is known too.
    for element in elements(model) {
        known.entry(element).or_default();
    }
    for field in Field::all(model) {
        for owner in owners(model, field) {
            if let Some(own) = field.own_name(model) {
                known
                    .entry(format!("{owner}.{own}"))
                    .or_default()
                    .push(field);
            }
            if of_owner.entry(owner.clone()).or_default().insert(field) {
                known.entry(owner).or_default().push(field);
            }
        }
    }
    for screen in model.screens.values() {
        let mut all = Vec::new();
        for (shown, fields, _) in &screen.shows {
            let view = match shown {
                Shown::View(view) => *view,
                Shown::Query(query) => model.queries[*query].view,
            };
            all.extend(fields.iter().map(|at| Field::View(view, *at)));
        }
        for (form, _) in &screen.forms {
            let name = model.command_name(*form);
            let given = known.get(name).into_iter().flatten();
            all.extend(given.filter(|field| matches!(field, Field::Command(of, _) if of == form)));
        }
        let of_screen = known.entry(screen.name.text.clone()).or_default();
        for field in all {
            if !of_screen.contains(&field) {
                of_screen.push(field);
            }
        }
    }
    known
}

/// What may have fields and has a name.
fn elements(model: &Model) -> Vec<String> {
    let mut names = Vec::new();
    for (id, kind) in model.kinds.iter() {
        names.push(kind.name.text.clone());
        for act in kind.acts.iter().filter(|act| !act.command.text.is_empty()) {
            if !act.tacit {
                names.push(model.command_name(CommandRef::Act(id, act.step)).to_owned());
            }
            names.push(model.event_name(EventRef::Act(id, act.step)).to_owned());
        }
    }
    names.extend(model.commands.values().map(|it| it.name.text.clone()));
    for id in model.events.ids() {
        names.push(model.events[id].name.text.clone());
        names.push(event_in_full(model, EventRef::Plain(id)));
    }
    for (id, call) in model.calls.iter() {
        names.push(call.name.text.clone());
        names.push(call_in_full(model, id));
    }
    names.extend(model.systems.values().map(|it| it.name.text.clone()));
    names
}

/// The names under which a field is found, each with the name of the field behind it.
fn owners(model: &Model, field: Field) -> Vec<String> {
    let full = field.owner(model);
    let mut owners = vec![full];
    match field {
        Field::Command(CommandRef::Act(kind, _), _) | Field::Event(EventRef::Act(kind, _), _) => {
            owners.push(model.kinds[kind].name.text.clone());
        }
        Field::Event(EventRef::Plain(id), _) => {
            if let Some(system) = model.events[id].system {
                owners.push(model.events[id].name.text.clone());
                owners.push(model.systems[system].name.text.clone());
            }
        }
        Field::Call(id, _) => {
            owners.push(model.calls[id].name.text.clone());
            owners.push(model.systems[model.calls[id].system].name.text.clone());
        }
        Field::Outcome(id, outcome, _) => {
            let call = &model.calls[id];
            owners.push(call.name.text.clone());
            owners.push(model.systems[call.system].name.text.clone());
            if let Some(outcome) = call.outcomes.get(outcome) {
                owners.push(outcome.name.text.clone());
                owners.push(format!("{}.{}", call.name.text, outcome.name.text));
            }
        }
        _ => {}
    }
    owners
}
