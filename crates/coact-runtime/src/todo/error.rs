//! Why lists were not worked off.

use super::EntryKey;
use crate::store::StoreError;
use crate::{CommandError, RowError};

/// Why the lists were not worked off. Nothing is lost: they are worked off the next time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TodoError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A row does not fit its view: rebuild the views.
    #[error(transparent)]
    Row(#[from] RowError),
    /// A record of what is stuck cannot be read or written.
    #[error("the record of the entry {key} of {list} cannot be read or written")]
    Record {
        /// The automation; empty for a report.
        list: String,
        /// The entry.
        key: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// Whether a command was recorded is not known, or its case cannot be read.
    #[error("what is to be done about the entry {key} of {list} got no answer from the store")]
    Act {
        /// The automation; empty for a report.
        list: String,
        /// The entry.
        key: String,
        /// Why.
        #[source]
        source: Box<CommandError>,
    },
}

impl TodoError {
    pub(super) fn of(key: &EntryKey, error: CommandError) -> Self {
        match error {
            CommandError::Store(error) => error.into(),
            source => Self::Act {
                list: key.list.clone(),
                key: key.key.clone(),
                source: Box::new(source),
            },
        }
    }

    pub(super) fn record(key: &EntryKey, source: serde_json::Error) -> Self {
        Self::Record {
            list: key.list.clone(),
            key: key.key.clone(),
            source,
        }
    }
}
