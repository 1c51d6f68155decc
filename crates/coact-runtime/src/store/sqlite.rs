//! The embedded store: one SQLite file on one machine.
//!
//! One thread per handle writes, and gathers what waits for it into one transaction (group commit); each
//! command has its own savepoint, and is answered only after the commit. Reads run on the calling thread,
//! on connections of their own: the writer never blocks them, and pages in the cache answer in
//! microseconds. Several processes may use one file; writes are in one order across all of them.
//!
//! The file must be on a local disk: the write-ahead log needs shared memory.

mod job;
mod options;
mod queue;
mod read;
mod schema;
mod write;
mod writer;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use futures_channel::oneshot;
use uuid::Uuid;

pub use options::{Durability, SqliteOptions};

use self::job::{Job, Task};
use self::read::Readers;
use self::writer::Writer;
use super::wake::Wake;
use super::{
    Append, AppendError, Appended, CommitError, Cursor, Keys, Page, Receipt, Recorded, RowCommit,
    Store, StoreError, Version,
};
use crate::{CaseId, Claim};

/// A store in one SQLite file. Handles are cheap to clone and share one writer; the last one to go waits
/// for what is under way.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    readers: Readers,
    writer: Writer,
    wake: Arc<Wake>,
}

impl SqliteStore {
    /// Opens the file, and makes it where there is none.
    ///
    /// # Errors
    /// The file cannot be opened, is no database, or was written by another version of the store.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, SqliteOptions::default())
    }

    /// Opens the file with options.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(path: impl AsRef<Path>, options: SqliteOptions) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let connection = schema::open(path, &options)?;
        let wake = Arc::new(Wake::default());
        let writer = Writer::start(connection, &options, Arc::clone(&wake))?;
        Ok(Self {
            inner: Arc::new(Inner {
                readers: Readers::new(path, &options),
                writer,
                wake,
            }),
        })
    }
}

impl Store for SqliteStore {
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        let (task, answered) = Task::new(append);
        self.inner.writer.send(Job::Append(task)).await?;
        match answered.await {
            Ok(result) => result,
            // The writer ended with the job in hand.
            Err(oneshot::Canceled) => Err(AppendError::OutcomeUnknown(StoreError::Closed)),
        }
    }

    async fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        self.inner.readers.load(case, after)
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.inner.readers.read_all(after, limit)
    }

    async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        self.inner.readers.owner(claim)
    }

    async fn holders(&self, law: &str, key: &str) -> Result<Vec<(String, CaseId)>, StoreError> {
        self.inner.readers.holders(law, key)
    }

    async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        self.inner.readers.receipt(command_id)
    }

    async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        self.inner.readers.checkpoint(consumer)
    }

    async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.inner.readers.row(view, key)
    }

    async fn rows(&self, view: &str, keys: Keys<'_>) -> Result<Vec<(String, String)>, StoreError> {
        self.inner.readers.rows(view, keys)
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        let (task, answered) = Task::new(commit);
        self.inner.writer.send(Job::Rows(task)).await?;
        match answered.await {
            Ok(result) => result,
            Err(oneshot::Canceled) => Err(CommitError::OutcomeUnknown(StoreError::Closed)),
        }
    }

    async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
        let (task, answered) = Task::new(subject.to_owned());
        self.inner.writer.send(Job::Erase(task)).await?;
        match answered.await {
            Ok(result) => result,
            Err(oneshot::Canceled) => Err(StoreError::Closed),
        }
    }

    fn changed(&self) -> impl Future<Output = ()> + Send {
        self.inner.wake.next()
    }
}

/// A failure of the database.
fn database(what: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |source| StoreError::Database {
        what,
        source: Box::new(source),
    }
}
