//! What one job writes, inside the transaction of its batch.

use rusqlite::{Connection, OptionalExtension, params};

use super::database;
use super::read::position;
use crate::CaseId;
use crate::store::{
    Advance, Append, AppendError, Appended, CommitError, Cursor, Guard, Personal, RowCommit,
    StoreError, Touched, Version,
};

/// Runs a job so that its failure undoes the job and not its neighbours.
pub(super) fn in_savepoint<T, E: From<StoreError>>(
    connection: &Connection,
    job: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    run(connection, "SAVEPOINT job").map_err(database("begin a job"))?;
    let result = job();
    // Where the whole transaction is gone there is nothing left to undo, and the writer notices.
    if connection.is_autocommit() {
        return result;
    }
    let ended = match result {
        Ok(_) => Ok(()),
        Err(_) => run(connection, "ROLLBACK TO job"),
    }
    .and_then(|()| run(connection, "RELEASE job"));
    if let Err(error) = ended {
        // What cannot be undone alone must not be committed: undo the batch.
        run(connection, "ROLLBACK").map_err(database("undo the transaction"))?;
        return Err(database("end a job")(error).into());
    }
    result
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(|_| ())
}

/// Records events. Reserving the command id comes first and doubles as the check; a later check that
/// fails takes the reservation back with everything else.
pub(super) fn append(connection: &Connection, append: &Append) -> Result<Appended, AppendError> {
    let version = Version(append.expected.0.saturating_add(append.events.count()));
    if let Some(known) = reserve(connection, append, version)? {
        return known;
    }
    if !fence(connection, append.advance.as_ref())? {
        return Err(AppendError::Fenced);
    }
    let actual = current(connection, &append.case).map_err(database("read a version"))?;
    if actual != append.expected {
        return Err(AppendError::Conflict { actual });
    }
    if let Some(guard) = &append.guard {
        guarded(connection, guard)?;
    }
    claims(connection, append)?;
    hold(connection, append)?;
    events(connection, append).map_err(database("record events"))?;
    advance(connection, append.advance.as_ref())?;
    Ok(Appended::New(version))
}

/// Reserves the command id; the answer where it is on record.
fn reserve(
    connection: &Connection,
    append: &Append,
    version: Version,
) -> Result<Option<Result<Appended, AppendError>>, StoreError> {
    let id = append.command_id.as_bytes().as_slice();
    let new = connection
        .prepare_cached("INSERT INTO commands VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
        .and_then(|mut insert| insert.execute(params![id, append.case.0, version.0.cast_signed()]))
        .map_err(database("reserve a command id"))?;
    if new == 1 {
        return Ok(None);
    }
    let (case, version) = connection
        .prepare_cached("SELECT case_id, version FROM commands WHERE command_id = ?1")
        .and_then(|mut select| {
            select.query_row([id], |row| {
                let version: i64 = row.get(1)?;
                Ok((CaseId(row.get(0)?), Version(version.cast_unsigned())))
            })
        })
        .map_err(database("read a command"))?;
    Ok(Some(if case == append.case {
        Ok(Appended::Duplicate { case, version })
    } else {
        Err(AppendError::CommandIdReused { case })
    }))
}

fn current(connection: &Connection, case: &CaseId) -> rusqlite::Result<Version> {
    let version: Option<i64> = connection
        .prepare_cached("SELECT max(version) FROM events WHERE case_id = ?1")?
        .query_row([&case.0], |row| row.get(0))?;
    Ok(Version(version.map_or(0, i64::cast_unsigned)))
}

/// Whether every row that was read is as it was.
fn guarded(connection: &Connection, guard: &Guard) -> Result<(), AppendError> {
    let after = position(&guard.after)?;
    let mut select = connection
        .prepare_cached(
            "SELECT 1 FROM touched WHERE view = ?1 AND key IN (?2, '') AND position > ?3",
        )
        .map_err(database("check a row that was read"))?;
    for row in &guard.rows {
        let touched = select
            .exists(params![row.view, row.key, after])
            .map_err(database("check a row that was read"))?;
        if touched {
            return Err(AppendError::Overtaken(row.clone()));
        }
    }
    Ok(())
}

/// Notes which rows the event that was recorded last changes.
fn touched(connection: &Connection, touches: &[Touched]) -> rusqlite::Result<()> {
    let position = connection.last_insert_rowid();
    for Touched { view, key } in touches {
        connection
            .prepare_cached(
                "INSERT INTO touched VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET position = excluded.position",
            )?
            .execute(params![view, key.as_deref().unwrap_or_default(), position])?;
    }
    Ok(())
}

fn claims(connection: &Connection, append: &Append) -> Result<(), AppendError> {
    for claim in &append.claims {
        let owner: String = connection
            .prepare_cached(
                "INSERT INTO claims VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET case_id = case_id RETURNING case_id",
            )
            .and_then(|mut insert| {
                let reserved = params![claim.entity, claim.key, append.case.0];
                insert.query_row(reserved, |row| row.get(0))
            })
            .map_err(database("reserve a key"))?;
        if owner != append.case.0 {
            return Err(AppendError::ClaimTaken(claim.clone()));
        }
    }
    Ok(())
}

/// Gives back what is had no longer, then takes what is new.
fn hold(connection: &Connection, append: &Append) -> Result<(), AppendError> {
    for hold in &append.held.released {
        connection
            .prepare_cached("DELETE FROM held WHERE law = ?1 AND key = ?2 AND holder = ?3")
            .and_then(|mut delete| {
                delete.execute(params![hold.law.identity, hold.key, hold.holder])
            })
            .map_err(database("give back what is held"))?;
    }
    for hold in &append.held.taken {
        connection
            .prepare_cached("INSERT INTO held VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
            .and_then(|mut insert| {
                let held = params![hold.law.identity, hold.key, hold.holder, append.case.0];
                insert.execute(held)
            })
            .map_err(database("take what is held"))?;
        let holders: i64 = connection
            .prepare_cached("SELECT count(*) FROM held WHERE law = ?1 AND key = ?2")
            .and_then(|mut count| count.query_row([hold.law.identity, &hold.key], |row| row.get(0)))
            .map_err(database("count what is held"))?;
        if holders.cast_unsigned() > hold.law.most {
            return Err(AppendError::Taken(hold.clone()));
        }
    }
    Ok(())
}

fn events(connection: &Connection, append: &Append) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (case_id, version, command_id, type, data, recorded_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut version = append.expected;
    for event in append.events.iter() {
        version = version.next();
        insert.execute(params![
            append.case.0,
            version.0.cast_signed(),
            append.command_id.as_bytes().as_slice(),
            event.name,
            event.data,
            append.recorded_at.as_microsecond(),
        ])?;
        touched(connection, &event.touches)?;
        if !event.personal.is_empty() {
            personal(connection, &append.case, version, &event.personal)?;
        }
    }
    Ok(())
}

/// Keeps what the event that was recorded last says of persons.
fn personal(
    connection: &Connection,
    case: &CaseId,
    version: Version,
    said: &[Personal],
) -> rusqlite::Result<()> {
    let position = connection.last_insert_rowid();
    let mut insert =
        connection.prepare_cached("INSERT INTO personal VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for it in said {
        insert.execute(params![
            case.0,
            version.0.cast_signed(),
            it.name,
            position,
            it.subject,
            it.value,
        ])?;
    }
    Ok(())
}

/// Takes away what is said of a subject; how much that was.
pub(super) fn erase(connection: &Connection, subject: &str) -> Result<u64, StoreError> {
    let erased = connection
        .prepare_cached("DELETE FROM personal WHERE subject = ?1")
        .and_then(|mut delete| delete.execute([subject]))
        .map_err(database("erase"))?;
    Ok(erased as u64)
}

/// Empties the write-ahead log, in which there are older pages. Whoever reads them is waited for as long
/// as for anything else.
pub(super) fn overwrite(connection: &Connection) -> Result<(), StoreError> {
    let overwrite = "overwrite what was erased in its write-ahead log: erase again";
    let busy: i64 = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .map_err(database(overwrite))?;
    if busy == 0 {
        return Ok(());
    }
    Err(StoreError::Database {
        what: overwrite,
        source: "others are reading it".into(),
    })
}

/// Writes rows and moves a checkpoint.
pub(super) fn rows(connection: &Connection, commit: &RowCommit) -> Result<(), CommitError> {
    if !fence(connection, commit.advance.as_ref())? {
        return Err(CommitError::Fenced);
    }
    if let Some(prefix) = &commit.clear {
        connection
            .prepare_cached("DELETE FROM view_rows WHERE substr(view, 1, length(?1)) = ?1")
            .and_then(|mut delete| delete.execute([prefix]))
            .map_err(database("drop rows"))?;
    }
    for change in &commit.changes {
        let (view, key) = (&change.view, &change.key);
        match &change.data {
            Some(data) => connection
                .prepare_cached(
                    "INSERT INTO view_rows VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET data = excluded.data",
                )
                .and_then(|mut put| put.execute(params![view, key, data])),
            None => connection
                .prepare_cached("DELETE FROM view_rows WHERE view = ?1 AND key = ?2")
                .and_then(|mut delete| delete.execute(params![view, key])),
        }
        .map_err(database("write a row"))?;
    }
    advance(connection, commit.advance.as_ref())?;
    Ok(())
}

/// Whether the checkpoint is where its runner holds it to be.
fn fence(connection: &Connection, advance: Option<&Advance>) -> Result<bool, StoreError> {
    let Some(advance) = advance else {
        return Ok(true);
    };
    let at: Option<String> = connection
        .prepare_cached("SELECT cursor FROM checkpoints WHERE consumer = ?1")
        .and_then(|mut select| {
            let row = select.query_row([&advance.consumer], |row| row.get(0));
            row.optional()
        })
        .map_err(database("read a checkpoint"))?;
    Ok(Cursor::from_token(at.unwrap_or_default()) == advance.from)
}

fn advance(connection: &Connection, advance: Option<&Advance>) -> Result<(), StoreError> {
    let Some(advance) = advance else {
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT INTO checkpoints VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET cursor = excluded.cursor",
        )
        .and_then(|mut put| put.execute([&advance.consumer, advance.to.token()]))
        .map_err(database("move a checkpoint"))?;
    Ok(())
}
