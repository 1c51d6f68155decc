//! A store that fails or crashes at a chosen moment.

use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Poll;

use uuid::Uuid;

use crate::store::{
    Append, AppendError, Appended, CommitError, Cursor, Keys, Page, Receipt, Recorded, RowCommit,
    Store, StoreError, Version,
};
use crate::{CaseId, Claim};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The process ends before the store acts: the operation never answers, and nothing after it does.
    CrashBefore,
    /// The process ends after the store has acted and before the answer arrives.
    CrashAfter,
    /// An append meets a conflict although there is none.
    Conflict,
    /// A write is lost and answers that its outcome is unknown.
    UnknownBefore,
    /// A write takes effect and answers that its outcome is unknown.
    UnknownAfter,
    /// The store cannot be read or written; nothing happens.
    Unavailable,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::CrashBefore,
        Self::CrashAfter,
        Self::Conflict,
        Self::UnknownBefore,
        Self::UnknownAfter,
        Self::Unavailable,
    ];
}

/// When something goes wrong: at the operation of this number, counted from zero over all operations of
/// the stores that share the plan.
#[derive(Debug, Default)]
pub struct Faults {
    plan: Option<(u64, Fault)>,
    seen: AtomicU64,
    fired: AtomicBool,
    crashed: AtomicBool,
}

impl Faults {
    /// Nothing goes wrong; the operations are counted.
    pub fn none() -> Self {
        Self::default()
    }

    /// One fault at one operation.
    pub fn once(operation: u64, fault: Fault) -> Self {
        Self {
            plan: Some((operation, fault)),
            ..Self::default()
        }
    }

    /// The number of operations so far.
    pub fn operations(&self) -> u64 {
        self.seen.load(Ordering::SeqCst)
    }

    /// Whether the fault has happened. A conflict, for example, cannot happen to a read.
    pub fn fired(&self) -> bool {
        self.fired.load(Ordering::SeqCst)
    }

    /// Whether the process counts as ended.
    pub fn crashed(&self) -> bool {
        self.crashed.load(Ordering::SeqCst)
    }

    /// The fault of the next operation, where it is one of those that can happen to it.
    fn next(&self, possible: &[Fault]) -> Option<Fault> {
        let operation = self.seen.fetch_add(1, Ordering::SeqCst);
        let (at, fault) = self.plan?;
        if at != operation || !possible.contains(&fault) {
            return None;
        }
        self.fired.store(true, Ordering::SeqCst);
        Some(fault)
    }

    async fn crash<T>(&self) -> T {
        self.crashed.store(true, Ordering::SeqCst);
        pending().await
    }

    async fn read<T>(
        &self,
        read: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        use Fault::{CrashAfter, CrashBefore, Unavailable};
        let fault = self.next(&[CrashBefore, CrashAfter, Unavailable]);
        match fault {
            Some(CrashBefore) => self.crash().await,
            Some(Unavailable) => return Err(unavailable()),
            _ => {}
        }
        let result = read.await;
        if fault == Some(CrashAfter) {
            return self.crash().await;
        }
        result
    }

    async fn write<T, E>(
        &self,
        possible: &[Fault],
        failure: impl Fn(Fault) -> E,
        write: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let fault = self.next(possible);
        match fault {
            Some(Fault::CrashBefore) => self.crash().await,
            Some(fault @ (Fault::Conflict | Fault::UnknownBefore | Fault::Unavailable)) => {
                return Err(failure(fault));
            }
            _ => {}
        }
        let result = write.await;
        match fault {
            Some(Fault::CrashAfter) => self.crash().await,
            Some(Fault::UnknownAfter) => Err(failure(Fault::UnknownAfter)),
            _ => result,
        }
    }
}

/// Drives `future` until it answers, or until the process counts as crashed: then none.
pub async fn until_crash<T>(faults: &Faults, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending if faults.crashed() => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await
}

/// A store with faults. What the store beneath holds survives a crash.
#[derive(Clone, Copy, Debug)]
pub struct Faulty<'a, S> {
    store: &'a S,
    faults: &'a Faults,
}

impl<'a, S: Store> Faulty<'a, S> {
    /// The store with this plan of faults.
    pub const fn new(store: &'a S, faults: &'a Faults) -> Self {
        Self { store, faults }
    }
}

fn unavailable() -> StoreError {
    StoreError::Database {
        what: "answer",
        source: "a fault of the test".into(),
    }
}

impl<S: Store> Store for Faulty<'_, S> {
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        let actual = append.expected;
        let failure = |fault| match fault {
            Fault::Conflict => AppendError::Conflict { actual },
            Fault::Unavailable => AppendError::Store(unavailable()),
            _ => AppendError::OutcomeUnknown(unavailable()),
        };
        let write = self.store.append(append);
        self.faults.write(&Fault::ALL, failure, write).await
    }

    async fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        self.faults.read(self.store.load(case, after)).await
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.faults.read(self.store.read_all(after, limit)).await
    }

    async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        self.faults.read(self.store.owner(claim)).await
    }

    async fn holders(&self, law: &str, key: &str) -> Result<Vec<(String, CaseId)>, StoreError> {
        self.faults.read(self.store.holders(law, key)).await
    }

    async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        self.faults.read(self.store.receipt(command_id)).await
    }

    async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        self.faults.read(self.store.checkpoint(consumer)).await
    }

    async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.faults.read(self.store.row(view, key)).await
    }

    async fn rows(&self, view: &str, keys: Keys<'_>) -> Result<Vec<(String, String)>, StoreError> {
        self.faults.read(self.store.rows(view, keys)).await
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        use Fault::{CrashAfter, CrashBefore, Unavailable, UnknownAfter, UnknownBefore};
        let failure = |fault| match fault {
            Unavailable => CommitError::Store(unavailable()),
            _ => CommitError::OutcomeUnknown(unavailable()),
        };
        let possible = [
            CrashBefore,
            CrashAfter,
            UnknownBefore,
            UnknownAfter,
            Unavailable,
        ];
        let write = self.store.commit_rows(commit);
        self.faults.write(&possible, failure, write).await
    }

    async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
        use Fault::{CrashAfter, CrashBefore, Unavailable};
        let possible = [CrashBefore, CrashAfter, Unavailable];
        let write = self.store.erase(subject);
        self.faults.write(&possible, |_| unavailable(), write).await
    }

    fn changed(&self) -> impl Future<Output = ()> + Send {
        self.store.changed()
    }
}
