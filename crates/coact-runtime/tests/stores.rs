//! Both stores against the conformance suite, and what SQLite promises beyond it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test"
)]

use std::cell::Cell;
use std::sync::Arc;

use coact_runtime::store::{
    Append, AppendError, Appended, Cursor, Durability, MemoryStore, NewEvent, NonEmpty,
    SqliteOptions, SqliteStore, Store, StoreError, Version,
};
use coact_runtime::testing::conformance;
use coact_runtime::{CaseId, Held};
use jiff::Timestamp;
use pollster::block_on;
use uuid::Uuid;

fn append(case: &str, expected: u64, command: u128) -> Arc<Append> {
    Arc::new(Append {
        case: CaseId(case.to_owned()),
        expected: Version(expected),
        command_id: Uuid::from_u128(command),
        events: NonEmpty::one(NewEvent {
            name: "Happened",
            data: "{}".to_owned(),
            touches: Vec::new(),
        }),
        claims: Vec::new(),
        held: Held::default(),
        recorded_at: Timestamp::UNIX_EPOCH,
        guard: None,
        advance: None,
    })
}

#[test]
fn memory_conforms() {
    let passed = conformance::suite(|| Ok(MemoryStore::new())).unwrap();
    assert_eq!(passed.len(), 22);
}

/// Fresh files in one folder.
fn files(
    options: SqliteOptions,
) -> (
    tempfile::TempDir,
    impl Fn() -> Result<SqliteStore, StoreError>,
) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let count = Cell::new(0);
    let open = move || {
        count.set(count.get() + 1);
        let file = path.join(format!("{}.db", count.get()));
        SqliteStore::open_with(file, options.clone())
    };
    (folder, open)
}

#[test]
fn sqlite_conforms() {
    let (_folder, open) = files(SqliteOptions::default());
    assert_eq!(conformance::suite(open).unwrap().len(), 22);
}

/// The smallest queue and single commits: nobody is let in out of turn, and nobody is forgotten.
#[test]
fn sqlite_conforms_when_everybody_waits() {
    let options = SqliteOptions::default()
        .durability(Durability::Normal)
        .queue(1)
        .batch(1)
        .readers(0);
    let (_folder, open) = files(options);
    assert_eq!(conformance::suite(open).unwrap().len(), 22);
}

#[test]
fn sqlite_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let store = SqliteStore::open(&file).unwrap();
    block_on(store.append(append("A/1", 0, 1))).unwrap();
    drop(store);
    let store = SqliteStore::open(&file).unwrap();
    let events = block_on(store.load(&CaseId("A/1".to_owned()), Version::ZERO)).unwrap();
    assert_eq!(events.len(), 1);
    let again = block_on(store.append(append("A/1", 0, 1))).unwrap();
    assert!(matches!(again, Appended::Duplicate { .. }), "{again:?}");
}

/// Two handles on one file, as two processes have them: one order, one winner.
#[test]
fn sqlite_files_are_shared() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let stores = [
        SqliteStore::open(&file).unwrap(),
        SqliteStore::open(&file).unwrap(),
    ];
    std::thread::scope(|scope| {
        for (n, store) in (0_u128..).zip(&stores) {
            scope.spawn(move || {
                let mut won = 0;
                for round in 0..200_u64 {
                    // Both write the same case; a loser tries the next version in its next round.
                    let version = block_on(store.load(&CaseId("A/1".to_owned()), Version::ZERO))
                        .unwrap()
                        .len() as u64;
                    let command = u128::from(round) * 2 + n;
                    won +=
                        u32::from(block_on(store.append(append("A/1", version, command))).is_ok());
                }
                won
            });
        }
    });
    let [one, other] = &stores;
    let log = block_on(one.read_all(&Cursor::START, 1000)).unwrap();
    assert_eq!(log, block_on(other.read_all(&Cursor::START, 1000)).unwrap());
    let versions: Vec<_> = log
        .events
        .iter()
        .map(|(_, event)| event.version.0)
        .collect();
    assert!(
        versions.len() >= 200,
        "in every round somebody wins: {}",
        versions.len()
    );
    assert_eq!(versions, (1..=versions.len() as u64).collect::<Vec<_>>());
}

#[test]
fn sqlite_leaves_what_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    let connection = rusqlite::Connection::open(&foreign).unwrap();
    connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
    drop(connection);
    let error = SqliteStore::open(&foreign).unwrap_err();
    assert!(matches!(error, StoreError::Schema { .. }), "{error}");

    let newer = folder.path().join("newer.db");
    drop(SqliteStore::open(&newer).unwrap());
    let connection = rusqlite::Connection::open(&newer).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let error = SqliteStore::open(&newer).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Schema {
                found: 99,
                expected: 3
            }
        ),
        "{error}"
    );

    let text = folder.path().join("text.db");
    std::fs::write(&text, "this is no database, however long it is".repeat(100)).unwrap();
    let error = SqliteStore::open(&text).unwrap_err();
    assert!(matches!(error, StoreError::Database { .. }), "{error}");
    let error = SqliteStore::open(folder.path()).unwrap_err();
    assert!(
        matches!(error, StoreError::Database { .. }),
        "a folder: {error}"
    );
}

/// Another process that keeps writing is waited for, and then told of.
#[test]
fn sqlite_tells_when_others_do_not_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let options = SqliteOptions::default().busy_timeout(std::time::Duration::from_millis(1));
    let store = SqliteStore::open_with(&file, options).unwrap();
    let rival = rusqlite::Connection::open(&file).unwrap();
    rival.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = block_on(store.append(append("A/1", 0, 1))).unwrap_err();
    assert!(
        matches!(error, AppendError::Store(StoreError::Database { .. })),
        "{error}"
    );
    let read = block_on(store.load(&CaseId("A/1".to_owned()), Version::ZERO)).unwrap();
    assert_eq!(read, [], "readers are not blocked");
    rival.execute_batch("ROLLBACK").unwrap();
    block_on(store.append(append("A/1", 0, 1))).unwrap();
}

/// Commands that share a transaction fail one by one.
#[test]
fn sqlite_batches_do_not_mix_failures() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("store.db")).unwrap();
    let appends: Vec<_> = (0..200_u128)
        // Every third expects a version that its case does not have.
        .map(|n| append(&format!("A/{n}"), u64::from(n % 3 == 0), n))
        .collect();
    let results = std::thread::scope(|scope| {
        let threads: Vec<_> = appends
            .into_iter()
            .map(|append| scope.spawn(|| block_on(store.append(append)).is_ok()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect::<Vec<_>>()
    });
    let expected: Vec<_> = (0..200).map(|n| n % 3 != 0).collect();
    assert_eq!(results, expected);
    let log = block_on(store.read_all(&Cursor::START, 1000)).unwrap();
    assert_eq!(log.events.len(), expected.iter().filter(|ok| **ok).count());
}

/// A file of version 2 has no table of what is held; it gets one, and keeps the rest.
#[test]
fn sqlite_takes_older_files_along() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("older.db");
    let store = SqliteStore::open(&file).unwrap();
    block_on(store.append(append("A/1", 0, 1))).unwrap();
    drop(store);
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch("DROP TABLE held").unwrap();
    connection.pragma_update(None, "user_version", 2).unwrap();
    drop(connection);
    for _ in 0..2 {
        let store = SqliteStore::open(&file).unwrap();
        let events = block_on(store.load(&CaseId("A/1".to_owned()), Version::ZERO)).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(block_on(store.holders("Thing(name)", "lamp")).unwrap(), []);
    }
}
