//! What one command records.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Advance, Cursor, Version};
use crate::{CaseId, Claim, Held};

/// One command's events, to be recorded together or not at all.
///
/// An append without events cannot be written down:
///
/// ```compile_fail
/// use coact_runtime::store::{NewEvent, NonEmpty};
/// let none: NonEmpty<NewEvent> = NonEmpty::from(Vec::new());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The case.
    pub case: CaseId,
    /// The version the decision was made at.
    pub expected: Version,
    /// Identifies the command for ever: the same id is recorded once.
    pub command_id: Uuid,
    /// The events.
    pub events: NonEmpty<NewEvent>,
    /// Keys to reserve for the case. A key that the case already holds is no conflict.
    pub claims: Vec<Claim>,
    /// What its entities have from now on, and what no longer: given back first, then taken.
    pub held: Held,
    /// What was read beside the case, and must not have changed since.
    pub guard: Option<Guard>,
    /// The clock.
    pub recorded_at: Timestamp,
    /// A checkpoint to move in the same transaction.
    pub advance: Option<Advance>,
}

/// An event to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The event's name.
    pub name: &'static str,
    /// The envelope as JSON.
    pub data: String,
    /// The rows it changes, of views that commands are guarded by.
    pub touches: Vec<Touched>,
    /// What it says of persons: recorded with it, and not in it.
    pub personal: Vec<Personal>,
}

/// What an event says of a person: kept beside the log, where it can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// Whom or what it is about; by this it is erased.
    pub subject: String,
    /// What it is called in its event: one event says one thing under a name.
    pub name: String,
    /// The value as JSON.
    pub value: String,
}

/// Rows that a decision rests on: its boundary of consistency beyond the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// How far the log was read when the rows were.
    pub after: Cursor,
    /// The rows.
    pub rows: Vec<RowKey>,
}

impl Guard {
    /// Both: what was read first is the older one.
    pub(crate) fn and(mut self, later: Self) -> Self {
        self.rows.extend(later.rows);
        self
    }
}

/// One row of a view.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey {
    /// The view, as its rows are stored.
    pub view: String,
    /// Its key: canonical JSON of the key fields.
    pub key: String,
}

/// What of a view an event changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Touched {
    /// The view, as its rows are stored.
    pub view: String,
    /// The row's key; none where it may be any row.
    pub key: Option<String>,
}

/// At least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonEmpty<T> {
    /// The first.
    pub first: T,
    /// The others, in order.
    pub rest: Vec<T>,
}

impl<T> NonEmpty<T> {
    /// Exactly one.
    pub const fn one(first: T) -> Self {
        Self {
            first,
            rest: Vec::new(),
        }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.rest.len() as u64 + 1
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

/// What an append did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Recorded; the case is now at this version.
    New(Version),
    /// The command was recorded before.
    Duplicate {
        /// The case.
        case: CaseId,
        /// Its version right after that command's last event.
        version: Version,
    },
}
