//! The writing thread.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::SqliteOptions;
use super::job::Job;
use super::queue::Queue;
use crate::store::StoreError;
use crate::store::wake::Wake;

/// The longest pause before a transaction that others may share.
const LONGEST_PAUSE: Duration = Duration::from_millis(2);

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
fn run(connection: &Connection, mut batch: Vec<Job>) -> Ran {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        for job in batch {
            job.fail(failed("begin a transaction", &error));
        }
        return Ran::default();
    }
    if !together(connection, &mut batch) {
        let begun = undo(connection).and_then(|()| connection.execute_batch("BEGIN IMMEDIATE"));
        if let Err(error) = begun {
            for job in batch {
                job.fail(failed("begin a transaction anew", &error));
            }
            return Ran::default();
        }
        apart(connection, &mut batch);
        if connection.is_autocommit() {
            for job in batch {
                job.undone();
            }
            return Ran::default();
        }
    }
    commit(connection, batch)
}

/// Does the jobs with nothing between them, as most batches can be done: a savepoint costs as much as a small job does.
/// Whether all of them are done; where one fails, the transaction is of no use any more.
fn together(connection: &Connection, batch: &mut [Job]) -> bool {
    batch
        .iter_mut()
        .all(|job| job.perform(connection) && !connection.is_autocommit())
}

/// Does the jobs so that one that fails leaves the others.
fn apart(connection: &Connection, batch: &mut [Job]) {
    for job in batch {
        // A grave error, such as a full disk, may undo the whole transaction and not just its job. A job
        // after that would run in no transaction at all.
        if connection.is_autocommit() {
            return;
        }
        job.perform_in_savepoint(connection);
    }
}

fn undo(connection: &Connection) -> rusqlite::Result<()> {
    if connection.is_autocommit() {
        return Ok(());
    }
    connection.execute_batch("ROLLBACK")
}

fn commit(connection: &Connection, mut batch: Vec<Job>) -> Ran {
    let begun = Instant::now();
    let committed = connection.execute_batch("COMMIT");
    let committing = begun.elapsed();
    match committed {
        Ok(()) => {
            for job in &mut batch {
                job.committed(connection);
            }
            let mut recorded = false;
            for job in batch {
                recorded |= job.answer();
            }
            Ran {
                recorded,
                committing,
            }
        }
        Err(error) => {
            // Where this fails too, the next transaction cannot begin, and says so.
            let _ = undo(connection);
            for job in batch {
                job.unknown(failed("commit", &error));
            }
            Ran::default()
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

#[cfg(test)]
mod tests;
