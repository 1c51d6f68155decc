//! What can go wrong at a store.

use super::{RowKey, Version};
use crate::{CaseId, Claim, Hold};

/// The cause that a store's driver gives.
type Source = Box<dyn std::error::Error + Send + Sync>;

/// A store that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database refused.
    #[error("the store could not {what}")]
    Database {
        /// What it was to do.
        what: &'static str,
        /// The driver's words.
        #[source]
        source: Source,
    },
    /// What is stored cannot be understood.
    #[error("the store holds {what} that cannot be read")]
    Corrupt {
        /// What.
        what: &'static str,
        /// Why not.
        #[source]
        source: Source,
    },
    /// The file was written by another version of the store.
    #[error(
        "the store has schema version {found}, this program reads version {expected}: use the program that wrote it, or migrate the file"
    )]
    Schema {
        /// The file's version.
        found: i64,
        /// The version this program knows.
        expected: i64,
    },
    /// A cursor that this store did not give out.
    #[error("`{0}` is not a cursor of this store")]
    Cursor(String),
    /// The store was closed, or its writer ended.
    #[error("the store is closed")]
    Closed,
}

/// Why events were not recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppendError {
    /// Somebody else acted on the case meanwhile: load it again and decide anew.
    #[error("the case is at version {} by now", .actual.0)]
    Conflict {
        /// The case's version.
        actual: Version,
    },
    /// A row that the decision rests on may have changed meanwhile: read it again and decide anew.
    #[error("a row of the view {} that was read has changed by now", .0.view)]
    Overtaken(RowKey),
    /// The key belongs to another case.
    #[error("the {} {} belongs to another case", .0.entity, .0.key)]
    ClaimTaken(Claim),
    /// As many as may have this have it already.
    #[error("{}: {} is taken", .0.law.identity, .0.key)]
    Taken(Hold),
    /// The command id is on record for another case.
    #[error("the command id was used before, for the case {}", .case.0)]
    CommandIdReused {
        /// That case.
        case: CaseId,
    },
    /// The checkpoint was moved by another runner.
    #[error("another runner moved the checkpoint")]
    Fenced,
    /// Whether the events are recorded is not known; sending the same append again finds out.
    #[error("it is not known whether the events were recorded")]
    OutcomeUnknown(#[source] StoreError),
    /// The store failed; nothing was recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why rows were not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommitError {
    /// The checkpoint was moved by another runner.
    #[error("another runner moved the checkpoint")]
    Fenced,
    /// Whether the rows are written is not known; the checkpoint tells.
    #[error("it is not known whether the rows were written")]
    OutcomeUnknown(#[source] StoreError),
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}
