//! The port to what remembers: the event log, the claims, what is held, the read models and the checkpoints.
//!
//! A store offers one atomic operation on the log, [`Store::append`], and one on the read models,
//! [`Store::commit_rows`]. Both may move a consumer's checkpoint in the same transaction, so that an
//! effect and the fact that it happened cannot be separated by a crash. Every store passes the same
//! suite, [`crate::testing::conformance`].
//!
//! The log never changes, so what events say of persons is recorded beside it in the same append, and
//! [`Store::erase`] takes it away.
//!
//! The port is asynchronous and tied to no executor; any `block_on` drives it. One store is one tenant.

mod append;
mod borrowed;
mod error;
mod memory;
mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
mod wake;

use std::future::Future;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

pub use append::{Append, Appended, Guard, NewEvent, NonEmpty, Personal, RowKey, Touched};
pub use error::{AppendError, CommitError, StoreError};
pub use memory::MemoryStore;
pub use rows::{Advance, Keys, RowChange, RowCommit};
#[cfg(feature = "sqlite")]
pub use sqlite::{Durability, SqliteOptions, SqliteStore};

use crate::{CaseId, Claim};

/// How many events a case has; zero before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub u64);

impl Version {
    /// The version of a case without events.
    pub const ZERO: Self = Self(0);

    /// The version after one more event.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A place in the whole log. Only the store that gave it out knows what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// Before the first event.
    pub const START: Self = Self(String::new());

    /// A cursor of the store that wrote this token.
    pub const fn from_token(token: String) -> Self {
        Self(token)
    }

    /// The token to keep.
    pub fn token(&self) -> &str {
        &self.0
    }
}

/// One recorded event of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The case's version right after this event.
    pub version: Version,
    /// The command that brought it about, directly or tacitly.
    pub command_id: Uuid,
    /// The event's name.
    pub name: String,
    /// The envelope as JSON.
    pub data: String,
    /// The clock when it was recorded; microseconds are kept.
    pub recorded_at: Timestamp,
    /// What it says of persons and is not erased, in the order of the names.
    pub personal: Vec<Personal>,
}

/// A stretch of the whole log, in the one order that all readers see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The events, each with its case.
    pub events: Vec<(CaseId, Recorded)>,
    /// Where to read on.
    pub next: Cursor,
}

/// Where a command was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The case.
    pub case: CaseId,
    /// Its version right after the command's last event.
    pub version: Version,
}

/// What a model runs on. See the [module](self).
pub trait Store: Send + Sync {
    /// Records the events of one command, or nothing.
    ///
    /// Checks in this order: command id, checkpoint, version, guard, claims, what is held. A command id that is on record for
    /// the same case answers [`Appended::Duplicate`] and moves no checkpoint.
    ///
    /// # Errors
    /// The first check that fails; [`AppendError::OutcomeUnknown`] where the store cannot tell whether it
    /// recorded the events: send the very same append again.
    fn append(
        &self,
        append: Arc<Append>,
    ) -> impl Future<Output = Result<Appended, AppendError>> + Send;

    /// The events of a case after the version, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    fn load(
        &self,
        case: &CaseId,
        after: Version,
    ) -> impl Future<Output = Result<Vec<Recorded>, StoreError>> + Send;

    /// The next events of the whole log, at most `limit`. No event ever appears before a cursor that was
    /// handed out.
    ///
    /// # Errors
    /// The store cannot be read, or the cursor is not one of its own.
    fn read_all(
        &self,
        after: &Cursor,
        limit: usize,
    ) -> impl Future<Output = Result<Page, StoreError>> + Send;

    /// The case that holds a claim.
    ///
    /// # Errors
    /// The store cannot be read.
    fn owner(
        &self,
        claim: &Claim,
    ) -> impl Future<Output = Result<Option<CaseId>, StoreError>> + Send;

    /// Who has something that only so many may have, each with its case, in the order of the holders.
    ///
    /// # Errors
    /// The store cannot be read.
    fn holders(
        &self,
        law: &str,
        key: &str,
    ) -> impl Future<Output = Result<Vec<(String, CaseId)>, StoreError>> + Send;

    /// Where a command was recorded, if it was.
    ///
    /// # Errors
    /// The store cannot be read.
    fn receipt(
        &self,
        command_id: Uuid,
    ) -> impl Future<Output = Result<Option<Receipt>, StoreError>> + Send;

    /// How far a consumer of the log has come; [`Cursor::START`] for one that never ran.
    ///
    /// # Errors
    /// The store cannot be read.
    fn checkpoint(&self, consumer: &str)
    -> impl Future<Output = Result<Cursor, StoreError>> + Send;

    /// One row of a view, as JSON.
    ///
    /// # Errors
    /// The store cannot be read.
    fn row(
        &self,
        view: &str,
        key: &str,
    ) -> impl Future<Output = Result<Option<String>, StoreError>> + Send;

    /// Rows of a view with their keys, in the order of their keys.
    ///
    /// # Errors
    /// The store cannot be read.
    fn rows(
        &self,
        view: &str,
        keys: Keys<'_>,
    ) -> impl Future<Output = Result<Vec<(String, String)>, StoreError>> + Send;

    /// Writes rows and moves a checkpoint, both or neither.
    ///
    /// # Errors
    /// [`CommitError::Fenced`] where the checkpoint is not where the caller holds it to be.
    fn commit_rows(
        &self,
        commit: RowCommit,
    ) -> impl Future<Output = Result<(), CommitError>> + Send;

    /// Erases all that events say of this subject under [`NewEvent::personal`], for ever: no later read gives it, and nothing of it
    /// is left in what the store keeps. The events stay. Answers how much there was; to erase once more does no harm.
    ///
    /// What was copied from there (rows of views, files) is for the caller to erase: first here, then the copies.
    ///
    /// # Errors
    /// The store cannot be written, or something may be left: erase again.
    fn erase(&self, subject: &str) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Resolves after the next append through this handle. Ask for it before reading, or the append in
    /// between goes unnoticed. A hint only: other processes may append unnoticed, so also look from time
    /// to time.
    fn changed(&self) -> impl Future<Output = ()> + Send;
}
