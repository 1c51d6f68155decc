//! Operative times on a store: restarts and clocks that go back, and everything happens once.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use coact_runtime::export::jiff::{SignedDuration, Timestamp};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, SqliteStore, Store};
use coact_runtime::{App, Clock, Principal};
use generated::times::commands::Plan;
use generated::times::lookups::Answers;
use generated::times::{Command, Role, Times, working};
use pollster::block_on;

const HOUR: i64 = 3600;

fn begin() -> Timestamp {
    "2026-05-01T06:00:00Z".parse().unwrap()
}

/// The names of all events, in order.
fn log(store: &SqliteStore) -> Vec<String> {
    let page = block_on(store.read_all(&Cursor::START, 1000)).unwrap();
    page.events
        .into_iter()
        .map(|(_, event)| event.name)
        .collect()
}

#[test]
fn a_shift_asks_for_the_next_one_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("times.db");
    let seconds = Arc::new(AtomicI64::new(0));
    let shared = Arc::clone(&seconds);
    let clock =
        Clock::from_fn(move || begin() + SignedDuration::from_secs(shared.load(Ordering::SeqCst)));
    let planner = || Principal::new("planner", [Role::Planner]);
    // Every step is a program of its own, on the same file.
    let settle = |at: i64| {
        seconds.store(at, Ordering::SeqCst);
        let store = SqliteStore::open(&file).unwrap();
        let app: App<Times, _, _> = App::new(&store, Answers(()))
            .unwrap()
            .with_clock(clock.clone())
            .with_filler(Role::Planner, "planner");
        let report = block_on(app.settle()).unwrap();
        assert_eq!(block_on(app.parked()).unwrap(), []);
        let owed = block_on(app.agenda(Role::Planner)).unwrap().acts.len();
        let wakes_at = block_on(app.wakes_at()).unwrap();
        (report.automated.performed, owed, wakes_at)
    };
    let after = |hours| Some(begin() + SignedDuration::from_hours(hours));
    {
        let store = SqliteStore::open(&file).unwrap();
        let app: App<Times, _, _> = App::new(&store, Answers(()))
            .unwrap()
            .with_clock(clock.clone());
        let plan = Command::Working(working::Command::Plan(Plan {
            shift: None,
            from: begin() + SignedDuration::from_hours(1),
            nth: 1,
        }));
        block_on(app.execute(&planner(), Uuid::from_u128(1), plan)).unwrap();
    }
    assert_eq!(settle(0), (0, 0, after(1)), "nothing before its time");
    assert_eq!(settle(HOUR - 1), (0, 0, after(1)));
    // The promise of the first and the request of the second, which waits in turn. What was begun is to be executed.
    assert_eq!(settle(HOUR), (2, 1, after(9)));
    assert_eq!(settle(0), (0, 1, after(9)), "a clock that goes back");
    assert_eq!(settle(HOUR), (0, 1, after(9)), "and on again");
    // After a long sleep each of those missed is asked for by the one before it.
    assert_eq!(settle(25 * HOUR), (6, 4, after(33)));
    let store = SqliteStore::open(&file).unwrap();
    let count = |name: &str| log(&store).iter().filter(|event| *event == name).count();
    assert_eq!((count("Planned"), count("Begun")), (5, 4));
}
