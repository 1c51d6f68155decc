//! The writing thread.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use futures_channel::oneshot;
use rusqlite::Connection;

use super::queue::Queue;
use super::{SqliteOptions, write};
use crate::store::wake::Wake;
use crate::store::{Append, AppendError, Appended, CommitError, RowCommit, StoreError};

/// The longest pause before a transaction that others may share.
const LONGEST_PAUSE: Duration = Duration::from_millis(2);

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
                let mut pause = Duration::ZERO;
                while let Some(batch) = jobs.take(batch, pause) {
                    let shared = batch.len() > 1;
                    let ran = run(&connection, batch);
                    if ran.recorded {
                        wake.all();
                    }
                    // Whoever was answered together tends to come back together: a pause as long as a commit lets
                    // them share the next one. Who writes alone never waits.
                    pause = if shared {
                        ran.committing.min(LONGEST_PAUSE)
                    } else {
                        Duration::ZERO
                    };
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
        while self.0.take(usize::MAX, Duration::ZERO).is_some() {}
    }
}

/// What came of a transaction.
#[derive(Default)]
struct Ran {
    /// Whether it recorded events.
    recorded: bool,
    /// How long the commit took.
    committing: Duration,
}

/// One transaction. Nobody is answered before it has ended.
fn run(connection: &Connection, batch: Vec<Job>) -> Ran {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        for job in batch {
            job.fail(failed("begin a transaction", &error));
        }
        return Ran::default();
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
        return Ran::default();
    }
    let begun = Instant::now();
    let committed = connection.execute_batch("COMMIT");
    let committing = begun.elapsed();
    match committed {
        Ok(()) => {
            let mut recorded = false;
            for answer in answers {
                recorded |= answer.send();
            }
            Ran {
                recorded,
                committing,
            }
        }
        Err(error) => {
            if !connection.is_autocommit() {
                // Where this fails too, the next transaction cannot begin, and says so.
                let _ = connection.execute_batch("ROLLBACK");
            }
            for answer in answers {
                answer.unknown(failed("commit", &error));
            }
            Ran::default()
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
