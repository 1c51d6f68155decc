//! What the first event of an aggregate leaves unknown of its state.

use coact_syntax::ast::ItemKind;

use super::super::cx::{Element, ItemRef};
use super::pass::Pass;
use crate::model::{Command, Emission, EventId, Field, Model, Otherwise, RowSet, Type};
use crate::rules;

/// Every field of a state has a value from the beginning: its default, or what each opening event sets.
pub(super) fn openings(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    let mut told: Vec<EventId> = Vec::new();
    for command in pass.model.commands.values() {
        let Some(aggregate) = command.aggregate.filter(|_| command.new) else {
            continue;
        };
        let is_faulty = |item: &ItemRef<'_>| {
            matches!(item.item.kind, ItemKind::Aggregate(_))
                && item.faulty
                && pass.names.item(item) == Some(Element::Aggregate(aggregate))
        };
        if items.iter().any(is_faulty) {
            continue;
        }
        let state = &pass.model.aggregates[aggregate].state;
        for emission in emissions(command) {
            if told.contains(&emission.event) {
                continue;
            }
            told.push(emission.event);
            let missing: Vec<&str> = state
                .iter()
                .enumerate()
                .filter(|(at, field)| !begins(field) && !is_set(pass.model, command, emission, *at))
                .map(|(_, field)| field.name.text.as_str())
                .collect();
            if !missing.is_empty() {
                let event = &pass.model.events[emission.event].name.text;
                let of = &pass.model.aggregates[aggregate].name.text;
                pass.findings
                    .push(rules::state_left_open(emission.loc, event, of, &missing));
            }
        }
    }
}

fn emissions(command: &Command) -> impl Iterator<Item = &Emission> {
    let otherwise = match &command.otherwise {
        Some(Otherwise::Emits(emission)) => Some(emission),
        _ => None,
    };
    command.emits.iter().chain(otherwise)
}

/// Whether a field has a value before any event has set it: lists and maps are empty, what is optional is absent.
fn begins(field: &Field) -> bool {
    field.default.is_some()
        || matches!(
            field.ty,
            Type::Optional(_) | Type::List(_) | Type::Map(..) | Type::Error
        )
}

/// Whether the event sets the field, or one that is certainly recorded with it.
fn is_set(model: &Model, command: &Command, emission: &Emission, field: usize) -> bool {
    let sets = |emission: &Emission| {
        let mut applied = model.events[emission.event].apply.iter();
        applied.any(|set| matches!(set, RowSet::Field(at, _) if *at == field))
    };
    let certain = |other: &&Emission| other.when.is_none() && other.each.is_none();
    sets(emission) || command.emits.iter().filter(certain).any(sets)
}
