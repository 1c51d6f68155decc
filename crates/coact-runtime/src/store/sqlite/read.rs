//! Reads, on connections of their own.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{SqliteOptions, database, schema};
use crate::store::{Cursor, Keys, Page, Personal, Receipt, Recorded, StoreError, Version};
use crate::{CaseId, Claim};

/// The idle read connections, and how to open more.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    options: SqliteOptions,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: &Path, options: &SqliteOptions) -> Self {
        Self {
            path: path.to_owned(),
            options: options.clone(),
            idle: Mutex::default(),
        }
    }

    fn connection(&self) -> rusqlite::Result<Connection> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(connection) => Ok(connection),
            None => {
                let connection = schema::connect(&self.path, &self.options)?;
                connection.pragma_update(None, "query_only", true)?;
                Ok(connection)
            }
        }
    }

    /// Reads with a connection that is given back afterwards.
    fn read<T>(
        &self,
        what: &'static str,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = self.connection().map_err(database("open the file"))?;
        let result = read(&connection).map_err(database(what));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if result.is_ok() && idle.len() < self.options.readers {
            idle.push(connection);
        }
        result
    }

    pub(super) fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        self.read("load a case", |connection| {
            let mut events: Vec<Recorded> = connection
                .prepare_cached(
                    "SELECT version, command_id, type, data, recorded_at FROM events
                     WHERE case_id = ?1 AND version > ?2 ORDER BY version",
                )?
                .query_map(params![case.0, after.0.cast_signed()], recorded)?
                .collect::<rusqlite::Result<_>>()?;
            // A case that is remembered has mostly nothing new.
            if events.is_empty() {
                return Ok(events);
            }
            // Afterwards: what is said by these events is there by now, or erased.
            let mut select = connection.prepare_cached(
                "SELECT version, subject, name, value FROM personal
                 WHERE case_id = ?1 AND version > ?2 ORDER BY version, name",
            )?;
            let mut rows = select.query(params![case.0, after.0.cast_signed()])?;
            while let Some(row) = rows.next()? {
                let version = Version(row.get::<_, i64>(0)?.cast_unsigned());
                if let Ok(at) = events.binary_search_by_key(&version, |event| event.version)
                    && let Some(event) = events.get_mut(at)
                {
                    event.personal.push(personal(row)?);
                }
            }
            Ok(events)
        })
    }

    pub(super) fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        let from = position(after)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let read: Vec<(CaseId, Recorded, i64)> = self.read("read the log", |connection| {
            let mut read: Vec<(CaseId, Recorded, i64)> = connection
                .prepare_cached(
                    "SELECT version, command_id, type, data, recorded_at, case_id, position
                     FROM events WHERE position > ?1 ORDER BY position LIMIT ?2",
                )?
                .query_map([from, limit], |row| {
                    Ok((CaseId(row.get(5)?), recorded(row)?, row.get(6)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            let Some((_, _, last)) = read.last() else {
                return Ok(read);
            };
            let mut select = connection.prepare_cached(
                "SELECT position, subject, name, value FROM personal
                 WHERE position > ?1 AND position <= ?2 ORDER BY position, name",
            )?;
            let mut rows = select.query([from, *last])?;
            while let Some(row) = rows.next()? {
                let position: i64 = row.get(0)?;
                if let Ok(at) = read.binary_search_by_key(&position, |(_, _, position)| *position)
                    && let Some((_, event, _)) = read.get_mut(at)
                {
                    event.personal.push(personal(row)?);
                }
            }
            Ok(read)
        })?;
        let next = read.last().map_or_else(
            || after.clone(),
            |(_, _, position)| Cursor::from_token(position.to_string()),
        );
        let events = read
            .into_iter()
            .map(|(case, recorded, _)| (case, recorded))
            .collect();
        Ok(Page { events, next })
    }

    pub(super) fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        self.read("read a claim", |connection| {
            connection
                .prepare_cached("SELECT case_id FROM claims WHERE entity = ?1 AND key = ?2")?
                .query_row(params![claim.entity, claim.key], |row| {
                    row.get(0).map(CaseId)
                })
                .optional()
        })
    }

    pub(super) fn holders(
        &self,
        law: &str,
        key: &str,
    ) -> Result<Vec<(String, CaseId)>, StoreError> {
        self.read("read what is held", |connection| {
            connection
                .prepare_cached(
                    "SELECT holder, case_id FROM held WHERE law = ?1 AND key = ?2 ORDER BY holder",
                )?
                .query_map([law, key], |row| Ok((row.get(0)?, CaseId(row.get(1)?))))?
                .collect()
        })
    }

    pub(super) fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        self.read("read a command", |connection| {
            connection
                .prepare_cached("SELECT case_id, version FROM commands WHERE command_id = ?1")?
                .query_row([command_id.as_bytes().as_slice()], |row| {
                    Ok(Receipt {
                        case: CaseId(row.get(0)?),
                        version: Version(row.get::<_, i64>(1)?.cast_unsigned()),
                    })
                })
                .optional()
        })
    }

    pub(super) fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        let token: Option<String> = self.read("read a checkpoint", |connection| {
            connection
                .prepare_cached("SELECT cursor FROM checkpoints WHERE consumer = ?1")?
                .query_row([consumer], |row| row.get(0))
                .optional()
        })?;
        Ok(Cursor::from_token(token.unwrap_or_default()))
    }

    pub(super) fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.read("read a row", |connection| {
            connection
                .prepare_cached("SELECT data FROM view_rows WHERE view = ?1 AND key = ?2")?
                .query_row([view, key], |row| row.get(0))
                .optional()
        })
    }

    pub(super) fn rows(
        &self,
        view: &str,
        keys: Keys<'_>,
    ) -> Result<Vec<(String, String)>, StoreError> {
        self.read("read rows", |connection| match keys {
            Keys::All => connection
                .prepare_cached("SELECT key, data FROM view_rows WHERE view = ?1 ORDER BY key")?
                .query_map([view], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect(),
            Keys::First => connection
                .prepare_cached(
                    "SELECT key, data FROM view_rows WHERE view = ?1 ORDER BY key LIMIT 1",
                )?
                .query_map([view], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect(),
            Keys::Before(end) => connection
                .prepare_cached(
                    "SELECT key, data FROM view_rows WHERE view = ?1 AND key < ?2 ORDER BY key",
                )?
                .query_map([view, end], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect(),
        })
    }
}

/// An event from its columns, in the order in which all queries select them.
fn recorded(row: &Row<'_>) -> rusqlite::Result<Recorded> {
    let command_id: [u8; 16] = row.get(1)?;
    let micros: i64 = row.get(4)?;
    let recorded_at = Timestamp::from_microsecond(micros).map_err(|source| {
        rusqlite::Error::FromSqlConversionFailure(
            4,
            rusqlite::types::Type::Integer,
            Box::new(source),
        )
    })?;
    Ok(Recorded {
        version: Version(row.get::<_, i64>(0)?.cast_unsigned()),
        command_id: Uuid::from_bytes(command_id),
        name: row.get(2)?,
        data: row.get(3)?,
        recorded_at,
        personal: Vec::new(),
    })
}

/// What is said of a person, behind where it is said.
fn personal(row: &Row<'_>) -> rusqlite::Result<Personal> {
    Ok(Personal {
        subject: row.get(1)?,
        name: row.get(2)?,
        value: row.get(3)?,
    })
}

/// The position that a cursor stands for.
pub(super) fn position(cursor: &Cursor) -> Result<i64, StoreError> {
    match cursor.token() {
        "" => Ok(0),
        token => token
            .parse()
            .map_err(|_| StoreError::Cursor(token.to_owned())),
    }
}
