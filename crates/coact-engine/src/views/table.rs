//! Rows in memory.

use std::collections::{BTreeMap, BTreeSet};

use coact_model::model::ViewId;

use crate::value::Value;

/// Rows by view and key. Keys are canonical JSON of the key fields, so that rows stand in the order in which a store has
/// them.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: BTreeMap<ViewId, BTreeMap<String, Vec<Value>>>,
    /// Rows that are other than they were, or gone.
    changed: BTreeSet<(ViewId, String)>,
}

/// What becomes of a row.
#[derive(Debug)]
pub(crate) enum Becomes {
    /// It is as this.
    Put(String, Vec<Value>),
    /// It is gone.
    Gone(String),
}

impl Table {
    /// The row of this view and key.
    pub(crate) fn row(&self, view: ViewId, key: &str) -> Option<&[Value]> {
        let rows = self.rows.get(&view)?;
        rows.get(key).map(Vec::as_slice)
    }

    /// The rows of a view with their keys, in the order of their keys.
    pub(crate) fn all(&self, view: ViewId) -> impl Iterator<Item = (&str, &[Value])> {
        let rows = self.rows.get(&view).into_iter().flatten();
        rows.map(|(key, row)| (key.as_str(), row.as_slice()))
    }

    /// Changes a row.
    pub(crate) fn change(&mut self, view: ViewId, becomes: Becomes) {
        match becomes {
            Becomes::Put(key, row) => {
                let rows = self.rows.entry(view).or_default();
                if rows.get(&key) != Some(&row) {
                    self.changed.insert((view, key.clone()));
                    rows.insert(key, row);
                }
            }
            Becomes::Gone(key) => {
                let rows = self.rows.get_mut(&view);
                if rows.is_some_and(|rows| rows.remove(&key).is_some()) {
                    self.changed.insert((view, key));
                }
            }
        }
    }

    /// The rows that have changed since they were asked for.
    pub(crate) fn take_changed(&mut self) -> BTreeSet<(ViewId, String)> {
        std::mem::take(&mut self.changed)
    }
}
