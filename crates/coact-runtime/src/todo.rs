//! The contract of what is worked off a list: the rows of a view, events, and what other systems report.

mod entry;
mod error;
mod listed;
mod look;
mod outside;
mod records;
mod report;
mod stuck;
mod work;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use entry::EntryKey;
pub use entry::{Position, TodoEntry};
pub use error::TodoError;
pub use outside::Outside;
pub(crate) use outside::Sought;
pub(crate) use work::Work;

use crate::Model;
use crate::expr::Eval;

/// A list that an automation of the model works off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TodoList {
    /// The automation, by its identity in the model: `Refunds -> PaymentProvider.Refund`.
    pub name: &'static str,
    /// What its entries are.
    pub source: ListSource,
}

/// What the entries of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSource {
    /// The rows of the view of this name.
    View(&'static str),
    /// The events of this name.
    Event(&'static str),
}

/// What is to be done about an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Todo<M: Model> {
    /// What.
    pub errand: Errand<M>,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
}

/// What an automation does.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand<M: Model> {
    /// It gives a command.
    Command(M::Command),
    /// It calls another system, and gives a command for the answer.
    Call(M::Call),
}

/// How a report of another system reached the model: what translations know of it beside what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it was received first.
    pub at: Timestamp,
    /// The id that it was sent under.
    pub id: Uuid,
}

/// What a report of another system becomes: the translation, by its identity in the model, and the command.
pub type Translated<M> = (&'static str, Eval<<M as Model>::Command>);

/// Another system that gave none of its answers; it is called again later.
#[derive(Debug, thiserror::Error)]
#[error("the call {call} got no answer")]
pub struct CallError {
    /// The call: `PaymentProvider.Refund`.
    pub call: &'static str,
    /// Why.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// What a model has none of: calls, answers to them, reports of other systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nothing {}
