//! The lists as they stand, for people.

use std::collections::HashMap;

use super::EntryKey;
use super::error::TodoError;
use super::records::read;
use super::work::Work;
use crate::app::TodoItem;
use crate::store::{Keys, Store};
use crate::{Answer, Model, Position, names};

impl<M: Model, S: Store, H: Answer<M>> Work<'_, M, S, H> {
    /// What is on the lists, and the reports that are parked.
    pub(crate) async fn listed(&self) -> Result<Vec<TodoItem>, TodoError> {
        let store = &self.executor.store;
        let mut stuck = HashMap::new();
        for (text, data) in store.rows(&names::stuck::<M>(), Keys::All).await? {
            if let Some(key) = EntryKey::read(&text) {
                stuck.insert(key.clone(), read(&key, &data)?);
            }
        }
        let mut items = Vec::new();
        for (text, data) in store.rows(&names::entries::<M>(), Keys::All).await? {
            let Some(key) = EntryKey::read(&text) else {
                continue;
            };
            let Some(list) = M::LISTS.iter().position(|list| list.name == key.list) else {
                continue;
            };
            let since: Position =
                serde_json::from_str(&data).map_err(|error| TodoError::record(&key, error))?;
            let Some(item) = self.item(list, &key, &since).await? else {
                continue;
            };
            let todo = self.seek(|outside| M::todo(list, &item.entry(), outside));
            let not_before = match todo.await? {
                Ok(Some(todo)) => todo.not_before,
                Ok(None) => continue,
                // Something that it needs is not known: on the list, and stuck.
                Err(_) => None,
            };
            let known = stuck
                .remove(&key)
                .filter(|known| known.since.as_ref() == Some(&since));
            items.push((
                list,
                TodoItem {
                    list: key.list,
                    key: key.key,
                    since: Some(since),
                    not_before,
                    parked: known.map(|known| known.parked),
                },
            ));
        }
        items.sort_by(|(a, left), (b, right)| (a, &left.key).cmp(&(b, &right.key)));
        let mut items: Vec<TodoItem> = items.into_iter().map(|(_, item)| item).collect();
        let mut reports: Vec<_> = stuck
            .into_iter()
            .filter(|(key, _)| key.is_report())
            .collect();
        reports.sort_by(|(left, _), (right, _)| left.cmp(right));
        items.extend(reports.into_iter().map(|(key, known)| TodoItem {
            list: known.parked.rule.clone(),
            key: key.key,
            since: None,
            not_before: None,
            parked: Some(known.parked),
        }));
        Ok(items)
    }
}
