//! The four verbs by which events change the rows of a view.
//!
//! A row whose key or values are not known, and one that should be there and is not, is noted as skipped.

use serde::Serialize;

use crate::expr::{Absent, Eval};
use crate::{ReadModel, RowError, Rows};

/// The key of a row: canonical JSON of its key fields.
///
/// # Errors
/// A field that has no text.
pub fn key<V: ReadModel>(fields: &impl Serialize) -> Result<String, RowError> {
    serde_json::to_string(fields).map_err(|source| RowError {
        view: V::NAME,
        source: Box::new(source),
    })
}

/// The row of another view under these key fields.
///
/// # Errors
/// The row cannot be read.
pub fn read<V: ReadModel, R: Rows>(
    rows: &mut R,
    fields: Eval<impl Serialize>,
) -> Result<Eval<V>, RowError> {
    Ok(match fields {
        Ok(fields) => rows.get::<V>(&key::<V>(&fields)?)?.ok_or(Absent::Unknown),
        Err(absent) => Err(absent),
    })
}

/// `add`: makes or replaces a row.
///
/// # Errors
/// The row cannot be written.
pub fn add<V: ReadModel, K: Serialize, R: Rows>(
    rows: &mut R,
    row: Eval<(K, V)>,
) -> Result<(), RowError> {
    match row {
        Ok((fields, row)) => rows.put(key::<V>(&fields)?, &row),
        Err(_) => {
            rows.skipped(V::NAME);
            Ok(())
        }
    }
}

/// `update`: changes a row that is there.
///
/// # Errors
/// The row cannot be read or written.
pub fn update<V: ReadModel, R: Rows>(
    rows: &mut R,
    fields: Eval<impl Serialize>,
    change: impl FnOnce(&mut V) -> Eval<()>,
) -> Result<(), RowError> {
    if let Ok(fields) = fields {
        let key = key::<V>(&fields)?;
        if let Some(mut row) = rows.get::<V>(&key)?
            && change(&mut row).is_ok()
        {
            return rows.put(key, &row);
        }
    }
    rows.skipped(V::NAME);
    Ok(())
}

/// `set`: changes the row, or makes it where there is none.
///
/// # Errors
/// The row cannot be read or written.
pub fn set<V: ReadModel, R: Rows>(
    rows: &mut R,
    fields: Eval<impl Serialize>,
    fresh: impl FnOnce() -> Eval<V>,
    change: impl FnOnce(&mut V) -> Eval<()>,
) -> Result<(), RowError> {
    if let Ok(fields) = fields {
        let key = key::<V>(&fields)?;
        let row = match rows.get::<V>(&key)? {
            Some(mut row) => change(&mut row).map(|()| row),
            None => fresh(),
        };
        if let Ok(row) = row {
            return rows.put(key, &row);
        }
    }
    rows.skipped(V::NAME);
    Ok(())
}

/// `remove`: drops a row, where there is one.
///
/// # Errors
/// The key has no text.
pub fn remove<V: ReadModel, R: Rows>(
    rows: &mut R,
    fields: Eval<impl Serialize>,
) -> Result<(), RowError> {
    match fields {
        Ok(fields) => rows.remove::<V>(&key::<V>(&fields)?),
        Err(_) => rows.skipped(V::NAME),
    }
    Ok(())
}

/// Changes every row for which the condition holds.
///
/// # Errors
/// A row cannot be read or written.
pub fn update_where<V: ReadModel, R: Rows>(
    rows: &mut R,
    holds: impl Fn(&V) -> Eval<bool>,
    change: impl Fn(&mut V) -> Eval<()>,
) -> Result<(), RowError> {
    for (key, mut row) in rows.all::<V>()? {
        if holds(&row) != Ok(true) {
            continue;
        }
        match change(&mut row) {
            Ok(()) => rows.put(key, &row)?,
            Err(_) => rows.skipped(V::NAME),
        }
    }
    Ok(())
}

/// Drops every row for which the condition holds.
///
/// # Errors
/// A row cannot be read.
pub fn remove_where<V: ReadModel, R: Rows>(
    rows: &mut R,
    holds: impl Fn(&V) -> Eval<bool>,
) -> Result<(), RowError> {
    for (key, row) in rows.all::<V>()? {
        if holds(&row) == Ok(true) {
            rows.remove::<V>(&key);
        }
    }
    Ok(())
}
