//! Why a command was not performed.

use crate::store::{AppendError, RowKey, StoreError, Version};
use crate::{CaseId, DecodeError, EncodeError, LookupError, ProjectError, Rejection, RowError};

/// Why a command was not performed. Unless the outcome is unknown, nothing was recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// The model refuses it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// A look-up could not be answered; send the command again later.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// Somebody else acted on the case between decision and record.
    #[error("the case is at version {} by now", .actual.0)]
    Conflict {
        /// The case's version.
        actual: Version,
    },
    /// A row that the decision rests on may have changed between decision and record.
    #[error("a row of the view {} that was read has changed by now", .0.view)]
    Overtaken(RowKey),
    /// So many others act on the case that the command did not get through; send it again later.
    #[error("the case {} was changed by others {attempts} times in a row", .case.0)]
    Contended {
        /// The case.
        case: CaseId,
        /// How often the command was decided.
        attempts: u32,
    },
    /// The command id is on record for another case.
    #[error("the command id was used before, for the case {}", .case.0)]
    CommandIdReused {
        /// That case.
        case: CaseId,
    },
    /// Whether it was performed is not known; send it again under the same id to find out.
    #[error("it is not known whether the command was recorded: send it again under the same id")]
    OutcomeUnknown(#[source] StoreError),
    /// Another runner moved the checkpoint that was to move with the command.
    #[error("another runner moved the checkpoint")]
    Fenced,
    /// The model has no case kind of this name.
    #[error("the model has no case {}", .0.0)]
    NoSuchCase(CaseId),
    /// The views that the command reads cannot be brought up to date.
    #[error(transparent)]
    Row(#[from] RowError),
    /// An event of the case cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The new event cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// Tacit acts of the model follow each other without end.
    #[error("the tacit acts of the case {} do not come to rest", .case.0)]
    Endless {
        /// The case.
        case: CaseId,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AppendError> for CommandError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Conflict { actual } => Self::Conflict { actual },
            AppendError::Overtaken(row) => Self::Overtaken(row),
            AppendError::ClaimTaken(claim) => Self::Rejected(Rejection::new(
                crate::RejectionKind::Identity,
                claim.entity,
                "",
            )),
            AppendError::Taken(hold) => Self::Rejected(hold.rejection()),
            AppendError::CommandIdReused { case } => Self::CommandIdReused { case },
            AppendError::OutcomeUnknown(source) => Self::OutcomeUnknown(source),
            AppendError::Store(source) => Self::Store(source),
            AppendError::Fenced => Self::Fenced,
        }
    }
}

impl From<ProjectError> for CommandError {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Store(error) => Self::Store(error),
            ProjectError::Row(error) => Self::Row(error),
        }
    }
}

impl CommandError {
    /// Whether the store failed, or says more than a receipt could.
    pub(crate) const fn is_of_the_store(&self) -> bool {
        matches!(
            self,
            Self::Store(_) | Self::OutcomeUnknown(_) | Self::Fenced | Self::CommandIdReused { .. }
        )
    }

    /// The rejection, where the model refused.
    pub const fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            _ => None,
        }
    }
}

/// The model's time zone is not known on this machine.
#[derive(Debug, thiserror::Error)]
#[error("the time zone {zone} of the model is not known")]
pub struct ZoneError {
    /// The zone.
    pub zone: &'static str,
    /// Why not.
    #[source]
    pub source: jiff::Error,
}
