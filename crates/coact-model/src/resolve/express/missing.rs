//! Names that their owner does not have.
//!
//! Where part of the owner's text could not be read, the name may stand there: that is reported already.

use super::super::cx::{Element, nearest};
use super::index::Index;
use super::scope::snake;
use crate::Loc;
use crate::ctp::{Act, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{
    AggregateId, CallId, CommandId, EntityId, EnumId, EventId, Field, KindId, Model, PayloadOrigin,
    ValueId, ViewId,
};
use crate::rules;

/// What a name is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Entity(EntityId),
    Value(ValueId),
    Enum(EnumId),
    View(ViewId),
    /// The state of an aggregate.
    State(AggregateId),
    /// What a call tells an external system.
    Call(CallId),
    /// An answer of an external system.
    Outcome(CallId, usize),
    /// The fields of a plain command.
    PlainCommand(CommandId),
    /// The fields of a plain event.
    PlainEvent(EventId),
    /// The payload of an act, with the subject beside it.
    Command(KindId, Step),
    /// What a link or rule gives to an act: its payload, and the key of what it makes where nobody draws it.
    Payload(KindId, Step),
    /// The same by the name of its event.
    Event(KindId, Step),
}

impl Owner {
    /// The item whose text declares it; none where that is not known here.
    const fn item(self) -> Option<Element> {
        Some(match self {
            Self::Entity(id) => Element::Entity(id),
            Self::Value(id) => Element::Value(id),
            Self::Enum(id) => Element::Enum(id),
            Self::View(id) => Element::View(id),
            Self::State(id) => Element::Aggregate(id),
            Self::Call(_) | Self::Outcome(..) | Self::PlainCommand(_) | Self::PlainEvent(_) => {
                return None;
            }
            Self::Command(id, _) | Self::Payload(id, _) | Self::Event(id, _) => Element::Kind(id),
        })
    }
}

/// The finding for a name that the owner lacks; none where the owner could not be read in full.
pub(super) fn missing(
    model: &Model,
    index: &Index,
    owner: Owner,
    name: &str,
    loc: Loc,
) -> Option<Diagnostic> {
    if owner.item().is_some_and(|item| index.is_doubtful(item)) {
        return None;
    }
    let names = names(model, owner);
    let near = nearest(name, names.iter());
    let member = |noun: &str, owner: &str, sort: &str| {
        rules::no_such_member(loc, &format!("the {noun} `{owner}`"), sort, name, near)
    };
    Some(match owner {
        Owner::Entity(id) if model.entities[id].imported.is_some() => {
            let entity = &model.entities[id];
            rules::fact_of_a_lent_entity(loc, &entity.name.text, &entity.key.name.text)
        }
        Owner::Entity(id) => member("entity", &model.entities[id].name.text, "fact"),
        Owner::Value(id) => member("value", &model.values[id].name.text, "field"),
        Owner::Enum(id) => {
            let found = &model.enums[id];
            let finding =
                member("enum", &found.name.text, "variant").also(found.name.loc, "declared here");
            match name {
                "else" | "default" | "otherwise" | "other" => {
                    finding.hint("what no other arm names is `_`")
                }
                _ => finding,
            }
        }
        Owner::View(id) => member("view", &model.views[id].name.text, "field"),
        Owner::State(id) => {
            let of = format!("the state of `{}`", model.aggregates[id].name.text);
            rules::no_such_member(loc, &of, "field", name, near)
        }
        Owner::Call(id) => member("call", &model.calls[id].name.text, "field"),
        Owner::Outcome(id, at) => {
            let outcome = model.calls[id].outcomes.get(at);
            let name = outcome.map_or("", |outcome| outcome.name.text.as_str());
            member("answer", name, "field")
        }
        Owner::PlainCommand(id) => member("command", &model.commands[id].name.text, "field"),
        Owner::PlainEvent(id) => member("event", &model.events[id].name.text, "field"),
        Owner::Command(id, step) | Owner::Payload(id, step) => {
            let act = model.kinds[id].act(step);
            let act = act.map_or("", |act| act.command.text.as_str());
            rules::no_such_payload(loc, act, name, near)
        }
        Owner::Event(id, step) => {
            let act = model.kinds[id].act(step);
            let act = act.map_or("", |act| act.event.text.as_str());
            rules::no_such_payload(loc, act, name, near)
        }
    })
}

/// The names that the owner has.
pub(super) fn names(model: &Model, owner: Owner) -> Vec<String> {
    match owner {
        Owner::Entity(id) => entity_names(model, id),
        Owner::Value(id) => {
            let fields = model.values[id].fields.iter();
            fields.map(|field| field.name.text.clone()).collect()
        }
        Owner::Enum(id) => {
            let variants = model.enums[id].variants.iter();
            variants.map(|(name, _)| name.text.clone()).collect()
        }
        Owner::View(id) => {
            let fields = model.views[id].fields.iter();
            fields.map(|field| field.name.text.clone()).collect()
        }
        Owner::State(id) => field_names(&model.aggregates[id].state),
        Owner::Call(id) => field_names(&model.calls[id].fields),
        Owner::Outcome(id, at) => {
            let outcome = model.calls[id].outcomes.get(at);
            outcome.map_or_else(Vec::new, |outcome| field_names(&outcome.fields))
        }
        Owner::PlainCommand(id) => field_names(&model.commands[id].fields),
        Owner::PlainEvent(id) => field_names(&model.events[id].fields),
        Owner::Payload(id, step) => {
            let kind = &model.kinds[id];
            let payload = kind.act(step).into_iter().flat_map(|act| &act.payload);
            let given = payload.filter(|it| !matches!(it.origin, PayloadOrigin::FilledIn(_)));
            let mut names: Vec<String> = given.map(|field| field.name.text.clone()).collect();
            let entity = &model.entities[kind.product.entity];
            if kind.product.new && step == Step::Base(Act::Request) && !entity.key_generated {
                names.push(entity.subject());
            }
            names
        }
        Owner::Command(id, step) | Owner::Event(id, step) => {
            let kind = &model.kinds[id];
            let payload = kind.act(step).into_iter().flat_map(|act| &act.payload);
            let mut names: Vec<String> = payload.map(|field| field.name.text.clone()).collect();
            names.push(snake(&model.entities[kind.product.entity].name.text));
            names
        }
    }
}

fn field_names(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| field.name.text.clone()).collect()
}

/// Names that may stand after an entity.
fn entity_names(model: &Model, entity: EntityId) -> Vec<String> {
    let found = &model.entities[entity];
    let mut names = vec![found.key.name.text.clone()];
    names.extend(found.facts.iter().map(|fact| fact.field.name.text.clone()));
    names.extend(
        found
            .derived
            .iter()
            .map(|derived| derived.name.text.clone()),
    );
    names.extend(
        found
            .inverses
            .iter()
            .map(|inverse| inverse.name.text.clone()),
    );
    let about = model
        .kinds
        .values()
        .filter(|kind| kind.product.entity == entity);
    names.extend(about.map(|kind| kind.name.text.clone()));
    names
}
