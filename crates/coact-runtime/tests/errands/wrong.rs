//! Stores that break one promise each.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "included by path into several tests")]

use std::future::Future;
use std::sync::Arc;

use coact_runtime::store::{
    Advance, Append, AppendError, Appended, CommitError, Cursor, Keys, Page, Receipt, Recorded,
    RowCommit, Store, StoreError, Version,
};
use coact_runtime::{CaseId, Claim};
use uuid::Uuid;

/// Moves the checkpoint in one transaction and writes the rows in another.
pub struct TornCommit<S>(pub S);

/// Moves the checkpoint of the automations when it reads, before the work is done.
pub struct EarlyCheckpoint<S>(pub S);

/// Records every try of a command under a new id.
pub struct ForgottenIds<S>(pub S);

/// Acknowledges a command before it is recorded, and then forgets it.
pub struct EarlyAnswer<S>(pub S);

/// All operations but these go to the store within.
macro_rules! passes_on {
    ($wrong:ident: $($operation:item)+) => {
        impl<S: Store> Store for $wrong<S> {
            $($operation)+

            async fn load(
                &self,
                case: &CaseId,
                after: Version,
            ) -> Result<Vec<Recorded>, StoreError> {
                self.0.load(case, after).await
            }

            async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
                self.0.owner(claim).await
            }

            async fn holders(
                &self,
                law: &str,
                key: &str,
            ) -> Result<Vec<(String, CaseId)>, StoreError> {
                self.0.holders(law, key).await
            }

            async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
                self.0.receipt(command_id).await
            }

            async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
                self.0.checkpoint(consumer).await
            }

            async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
                self.0.row(view, key).await
            }

            async fn rows(
                &self,
                view: &str,
                keys: Keys<'_>,
            ) -> Result<Vec<(String, String)>, StoreError> {
                self.0.rows(view, keys).await
            }

            async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
                self.0.erase(subject).await
            }

            fn changed(&self) -> impl Future<Output = ()> + Send {
                self.0.changed()
            }
        }
    };
}

passes_on! { TornCommit:
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        self.0.append(append).await
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.0.read_all(after, limit).await
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        let advance = RowCommit {
            advance: commit.advance.clone(),
            ..RowCommit::default()
        };
        self.0.commit_rows(advance).await?;
        let rows = RowCommit {
            advance: None,
            ..commit
        };
        self.0.commit_rows(rows).await
    }
}

passes_on! { EarlyCheckpoint:
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        self.0.append(append).await
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        let page = self.0.read_all(after, limit).await?;
        let consumer = "errands.automations".to_owned();
        if self.0.checkpoint(&consumer).await? == *after {
            let advance = Some(Advance {
                consumer,
                from: after.clone(),
                to: page.next.clone(),
            });
            let early = RowCommit {
                advance,
                ..RowCommit::default()
            };
            self.0.commit_rows(early).await.map_err(|_| StoreError::Closed)?;
        }
        Ok(page)
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        self.0.commit_rows(commit).await
    }
}

passes_on! { ForgottenIds:
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        let append = Append {
            command_id: Uuid::now_v7(),
            ..Append::clone(&append)
        };
        self.0.append(Arc::new(append)).await
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.0.read_all(after, limit).await
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        self.0.commit_rows(commit).await
    }
}

passes_on! { EarlyAnswer:
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        let version = append.expected.0 + append.events.count();
        Ok(Appended::New(Version(version)))
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.0.read_all(after, limit).await
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        self.0.commit_rows(commit).await
    }
}
