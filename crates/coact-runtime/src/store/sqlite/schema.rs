//! The tables, and opening a file that has them.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::{Durability, SqliteOptions, database};
use crate::store::StoreError;

/// Marks the file as ours (`application_id`): "coac".
const APPLICATION: i64 = 0x636f_6163;
/// Raised with every change of the tables.
const VERSION: i64 = 4;

/// `AUTOINCREMENT`: a position is never given out twice. `touched` has the last event that changed a row, or any row
/// where the key is empty: no key of a row is.
const TABLES: &str = r"
CREATE TABLE events (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id     TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    command_id  BLOB    NOT NULL,
    type        TEXT    NOT NULL,
    data        TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    UNIQUE (case_id, version)
) STRICT;
CREATE TABLE commands (
    command_id BLOB    NOT NULL PRIMARY KEY,
    case_id    TEXT    NOT NULL,
    version    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    entity  TEXT NOT NULL,
    key     TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (entity, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
    consumer TEXT NOT NULL PRIMARY KEY,
    cursor   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE touched (
    view     TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (view, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE view_rows (
    view TEXT NOT NULL,
    key  TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (view, key)
) STRICT, WITHOUT ROWID;
";

/// What version 3 has beside version 2.
const HELD: &str = r"
CREATE TABLE held (
    law     TEXT NOT NULL,
    key     TEXT NOT NULL,
    holder  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (law, key, holder)
) STRICT, WITHOUT ROWID;
";

/// What version 4 has beside version 3: what events say of persons. It is found by its event, and by whom it is about.
const PERSONAL: &str = r"
CREATE TABLE personal (
    case_id  TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    position INTEGER NOT NULL,
    subject  TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (case_id, version, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_positions ON personal (position);
CREATE INDEX personal_subjects ON personal (subject);
";

/// How often to ask for the write-ahead log while other processes open the same file.
const WAL_TRIES: u32 = 200;

/// The writing connection to a file that has the tables.
pub(super) fn open(path: &Path, options: &SqliteOptions) -> Result<Connection, StoreError> {
    let mut connection = connect(path, options).map_err(database("open the file"))?;
    write_ahead(&connection).map_err(database("switch the file to a write-ahead log"))?;
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
    };
    connection
        .pragma_update(None, "synchronous", synchronous)
        .map_err(database("set the durability"))?;
    // What is taken away is overwritten, and not only forgotten.
    connection
        .pragma_update(None, "secure_delete", true)
        .map_err(database("set that what is erased is overwritten"))?;
    tables(&mut connection)?;
    Ok(connection)
}

/// A plain connection.
pub(super) fn connect(path: &Path, options: &SqliteOptions) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(options.busy)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Without this guarantee, SQLite plans a cached statement anew whenever other values are bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// The switch needs the file alone and does not wait for it by itself.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    for _ in 0..WAL_TRIES {
        let switched = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        match switched {
            Ok(mode) if mode.eq_ignore_ascii_case("wal") => return Ok(()),
            Ok(_) => break,
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(error),
        }
    }
    Err(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
        Some("the file cannot have a write-ahead log".to_owned()),
    ))
}

fn tables(connection: &mut Connection) -> Result<(), StoreError> {
    let make = database("make the tables");
    let transaction = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(transaction) => transaction,
        Err(error) => return Err(make(error)),
    };
    let pragma = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = pragma("user_version").map_err(database("read the schema version"))?;
    let owner = pragma("application_id").map_err(database("read the schema version"))?;
    if found == 0 && owner == 0 {
        let foreign: i64 = transaction
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(database("read the schema"))?;
        if foreign > 0 {
            // Somebody's database, not ours: leave it alone.
            return Err(StoreError::Schema {
                found: 0,
                expected: VERSION,
            });
        }
        let made = transaction
            .execute_batch(TABLES)
            .and_then(|()| transaction.execute_batch(HELD))
            .and_then(|()| transaction.execute_batch(PERSONAL))
            .and_then(|()| transaction.pragma_update(None, "user_version", VERSION))
            .and_then(|()| transaction.pragma_update(None, "application_id", APPLICATION))
            .and_then(|()| transaction.commit());
        return made.map_err(make);
    }
    if (found == 2 || found == 3) && owner == APPLICATION {
        let held = if found == 2 { HELD } else { "" };
        let made = transaction
            .execute_batch(held)
            .and_then(|()| transaction.execute_batch(PERSONAL))
            .and_then(|()| transaction.pragma_update(None, "user_version", VERSION))
            .and_then(|()| transaction.commit());
        return made.map_err(make);
    }
    if found != VERSION || owner != APPLICATION {
        return Err(StoreError::Schema {
            found,
            expected: VERSION,
        });
    }
    Ok(())
}
