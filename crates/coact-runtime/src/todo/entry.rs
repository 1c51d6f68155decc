//! One entry of a list.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::projector::parse;
use crate::{CaseId, Envelope, Model, ReadModel, RowError};

/// An event, by its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Its case.
    pub case: CaseId,
    /// The case's version right after it.
    pub version: u64,
}

/// What an automation works on.
#[derive(Debug)]
pub enum TodoEntry<'a, M: Model> {
    /// A row of a view, as JSON.
    Row(&'a str),
    /// An event.
    Event {
        /// Its case as of the event, the event included.
        case: &'a M::Case,
        /// The event.
        envelope: &'a Envelope<M>,
    },
}

impl<M: Model> TodoEntry<'_, M> {
    /// The row; none where the entry is an event.
    ///
    /// # Errors
    /// It does not fit the view, as after a change of the view: rebuild the views.
    pub fn row<V: ReadModel>(&self) -> Result<Option<V>, RowError> {
        match self {
            Self::Row(data) => parse(data).map(Some),
            Self::Event { .. } => Ok(None),
        }
    }

    /// The event with its case; none where the entry is a row.
    pub const fn event(&self) -> Option<(&M::Case, &Envelope<M>)> {
        match self {
            Self::Row(_) => None,
            Self::Event { case, envelope } => Some((case, envelope)),
        }
    }
}

/// Which entry of which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EntryKey {
    /// The automation; empty for what another system reports.
    pub(crate) list: String,
    /// The row's key, the place of the event, or the id of the report.
    pub(crate) key: String,
}

/// Between the list and the key; stands in no name and in no JSON of one line.
const BETWEEN: char = '\n';

impl EntryKey {
    pub(crate) fn new(list: &str, key: &str) -> Self {
        Self {
            list: list.to_owned(),
            key: key.to_owned(),
        }
    }

    pub(crate) fn of_event(list: &str, at: &Position) -> Self {
        Self {
            list: list.to_owned(),
            key: format!("{}@{}", at.case.0, at.version),
        }
    }

    pub(crate) fn of_report(id: Uuid) -> Self {
        Self {
            list: String::new(),
            key: id.to_string(),
        }
    }

    /// As the key of a record.
    pub(crate) fn text(&self) -> String {
        format!("{}{BETWEEN}{}", self.list, self.key)
    }

    /// From the key of a record.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (list, key) = text.split_once(BETWEEN)?;
        Some(Self::new(list, key))
    }

    /// Whether it is what another system reports.
    pub(crate) const fn is_report(&self) -> bool {
        self.list.is_empty()
    }
}
