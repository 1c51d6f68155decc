//! A borrowed store is a store.

use std::future::Future;
use std::sync::Arc;

use uuid::Uuid;

use super::{
    Append, AppendError, Appended, CommitError, Cursor, Keys, Page, Receipt, Recorded, RowCommit,
    Store, StoreError, Version,
};
use crate::{CaseId, Claim};

impl<S: Store> Store for &S {
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        (**self).append(append).await
    }

    async fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        (**self).load(case, after).await
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        (**self).read_all(after, limit).await
    }

    async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        (**self).owner(claim).await
    }

    async fn holders(&self, law: &str, key: &str) -> Result<Vec<(String, CaseId)>, StoreError> {
        (**self).holders(law, key).await
    }

    async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        (**self).receipt(command_id).await
    }

    async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        (**self).checkpoint(consumer).await
    }

    async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        (**self).row(view, key).await
    }

    async fn rows(&self, view: &str, keys: Keys<'_>) -> Result<Vec<(String, String)>, StoreError> {
        (**self).rows(view, keys).await
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        (**self).commit_rows(commit).await
    }

    async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
        (**self).erase(subject).await
    }

    fn changed(&self) -> impl Future<Output = ()> + Send {
        (**self).changed()
    }
}
