//! Rows in memory.

use std::collections::BTreeMap;

use crate::reads::RowRead;
use crate::{ReadModel, RowError, Rows};

/// Rows by view and key, as JSON, so that what is read was written.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Table {
    /// The row that is to be read.
    pub(super) fn text(&self, read: &RowRead) -> Option<&str> {
        let rows = self.rows.get(read.view)?;
        rows.get(&read.key).map(String::as_str)
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
        self.rows.entry(V::NAME).or_default().insert(key, row);
        Ok(())
    }

    fn remove<V: ReadModel>(&mut self, key: &str) {
        if let Some(rows) = self.rows.get_mut(V::NAME) {
            rows.remove(key);
        }
    }

    fn all<V: ReadModel>(&mut self) -> Result<Vec<(String, V)>, RowError> {
        let rows = self.rows.get(V::NAME).into_iter().flatten();
        rows.map(|(key, row)| Ok((key.clone(), serde_json::from_str(row).map_err(error::<V>)?)))
            .collect()
    }

    fn skipped(&mut self, _: &'static str) {}
}
