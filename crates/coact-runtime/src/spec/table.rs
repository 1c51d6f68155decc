//! Rows in memory.

use std::collections::{BTreeMap, BTreeSet};

use crate::{ReadModel, RowError, Rows};

/// Rows by view and key, as JSON, so that what is read was written.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Rows that are other than they were, or gone.
    changed: BTreeSet<(&'static str, String)>,
}

impl Table {
    /// The row of this view and key.
    pub(super) fn text(&self, view: &str, key: &str) -> Option<&str> {
        let rows = self.rows.get(view)?;
        rows.get(key).map(String::as_str)
    }

    /// The keys of the rows of a view.
    pub(super) fn keys(&self, view: &str) -> Vec<String> {
        let rows = self.rows.get(view).into_iter();
        rows.flat_map(|rows| rows.keys().cloned()).collect()
    }

    /// The rows that have changed since they were asked for.
    pub(super) fn take_changed(&mut self) -> BTreeSet<(&'static str, String)> {
        std::mem::take(&mut self.changed)
    }
}

fn error<V: ReadModel>(source: serde_json::Error) -> RowError {
    RowError {
        view: V::NAME,
        source: Box::new(source),
    }
}

impl Rows for Table {
    fn get<V: ReadModel>(&mut self, key: &str) -> Result<Option<V>, RowError> {
        let row = self.rows.get(V::NAME).and_then(|rows| rows.get(key));
        row.map(|row| serde_json::from_str(row).map_err(error::<V>))
            .transpose()
    }

    fn put<V: ReadModel>(&mut self, key: String, row: &V) -> Result<(), RowError> {
        let row = serde_json::to_string(row).map_err(error::<V>)?;
        let rows = self.rows.entry(V::NAME).or_default();
        if rows.get(&key) != Some(&row) {
            self.changed.insert((V::NAME, key.clone()));
            rows.insert(key, row);
        }
        Ok(())
    }

    fn remove<V: ReadModel>(&mut self, key: &str) {
        if let Some(rows) = self.rows.get_mut(V::NAME)
            && rows.remove(key).is_some()
        {
            self.changed.insert((V::NAME, key.to_owned()));
        }
    }

    fn all<V: ReadModel>(&mut self) -> Result<Vec<(String, V)>, RowError> {
        let rows = self.rows.get(V::NAME).into_iter().flatten();
        rows.map(|(key, row)| Ok((key.clone(), serde_json::from_str(row).map_err(error::<V>)?)))
            .collect()
    }

    fn skipped(&mut self, _: &'static str) {}
}
