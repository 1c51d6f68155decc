//! Plain commands, events and aggregates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::types::Field;
use super::views::{Element, sets};
use super::words::{self, sentence, text};
use crate::model::{self, CommandId, Model, Otherwise};

/// A unit of consistency: its state is the fold of its events.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Aggregate {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) key: Field,
    /// Whether the key is drawn when the aggregate begins.
    pub(super) key_generated: bool,
    pub(super) state: Vec<Field>,
}

/// A plain command.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Command {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// The aggregate that decides it.
    pub(super) aggregate: Option<String>,
    /// Whether it begins the aggregate.
    pub(super) new: bool,
    /// Its fields; those of an aggregate begin with its key.
    pub(super) fields: Vec<Field>,
    /// The roles that may give it.
    pub(super) by: Vec<String>,
    /// What it reads beside the aggregate.
    pub(super) reads: Vec<Reads>,
    /// What must hold.
    pub(super) requires: Vec<Requirement>,
    /// What it records.
    pub(super) emits: Vec<Emission>,
    /// What it does where no condition of an emission holds.
    pub(super) otherwise: Option<OtherwiseWord>,
}

/// Rows that a command reads: its boundary of consistency beyond the aggregate.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Reads {
    pub(super) name: String,
    pub(super) view: String,
    /// The key of one row, or a list of keys; an expression.
    pub(super) key: String,
    /// Whether there is a row per element of the key.
    #[serde(default)]
    pub(super) many: bool,
}

/// A condition of a command.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Requirement {
    pub(super) name: String,
    pub(super) sentence: Option<String>,
    /// An expression.
    pub(super) condition: String,
}

/// An event that a command records.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Emission {
    pub(super) event: String,
    /// One per element.
    pub(super) each: Option<EachElement>,
    pub(super) fields: Vec<Assignment>,
    /// Only where this holds; an expression.
    pub(super) when: Option<String>,
}

/// The elements that there is an event for.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct EachElement {
    /// The name of the element.
    pub(super) name: String,
    /// An expression.
    pub(super) list: String,
}

/// What a command does where nothing else is recorded.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum OtherwiseWord {
    /// It is accepted and records nothing.
    Nothing,
    /// It records this.
    Emits(Emission),
}

/// A plain event.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Event {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    /// The aggregate whose state it changes.
    pub(super) aggregate: Option<String>,
    /// Its fields; those of an aggregate begin with its key.
    pub(super) fields: Vec<Field>,
    /// What it sets in the state.
    pub(super) sets: Vec<Assignment>,
    /// What it does to keyed lists of the state.
    pub(super) elements: Vec<Element>,
}

impl Aggregate {
    pub(super) fn of(model: &Model, aggregate: &model::Aggregate) -> Self {
        Self {
            name: text(&aggregate.name),
            doc: aggregate.doc.clone(),
            key: Field::of(model, &aggregate.key),
            key_generated: aggregate.key_generated,
            state: Field::all(model, &aggregate.state),
        }
    }
}

impl Command {
    pub(super) fn of(model: &Model, id: CommandId, command: &model::Command) -> Self {
        let state = command
            .aggregate
            .map_or(&[][..], |id| &model.aggregates[id].state);
        let scope = Scope::of(model).of_command(id).of_state(state);
        Self {
            name: text(&command.name),
            doc: command.doc.clone(),
            aggregate: command.aggregate.map(|id| text(&model.aggregates[id].name)),
            new: command.new,
            fields: Field::all(model, &command.fields),
            by: command
                .by
                .iter()
                .map(|actor| words::actor(model, *actor))
                .collect(),
            reads: command
                .reads
                .iter()
                .map(|reads| Reads {
                    name: text(&reads.name),
                    view: text(&model.views[reads.view].name),
                    key: scope.text(&reads.key),
                    many: reads.many,
                })
                .collect(),
            requires: command
                .requires
                .iter()
                .map(|requires| Requirement {
                    name: text(&requires.name),
                    sentence: sentence(&requires.sentence),
                    condition: scope.text(&requires.condition),
                })
                .collect(),
            emits: command
                .emits
                .iter()
                .map(|emission| Emission::of(model, &scope, emission))
                .collect(),
            otherwise: command.otherwise.as_ref().map(|otherwise| match otherwise {
                Otherwise::Nothing(_) => OtherwiseWord::Nothing,
                Otherwise::Emits(emission) => {
                    OtherwiseWord::Emits(Emission::of(model, &scope, emission))
                }
            }),
        }
    }
}

impl Emission {
    fn of(model: &Model, scope: &Scope<'_>, emission: &model::Emission) -> Self {
        let event = &model.events[emission.event];
        let fields: Vec<(usize, model::Expr)> =
            emission.fields.iter().cloned().enumerate().collect();
        Self {
            event: text(&event.name),
            each: emission.each.as_ref().map(|(local, list)| EachElement {
                name: local.name.clone(),
                list: scope.text(list),
            }),
            fields: scope.fields(&event.fields, &fields),
            when: emission.when.as_ref().map(|when| scope.text(when)),
        }
    }
}

impl Event {
    pub(super) fn of(model: &Model, id: model::EventId, event: &model::Event) -> Self {
        let state = event
            .aggregate
            .map_or(&[][..], |id| &model.aggregates[id].state);
        let scope = Scope::of(model)
            .of_event(model::EventRef::Plain(id))
            .of_state(state);
        let (sets, elements) = sets(&scope, state, &event.apply);
        Self {
            name: text(&event.name),
            imported: event.imported.clone(),
            doc: event.doc.clone(),
            aggregate: event.aggregate.map(|id| text(&model.aggregates[id].name)),
            fields: Field::all(model, &event.fields),
            sets,
            elements,
        }
    }
}
