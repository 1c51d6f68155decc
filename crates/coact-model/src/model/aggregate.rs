//! Plain commands, events and aggregates: what needs no transaction.

use super::{
    ActorId, AggregateId, CommandId, EventId, Expr, Field, Ident, KindId, Local, RowSet, SystemId,
    ViewId,
};
use crate::Loc;
use crate::ctp::{Performer, Step, performer};

/// An event: of a transaction's act, or a plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventRef {
    /// What a step of a transaction kind brings about.
    Act(KindId, Step),
    /// A plain event.
    Plain(EventId),
}

/// A command: of a transaction's act, or a plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommandRef {
    /// The command of a step of a transaction kind.
    Act(KindId, Step),
    /// A plain command.
    Plain(CommandId),
}

impl super::Model {
    /// The name of an event.
    pub fn event_name(&self, event: EventRef) -> &str {
        match event {
            EventRef::Act(kind, step) => self.kinds[kind]
                .act(step)
                .map_or("", |act| act.event.text.as_str()),
            EventRef::Plain(id) => &self.events[id].name.text,
        }
    }

    /// The names of the commands that bring about an event.
    pub(crate) fn commands_of(&self, event: EventRef) -> Vec<&str> {
        match event {
            EventRef::Act(kind, step) => vec![self.command_name(CommandRef::Act(kind, step))],
            EventRef::Plain(id) => {
                let commands = self.commands.values();
                commands
                    .filter(|command| command.emissions().any(|it| it.event == id))
                    .map(|command| command.name.text.as_str())
                    .collect()
            }
        }
    }

    /// The roles that may give a command.
    pub fn performers(&self, command: CommandRef) -> &[ActorId] {
        match command {
            CommandRef::Plain(id) => &self.commands[id].by,
            CommandRef::Act(kind, step) => match performer(step) {
                Performer::Initiator => &self.kinds[kind].initiators,
                Performer::Executor => std::slice::from_ref(&self.kinds[kind].executor),
            },
        }
    }

    /// The name of a command.
    pub fn command_name(&self, command: CommandRef) -> &str {
        match command {
            CommandRef::Act(kind, step) => self.kinds[kind]
                .act(step)
                .map_or("", |act| act.command.text.as_str()),
            CommandRef::Plain(id) => &self.commands[id].name.text,
        }
    }
}

impl EventRef {
    /// The step of a transaction that brings it about, where one does.
    pub const fn act(self) -> Option<(KindId, Step)> {
        match self {
            Self::Act(kind, step) => Some((kind, step)),
            Self::Plain(_) => None,
        }
    }
}

impl CommandRef {
    /// The step of a transaction that it performs, where it does.
    pub const fn act(self) -> Option<(KindId, Step)> {
        match self {
            Self::Act(kind, step) => Some((kind, step)),
            Self::Plain(_) => None,
        }
    }
}

/// A unit of consistency: its state is the fold of its events.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its key.
    pub key: Field,
    /// `generated`: the shell draws the key.
    pub key_generated: bool,
    /// Its state.
    pub state: Vec<Field>,
}

/// A plain command.
#[derive(Clone, Debug)]
pub struct Command {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// The aggregate that decides it.
    pub aggregate: Option<AggregateId>,
    /// It begins the aggregate.
    pub new: bool,
    /// Its fields; those of an aggregate begin with its key.
    pub fields: Vec<Field>,
    /// The roles that may give it.
    pub by: Vec<ActorId>,
    /// What it reads beside the aggregate.
    pub reads: Vec<Reads>,
    /// What must hold, in the order of the text.
    pub requires: Vec<Requirement>,
    /// What it records, in the order of the text.
    pub emits: Vec<Emission>,
    /// What it does where no condition of an emission holds.
    pub otherwise: Option<Otherwise>,
    /// It says that no more of this kind will be asked for: the language brings it along, and no text declares it.
    pub no_more: Option<KindId>,
}

impl Command {
    /// All that it may record, in the order of the text.
    pub fn emissions(&self) -> impl Iterator<Item = &Emission> {
        let otherwise = match &self.otherwise {
            Some(Otherwise::Emits(emission)) => Some(emission),
            Some(Otherwise::Nothing(_)) | None => None,
        };
        self.emits.iter().chain(otherwise)
    }
}

/// Rows that a command reads: its boundary of consistency beyond the aggregate.
#[derive(Clone, Debug)]
pub struct Reads {
    /// The name under which they are read.
    pub name: Ident,
    /// The view.
    pub view: ViewId,
    /// The key of one row, or a list of keys.
    pub key: Expr,
    /// Whether there is a row per element of the key.
    pub many: bool,
}

/// A condition of a command; where it fails, the rejection bears its name.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name.
    pub name: Ident,
    /// The model's sentence; empty where it gives none.
    pub sentence: String,
    /// What must hold.
    pub condition: Expr,
}

/// An event that a command records.
#[derive(Clone, Debug)]
pub struct Emission {
    /// One per element.
    pub each: Option<(Local, Expr)>,
    /// The event.
    pub event: EventId,
    /// One value per field of the event, in order.
    pub fields: Vec<Expr>,
    /// Only where this holds.
    pub when: Option<Expr>,
    /// Where it stands.
    pub loc: Loc,
}

/// What a command does where nothing else is recorded.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum Otherwise {
    /// It is accepted and records nothing; where it says so.
    Nothing(Loc),
    /// It records this.
    Emits(Emission),
}

/// A plain event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// The aggregate whose state it changes.
    pub aggregate: Option<AggregateId>,
    /// The external system that reports it.
    pub system: Option<SystemId>,
    /// Its fields; those of an aggregate begin with its key.
    pub fields: Vec<Field>,
    /// What it does to the state: indices into the aggregate's `state`.
    pub apply: Vec<RowSet>,
    /// It tells that somebody said that no more of this kind will be asked for: no text declares it.
    pub no_more: Option<KindId>,
}

impl Event {
    /// Whether it changes this field of the state of its aggregate.
    pub fn changes(&self, field: usize) -> bool {
        self.apply.iter().any(|set| match set {
            RowSet::Field(index, _) => *index == field,
            RowSet::Element { field: list, .. } => *list == field,
        })
    }
}
