//! What the writer is asked to do, and the answer to it.

use std::sync::Arc;

use futures_channel::oneshot;
use rusqlite::Connection;

use super::write;
use crate::store::{Append, AppendError, Appended, CommitError, RowCommit, StoreError};

/// What the writer is asked to do.
pub(super) enum Job {
    Append(Task<Arc<Append>, Appended, AppendError>),
    Rows(Task<RowCommit, (), CommitError>),
    Erase(Task<String, u64, StoreError>),
}

/// One piece of work, what came of it, and who waits for that. One who no longer waits needs no answer.
pub(super) struct Task<W, T, E> {
    work: W,
    result: Option<Result<T, E>>,
    waiting: oneshot::Sender<Result<T, E>>,
}

/// How a piece of work can fail.
pub(super) trait Failure: From<StoreError> {
    fn is_of_the_store(&self) -> bool;
}

impl Failure for AppendError {
    fn is_of_the_store(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Failure for CommitError {
    fn is_of_the_store(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Failure for StoreError {
    fn is_of_the_store(&self) -> bool {
        true
    }
}

impl<W, T, E: Failure> Task<W, T, E> {
    /// The task, and where its answer arrives.
    pub(super) fn new(work: W) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (waiting, answer) = oneshot::channel();
        let task = Self {
            work,
            result: None,
            waiting,
        };
        (task, answer)
    }

    /// Whether it is done.
    fn perform(&mut self, work: impl FnOnce(&W) -> Result<T, E>) -> bool {
        let result = work(&self.work);
        let is_done = result.is_ok();
        self.result = Some(result);
        is_done
    }

    fn answer(self) {
        let result = self.result.unwrap_or_else(|| Err(undone().into()));
        let _ = self.waiting.send(result);
    }

    fn fail(self, error: E) {
        let _ = self.waiting.send(Err(error));
    }

    /// Other findings than a failure of the store do not count: they may have been about a neighbour's events that are
    /// gone as well.
    fn undone(self) {
        match self.result {
            Some(Err(error)) if error.is_of_the_store() => {
                let _ = self.waiting.send(Err(error));
            }
            _ => {
                let _ = self.waiting.send(Err(undone().into()));
            }
        }
    }
}

impl Job {
    /// Does the work; whether it is done.
    pub(super) fn perform(&mut self, connection: &Connection) -> bool {
        match self {
            Self::Append(task) => task.perform(|append| write::append(connection, append)),
            Self::Rows(task) => task.perform(|commit| write::rows(connection, commit)),
            Self::Erase(task) => task.perform(|subject| write::erase(connection, subject)),
        }
    }

    /// Does the work so that nothing is left of it where it fails.
    pub(super) fn perform_in_savepoint(&mut self, connection: &Connection) {
        match self {
            Self::Append(task) => task.perform(|append| {
                write::in_savepoint(connection, || write::append(connection, append))
            }),
            Self::Rows(task) => task.perform(|commit| {
                write::in_savepoint(connection, || write::rows(connection, commit))
            }),
            Self::Erase(task) => task.perform(|subject| {
                write::in_savepoint(connection, || write::erase(connection, subject))
            }),
        };
    }

    /// Answers what was committed; whether that recorded events.
    pub(super) fn answer(self) -> bool {
        match self {
            Self::Append(task) => {
                let recorded = matches!(task.result, Some(Ok(Appended::New(_))));
                task.answer();
                recorded
            }
            Self::Rows(task) => {
                task.answer();
                false
            }
            Self::Erase(task) => {
                task.answer();
                false
            }
        }
    }

    /// After the commit, what was erased is overwritten; where that fails, the one who asked is told.
    pub(super) fn committed(&mut self, connection: &Connection) {
        if let Self::Erase(task) = self
            && let Some(Ok(_)) = task.result
            && let Err(error) = write::overwrite(connection)
        {
            task.result = Some(Err(error));
        }
    }

    /// Nothing was written.
    pub(super) fn fail(self, error: StoreError) {
        match self {
            Self::Append(task) => task.fail(error.into()),
            Self::Rows(task) => task.fail(error.into()),
            Self::Erase(task) => task.fail(error),
        }
    }

    /// The whole transaction was undone.
    pub(super) fn undone(self) {
        match self {
            Self::Append(task) => task.undone(),
            Self::Rows(task) => task.undone(),
            Self::Erase(task) => task.undone(),
        }
    }

    /// Whether the transaction took effect is not known.
    pub(super) fn unknown(self, error: StoreError) {
        match self {
            Self::Append(task) => task.fail(AppendError::OutcomeUnknown(error)),
            Self::Rows(task) => task.fail(CommitError::OutcomeUnknown(error)),
            // To erase again does no harm.
            Self::Erase(task) => task.fail(error),
        }
    }
}

/// The failure of a job whose transaction is gone.
fn undone() -> StoreError {
    StoreError::Database {
        what: "keep the transaction",
        source: "another command of it failed gravely".into(),
    }
}
