//! Events that this program cannot read, and times that go back.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use coact_runtime::store::{SqliteStore, Store};
use coact_runtime::testing::audit;
use coact_runtime::{App, Clock, CommandError, Report};
use jiff::{SignedDuration, Timestamp};
use pollster::block_on;
use rusqlite::{Connection, params};

use crate::errands::{
    Command, Errands, Event, Host, app, ask, case_id, created, customer, id, now, runner,
};
use crate::story::{Told, story, verify};

type Sqlite = App<Errands, SqliteStore, Host>;

async fn promised(app: &Sqlite, n: u128) {
    let errand = created(n);
    app.execute(&customer(), id(n), ask(&["a"])).await.unwrap();
    let promise = Command::Promise { errand };
    app.execute(&runner(), id(n + 1), promise).await.unwrap();
}

/// Puts an event into the file past the program, as a newer one would have written it, or as a fault of the disk
/// left it.
fn write(file: &Path, case: &str, version: i64, name: &str, data: &str) {
    let connection = Connection::open(file).unwrap();
    connection
        .execute(
            "INSERT INTO events (case_id, version, command_id, type, data, recorded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            params![case, version, id(900).as_bytes().as_slice(), name, data],
        )
        .unwrap();
}

/// Whatever is wrong with the event: its case is parked and refuses commands, all others go on, nothing is tried
/// again and again; and once the event can be read, the case goes on by hand.
#[test]
fn events_that_cannot_be_read() {
    let huge = format!("[{}]", "0,".repeat(500_000));
    let folder = tempfile::tempdir().unwrap();
    for (n, (name, data)) in [
        ("FromTheFuture", "{}"),
        ("Reminded", "{\"event\": "),
        ("Reminded", "{\"by\": \"anna\", \"of_tomorrow\": true}"),
        ("Reminded", huge.as_str()),
    ]
    .into_iter()
    .enumerate()
    {
        let file = folder.path().join(format!("{n}.db"));
        let app: Sqlite = app(SqliteStore::open(&file).unwrap(), &Host::default());
        block_on(async {
            promised(&app, 1).await;
            let poisoned = case_id(created(1));
            write(&file, &poisoned.0, 3, name, data);
            promised(&app, 3).await;
            let report = app.settle().await.unwrap();
            assert_eq!(report.automated.performed, 1, "{name}: {report:?}");
            assert_eq!(report.projected.unknown, 1, "{name}: {report:?}");
            let parked = app.parked().await.unwrap();
            assert_eq!(parked.len(), 1, "{parked:?}");
            assert_eq!(parked[0].0, poisoned);
            let accept = Command::Accept { errand: created(1) };
            let error = app.execute(&customer(), id(7), accept).await.unwrap_err();
            assert!(
                matches!(&error, CommandError::Decode(error) if error.version == 3),
                "{error:?}"
            );
            assert_eq!(
                app.settle().await.unwrap(),
                Report::default(),
                "no hot loop"
            );

            // Taken out, as by whoever wrote it: nothing of the case is lost.
            let connection = Connection::open(&file).unwrap();
            connection
                .execute(
                    "DELETE FROM events WHERE type = ?1 AND version = 3 AND case_id = ?2",
                    params![name, poisoned.0],
                )
                .unwrap();
            app.retry_parked(&poisoned).await.unwrap();
            app.rebuild().await.unwrap();
            assert_eq!(app.parked().await.unwrap(), []);
            let audit = audit::<Errands, _>(app.store(), now()).await.unwrap();
            assert_eq!(audit.automated, 2, "{audit:?}");
        });
    }
}

/// A clock that goes back by an hour whenever it is read changes the times and nothing else.
#[test]
fn a_clock_that_goes_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let hours = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&hours);
    let back = Clock::from_fn(move || {
        now() - SignedDuration::from_hours(read.fetch_add(1, Ordering::SeqCst))
    });
    let store = SqliteStore::open(&file).unwrap();
    block_on(async {
        let app = app(store.clone(), &Host::default()).with_clock(back);
        for n in [1, 3, 5] {
            promised(&app, n).await;
            app.settle().await.unwrap();
        }
        let log = store
            .read_all(&coact_runtime::store::Cursor::START, 100)
            .await
            .unwrap();
        let times: Vec<Timestamp> = log
            .events
            .iter()
            .map(|(_, event)| event.recorded_at)
            .collect();
        assert!(
            times.len() >= 9 && times.is_sorted_by(|a, b| a >= b),
            "it went back: {times:?}"
        );
        let audit = audit::<Errands, _>(&store, now()).await.unwrap();
        assert_eq!((audit.cases, audit.automated), (3, 3));
    });
    // And the whole story after it, at the usual time, on another file.
    let store = SqliteStore::open(folder.path().join("other.db")).unwrap();
    let mut told = Told::new();
    block_on(story(&store, &mut told)).unwrap();
    assert_eq!(block_on(verify(&store, &told)), Ok(()));
}

/// What waits for its time waits on while the clock is set back, and comes once it is there, and once only.
#[test]
fn what_waits_is_not_lost_while_the_clock_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let seconds = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&seconds);
    let clock =
        Clock::from_fn(move || now() + SignedDuration::from_secs(read.load(Ordering::SeqCst)));
    let store = SqliteStore::open(folder.path().join("store.db")).unwrap();
    block_on(async {
        let app = app(store.clone(), &Host::default()).with_clock(clock);
        let command = Command::Ask {
            labels: Vec::new(),
            remind_at: Some(now() + SignedDuration::from_secs(100)),
        };
        app.execute(&customer(), id(1), command).await.unwrap();
        for (at, performed) in [(99, 0), (-5000, 0), (60, 0), (100, 1), (-5000, 0), (200, 0)] {
            seconds.store(at, Ordering::SeqCst);
            let report = app.settle().await.unwrap();
            assert_eq!(report.automated.performed, performed, "at {at}");
        }
        let history = app.history(&case_id(created(1))).await.unwrap();
        let reminded = |event: &&coact_runtime::Envelope<Errands>| {
            event.event == Event::Reminded { errand: created(1) }
        };
        assert_eq!(history.iter().filter(reminded).count(), 1);
    });
}
