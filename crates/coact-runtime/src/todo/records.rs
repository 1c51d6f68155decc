//! What is remembered of entries, beside the views.

use super::EntryKey;
use super::error::TodoError;
use super::stuck::Stuck;
use super::work::Work;
use crate::automations::timer_key;
use crate::store::{Advance, CommitError, Keys, RowChange, RowCommit, Store};
use crate::{Answer, Model, names};

impl<M: Model, S: Store, H: Answer<M>> Work<'_, M, S, H> {
    /// What is remembered of an entry that is stuck.
    pub(super) async fn stuck(&self, key: &EntryKey) -> Result<Option<Stuck>, TodoError> {
        let store = &self.executor.store;
        let data = store.row(&names::stuck::<M>(), &key.text()).await?;
        data.map(|data| read(key, &data)).transpose()
    }

    /// The timers of an entry that have run out. One that is run ahead of stays: the entry is looked at once more.
    pub(super) async fn timers_of(&self, key: &EntryKey) -> Result<Vec<RowChange>, TodoError> {
        let (text, end) = (key.text(), timer_key(self.executor.now(), None));
        let (store, timers) = (&self.executor.store, names::again::<M>());
        let rows = store.rows(&timers, Keys::Before(&end)).await?;
        let own = rows
            .into_iter()
            .filter(|(timer, _)| timer.split_once(' ').is_some_and(|(_, of)| of == text));
        let drop = own.map(|(key, _)| RowChange {
            view: timers.clone(),
            key,
            data: None,
        });
        Ok(drop.collect())
    }

    /// Whether the changes were written: not, where something was projected since.
    pub(super) async fn commit(&self, changes: Vec<RowChange>) -> Result<bool, TodoError> {
        let advance = Advance {
            consumer: names::projector::<M>(),
            from: self.at.clone(),
            to: self.at.clone(),
        };
        self.write(changes, Some(advance)).await
    }

    pub(super) async fn write(
        &self,
        changes: Vec<RowChange>,
        advance: Option<Advance>,
    ) -> Result<bool, TodoError> {
        let commit = RowCommit {
            advance,
            clear: None,
            changes,
        };
        match self.executor.store.commit_rows(commit).await {
            Ok(()) => Ok(true),
            Err(CommitError::Fenced) => Ok(false),
            Err(CommitError::OutcomeUnknown(error) | CommitError::Store(error)) => {
                Err(error.into())
            }
        }
    }
}

pub(super) fn read(key: &EntryKey, data: &str) -> Result<Stuck, TodoError> {
    serde_json::from_str(data).map_err(|error| TodoError::record(key, error))
}

pub(super) fn timer<M: Model>(time: jiff::Timestamp, key: &EntryKey) -> RowChange {
    RowChange {
        view: names::again::<M>(),
        key: timer_key(time, Some(&key.text())),
        data: Some(String::new()),
    }
}
