//! Where the value of every field comes from, and where it goes: a graph over the whole model.
//!
//! A [`Field`] is whatever bears a name and holds a value: fields of commands, events, views and calls, facts, state,
//! parameters, answers. An [`Edge`] says that one of them, or a [`Source`] outside the model, has a part in the value
//! of another, or in a [`Use`]. [`Trace`] tells both directions of one field as trees; [`fields`] finds fields by
//! the names that people write.

mod edges;
mod field;
mod find;
mod reads;
mod tree;
mod words;

pub use field::Field;
pub use find::{fields, names};
pub use tree::{Cut, Step, Trace, trace};

use std::collections::BTreeMap;

use crate::Loc;
use crate::ctp::FactWord;
use crate::model::{
    AutomationId, BankId, CommandRef, EntityId, KindId, LinkId, Model, QueryId, RuleId, ScreenId,
    SystemId, ViewId,
};

/// Where a value enters that no field gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Somebody gives it with the command, on a screen where there is one.
    Person(CommandRef, Option<ScreenId>),
    /// Somebody asks the query with it.
    Asker(QueryId),
    /// An external system.
    System(SystemId),
    /// Another model, of this name.
    Model(String),
    /// Whoever keeps the facts of an external entity.
    Elsewhere,
    /// The program that answers look-ups.
    Host,
    /// The time of the command or event.
    Clock,
    /// Whoever gives the command or asks.
    Caller,
    /// A key that is drawn.
    Generated,
    /// The place of the event in the history.
    Position,
    /// What the text says.
    Constant,
    /// What holds where nothing is given.
    Default,
    /// Whether the fact of a transaction stands.
    Standing(KindId, FactWord),
}

/// Where a value goes that is no other field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A screen shows it.
    Shown(ScreenId),
    /// The readers of the view see it.
    Seen(ViewId),
    /// The query answers with it.
    Answered(QueryId),
    /// It decides which rows the query has, and in which order.
    Queried(QueryId),
    /// The view answers for the bank.
    Kept(BankId),
    /// An external system is told.
    Told(SystemId),
    /// A condition of the command judges it: the place of the requirement among them.
    Required(CommandRef, usize),
    /// It decides what the command records.
    Recorded(CommandRef),
    /// It finds a row of the view.
    Finds(ViewId),
    /// It finds the row of the view that an event changes.
    Changes(ViewId),
    /// It decides what an automation does, and when.
    Automates(AutomationId),
    /// It says what a command is about.
    About(CommandRef),
    /// The rule judges it.
    Judged(RuleId),
    /// It decides what the rule answers with.
    Answers(RuleId),
    /// It decides what a child is about.
    Links(LinkId),
    /// A law of the entity speaks of it.
    Law(EntityId),
    /// No two of the entity share it.
    Unique(EntityId),
    /// It decides when the act is due.
    Due(CommandRef),
}

impl Source {
    /// In plain words: `a person's input, PlaceOrder by Buyer`.
    pub fn words(&self, model: &Model) -> String {
        words::source(model, self)
    }
}

impl Use {
    /// In plain words: `shown on DeskScreen`.
    pub fn words(self, model: &Model) -> String {
        words::used(model, self)
    }
}

/// What an edge starts at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Another field.
    Field(Field),
    /// Something outside.
    Source(Source),
}

/// What an edge ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Another field.
    Field(Field),
    /// Something outside.
    Use(Use),
}

/// What part the origin has in the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the value.
    Same,
    /// The value is computed with it.
    Computed,
    /// It leads to where the value is.
    Finds,
}

/// What carries the value, where that is no part of either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The end itself says it.
    Itself,
    /// A link between transactions.
    Link(LinkId),
    /// An action rule.
    Rule(RuleId),
    /// An automation.
    Automation,
    /// A translation.
    Translation,
}

/// One step of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where it comes from.
    pub from: Origin,
    /// Where it goes.
    pub to: Target,
    /// What it is there.
    pub how: How,
    /// What carries it.
    pub by: By,
    /// Where the text says so.
    pub loc: Loc,
}

/// All steps of a model, by their ends.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    into: BTreeMap<Field, Vec<usize>>,
    out_of: BTreeMap<Field, Vec<usize>>,
}

impl Graph {
    /// Every step of the model, in the order of its lists.
    pub fn of(model: &Model) -> Self {
        let mut graph = Self::default();
        for edge in edges::all(model) {
            graph.push(edge);
        }
        graph
    }

    fn push(&mut self, edge: Edge) {
        let at = self.edges.len();
        if let Target::Field(field) = edge.to {
            self.into.entry(field).or_default().push(at);
        }
        if let Origin::Field(field) = edge.from {
            self.out_of.entry(field).or_default().push(at);
        }
        self.edges.push(edge);
    }

    /// The steps that end at a field.
    pub fn into(&self, field: Field) -> impl Iterator<Item = &Edge> {
        self.at(self.into.get(&field))
    }

    /// The steps that start at a field.
    pub fn out_of(&self, field: Field) -> impl Iterator<Item = &Edge> {
        self.at(self.out_of.get(&field))
    }

    /// What is read of the events that set a fact, which is read of the fact as well.
    pub(crate) fn with_its_events(&self, field: Field) -> impl Iterator<Item = &Edge> {
        let setters = match field {
            Field::Fact(..) => self.at(self.into.get(&field)),
            _ => self.at(None),
        };
        let events = setters.filter_map(|edge| match edge.from {
            Origin::Field(event @ Field::Event(..)) => Some(event),
            _ => None,
        });
        events
            .flat_map(|event| self.out_of(event))
            .filter(move |edge| edge.to != Target::Field(field))
    }

    fn at<'a>(&'a self, places: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Edge> {
        let places = places.map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.edges.get(*at))
    }
}
