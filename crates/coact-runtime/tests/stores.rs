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
    Append, AppendError, Appended, Cursor, Durability, MemoryStore, NewEvent, NonEmpty, Personal,
    SqliteOptions, SqliteStore, Store, StoreError, Version,
};
use coact_runtime::testing::{Fault, Faults, Faulty, conformance, until_crash};
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
            personal: Vec::new(),
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
    assert_eq!(passed.len(), 25);
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
    assert_eq!(conformance::suite(open).unwrap().len(), 25);
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
    assert_eq!(conformance::suite(open).unwrap().len(), 25);
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

/// What an event says of a person whose name is found nowhere else.
fn naming(mut append: Append, name: &str) -> Arc<Append> {
    append.events.first.personal = vec![Personal {
        subject: "Person/1".to_owned(),
        name: "name".to_owned(),
        value: format!("\"{name}\""),
    }];
    Arc::new(append)
}

/// The files of a store, as bytes: whether a text is anywhere in them.
fn is_left(folder: &std::path::Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}

/// Among many others, in pages that are split and joined, and with long values that lie in pages of their own.
#[test]
fn sqlite_overwrites_what_it_erases() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let options = SqliteOptions::default()
        .durability(Durability::Normal)
        .busy_timeout(std::time::Duration::from_millis(50));
    let store = SqliteStore::open_with(&file, options).unwrap();
    for n in 0..150_u64 {
        let mut sent = Arc::unwrap_or_clone(append(&format!("A/{n}"), 0, u128::from(n)));
        let name = format!(
            "Zebedee{n}-{}",
            "x".repeat(if n % 50 == 0 { 9000 } else { 40 })
        );
        sent = Arc::unwrap_or_clone(naming(sent, &name));
        if n % 3 == 0 {
            sent.events.first.personal[0].subject = "Person/2".to_owned();
            sent.events.first.personal[0].value = format!("\"Abednego{n}\"");
        }
        block_on(store.append(Arc::new(sent))).unwrap();
    }
    assert!(
        is_left(folder.path(), "Zebedee"),
        "it is found while it is there"
    );
    assert_eq!(block_on(store.erase("Person/1")).unwrap(), 100);
    assert!(!is_left(folder.path(), "Zebedee"), "something is left");
    assert!(
        is_left(folder.path(), "Abednego"),
        "of another one nothing is lost"
    );
    // Whoever reads the older pages keeps them: that is told, and the next erasure takes them away.
    block_on(store.append(naming(
        Arc::unwrap_or_clone(append("B/1", 0, 1000)),
        "Zebedee",
    )))
    .unwrap();
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM personal;")
        .unwrap();
    let error = block_on(store.erase("Person/1")).unwrap_err();
    assert!(matches!(error, StoreError::Database { .. }), "{error}");
    let read = block_on(store.load(&CaseId("B/1".to_owned()), Version::ZERO)).unwrap();
    assert_eq!(read[0].personal, [], "nobody is told it any more");
    drop(reader);
    assert_eq!(block_on(store.erase("Person/1")).unwrap(), 0);
    assert!(!is_left(folder.path(), "Zebedee"), "something is left");
}

/// The process ends between the append and the erasure, or in the midst of it: what was asked for once more is done.
#[test]
fn an_erasure_survives_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let id = CaseId("A/1".to_owned());
    for (fault, left) in [(Fault::CrashBefore, 1), (Fault::CrashAfter, 0)] {
        let store = SqliteStore::open(&file).unwrap();
        let (version, command) = (1 - left as u64, 2 - left as u128);
        let sent = Arc::unwrap_or_clone(append("A/1", version, command));
        let faults = Faults::once(1, fault);
        let ending = Faulty::new(&store, &faults);
        let crashed = block_on(until_crash(&faults, async {
            ending.append(naming(sent, "Zebedee")).await.unwrap();
            ending.erase("Person/1").await
        }));
        assert!(crashed.is_none() && faults.fired());
        drop(store);
        let store = SqliteStore::open(&file).unwrap();
        let said = block_on(store.load(&id, Version(version))).unwrap();
        assert_eq!(said[0].personal.len(), left, "{fault:?}");
        assert_eq!(block_on(store.erase("Person/1")).unwrap(), left as u64);
        assert!(!is_left(folder.path(), "Zebedee"), "{fault:?}");
    }
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
                expected: 4
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

/// A file of version 2 has no table of what is held, and one of version 3 none of what is said of persons; each gets what it
/// lacks, and keeps the rest.
#[test]
fn sqlite_takes_older_files_along() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("older.db");
    let store = SqliteStore::open(&file).unwrap();
    block_on(store.append(append("A/1", 0, 1))).unwrap();
    drop(store);
    for (version, lacks) in [
        (2, "DROP TABLE held; DROP TABLE personal"),
        (3, "DROP TABLE personal"),
    ] {
        let connection = rusqlite::Connection::open(&file).unwrap();
        connection.execute_batch(lacks).unwrap();
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
        drop(connection);
        for again in 0..2 {
            let store = SqliteStore::open(&file).unwrap();
            let events = block_on(store.load(&CaseId("A/1".to_owned()), Version::ZERO)).unwrap();
            assert_eq!(events.len(), 1);
            assert_eq!(block_on(store.holders("Thing(name)", "lamp")).unwrap(), []);
            let (case, command) = (format!("B/{version}{again}"), version as u128 * 10 + again);
            let sent = Arc::unwrap_or_clone(append(&case, 0, command));
            block_on(store.append(naming(sent, "Zebedee"))).unwrap();
            assert_eq!(block_on(store.erase("Person/1")).unwrap(), 1);
        }
    }
}
