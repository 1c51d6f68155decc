//! The writing thread.

use std::sync::Arc;
use std::thread::JoinHandle;

use futures_channel::oneshot;
use rusqlite::Connection;

use super::queue::Queue;
use super::{SqliteOptions, write};
use crate::store::wake::Wake;
use crate::store::{Append, AppendError, Appended, CommitError, RowCommit, StoreError};

/// What the writer is asked to do, and where to answer.
pub(super) enum Job {
    Append(Arc<Append>, oneshot::Sender<Result<Appended, AppendError>>),
    Rows(RowCommit, oneshot::Sender<Result<(), CommitError>>),
}

/// A job that is done but not yet committed.
enum Answer {
    Append(
        oneshot::Sender<Result<Appended, AppendError>>,
        Result<Appended, AppendError>,
    ),
    Rows(
        oneshot::Sender<Result<(), CommitError>>,
        Result<(), CommitError>,
    ),
}

/// The handle to the thread. Dropping it waits for what is in the queue.
pub(super) struct Writer {
    queue: Arc<Queue<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        options: &SqliteOptions,
        wake: Arc<Wake>,
    ) -> Result<Self, StoreError> {
        let queue = Arc::new(Queue::new(options.queue));
        let jobs = Arc::clone(&queue);
        let batch = options.batch;
        let thread = std::thread::Builder::new()
            .name("coact-sqlite".to_owned())
            .spawn(move || {
                // However the thread ends, nobody may wait for it.
                let _close = CloseOnDrop(&jobs);
                while let Some(batch) = jobs.take(batch) {
                    if run(&connection, batch) {
                        wake.all();
                    }
                }
            })
            .map_err(|source| StoreError::Database {
                what: "start its writer",
                source: Box::new(source),
            })?;
        Ok(Self {
            queue,
            thread: Some(thread),
        })
    }

    /// Hands a job over, as soon as there is room.
    pub(super) async fn send(&self, job: Job) -> Result<(), StoreError> {
        self.queue.push(job).await.map_err(|_| StoreError::Closed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has nothing left to do either.
            let _ = thread.join();
        }
    }
}

struct CloseOnDrop<'a>(&'a Queue<Job>);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.close();
        // The senders in the jobs go with them, which tells those who wait for an answer.
        while self.0.take(usize::MAX).is_some() {}
    }
}

/// One transaction; whether it recorded events. Nobody is answered before it has ended.
fn run(connection: &Connection, batch: Vec<Job>) -> bool {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        for job in batch {
            job.fail(failed("begin a transaction", &error));
        }
        return false;
    }
    let mut answers = Vec::with_capacity(batch.len());
    for job in batch {
        // A grave error, such as a full disk, may undo the whole transaction and not just its job. A job
        // after that would run in no transaction at all.
        if connection.is_autocommit() {
            job.fail(undone());
        } else {
            answers.push(perform(connection, job));
        }
    }
    if connection.is_autocommit() {
        for answer in answers {
            answer.fail();
        }
        return false;
    }
    match connection.execute_batch("COMMIT") {
        Ok(()) => {
            let mut recorded = false;
            for answer in answers {
                recorded |= answer.send();
            }
            recorded
        }
        Err(error) => {
            if !connection.is_autocommit() {
                // Where this fails too, the next transaction cannot begin, and says so.
                let _ = connection.execute_batch("ROLLBACK");
            }
            for answer in answers {
                answer.unknown(failed("commit", &error));
            }
            false
        }
    }
}

fn perform(connection: &Connection, job: Job) -> Answer {
    match job {
        Job::Append(append, sender) => {
            let result = write::in_savepoint(connection, || write::append(connection, &append));
            Answer::Append(sender, result)
        }
        Job::Rows(commit, sender) => {
            let result = write::in_savepoint(connection, || write::rows(connection, &commit));
            Answer::Rows(sender, result)
        }
    }
}

/// A failure that several jobs share.
fn failed(what: &'static str, reason: &impl ToString) -> StoreError {
    StoreError::Database {
        what,
        source: reason.to_string().into(),
    }
}

fn undone() -> StoreError {
    failed(
        "keep the transaction",
        &"another command of it failed gravely",
    )
}

impl Job {
    /// Nothing was written. One who no longer waits needs no answer, here as below.
    fn fail(self, error: StoreError) {
        match self {
            Self::Append(_, sender) => {
                let _ = sender.send(Err(AppendError::Store(error)));
            }
            Self::Rows(_, sender) => {
                let _ = sender.send(Err(CommitError::Store(error)));
            }
        }
    }
}

impl Answer {
    /// Answers what was committed; whether it recorded events.
    fn send(self) -> bool {
        match self {
            Self::Append(sender, result) => {
                let recorded = matches!(result, Ok(Appended::New(_)));
                let _ = sender.send(result);
                recorded
            }
            Self::Rows(sender, result) => {
                let _ = sender.send(result);
                false
            }
        }
    }

    /// The transaction was undone. Other findings than a failure of the store do not count: they may have
    /// been about a neighbour's events that are gone as well.
    fn fail(self) {
        match self {
            Self::Append(sender, Err(AppendError::Store(error))) => {
                let _ = sender.send(Err(AppendError::Store(error)));
            }
            Self::Append(sender, _) => {
                let _ = sender.send(Err(AppendError::Store(undone())));
            }
            Self::Rows(sender, Err(CommitError::Store(error))) => {
                let _ = sender.send(Err(CommitError::Store(error)));
            }
            Self::Rows(sender, _) => {
                let _ = sender.send(Err(CommitError::Store(undone())));
            }
        }
    }

    /// Whether the transaction took effect is not known.
    fn unknown(self, error: StoreError) {
        match self {
            Self::Append(sender, _) => {
                let _ = sender.send(Err(AppendError::OutcomeUnknown(error)));
            }
            Self::Rows(sender, _) => {
                let _ = sender.send(Err(CommitError::OutcomeUnknown(error)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
