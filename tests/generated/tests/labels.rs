//! Keys that the model gives, on a store: each once, and none that another has already.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::jiff::{SignedDuration, Timestamp};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, SqliteStore, Store};
use coact_runtime::{App, Clock, Principal};
use generated::labels::commands::{Consign, Plan, Take};
use generated::labels::lookups::Answers;
use generated::labels::types::{BoxId, ConsignmentId, DayId, NoticeId, PieceId};
use generated::labels::{Case, Command, Labels, Role, consigning, opening};
use pollster::block_on;

fn open(folder: &tempfile::TempDir) -> SqliteStore {
    SqliteStore::open(folder.path().join("labels.db")).unwrap()
}

fn consign(store: &SqliteStore, id: u128) -> ConsignmentId {
    let app: App<Labels, _, _> = App::new(store, Answers(())).unwrap();
    let consign = consigning::Command::Consign(Consign {
        consignment: None,
        label: "A-1".to_owned(),
        pieces: vec![7],
    });
    let sender = Principal::new("sender", [Role::Sender]);
    let command = Command::Consigning(consign);
    let outcome = block_on(app.execute(&sender, Uuid::from_u128(id), command)).unwrap();
    let (_, key) = outcome.case.0.split_once('/').unwrap();
    let consignment = key.parse().unwrap();
    let clerk = Principal::new("clerk", [Role::Clerk]);
    let take = Command::Consigning(consigning::Command::Take(Take { consignment }));
    block_on(app.execute(&clerk, Uuid::from_u128(id + 1), take)).unwrap();
    consignment
}

#[test]
fn a_key_is_given_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = consign(&open(&folder), 1);
    // A program of its own, twice.
    for performed in [5, 0] {
        let store = open(&folder);
        let app: App<Labels, _, _> = App::new(&store, Answers(())).unwrap();
        let report = block_on(app.settle()).unwrap();
        assert_eq!(report.automated.performed, performed);
        assert_eq!(block_on(app.parked()).unwrap(), []);
    }
    let store = open(&folder);
    let app: App<Labels, _, _> = App::new(&store, Answers(())).unwrap();
    let loaded = block_on(app.case(&first.case())).unwrap();
    let Case::Consignment(case) = loaded.case else {
        unreachable!("a consignment")
    };
    assert!(case.about_boxing(&BoxId("A-1".to_owned())).is_some());
    assert!(case.about_weighing(&PieceId(7)).is_some());
    let notice = NoticeId("A-1".to_owned());
    assert!(!block_on(app.history(&notice.case())).unwrap().is_empty());
    // Another of the same label: the keys have their owners, so what asks for them is stuck and shown.
    consign(&store, 10);
    block_on(app.settle()).unwrap();
    assert_eq!(block_on(app.parked()).unwrap().len(), 3);
}

#[test]
fn a_day_asks_for_the_next_by_its_date() {
    let folder = tempfile::tempdir().unwrap();
    let begin: Timestamp = "2026-05-01T06:00:00Z".parse().unwrap();
    let store = open(&folder);
    let app: App<Labels, _, _> = App::new(&store, Answers(()))
        .unwrap()
        .with_clock(Clock::from_fn(move || {
            begin + SignedDuration::from_hours(30)
        }))
        .with_filler(Role::Keeper, "keeper");
    let day = DayId("2026-05-01".parse().unwrap());
    let plan = Command::Opening(opening::Command::Plan(Plan { day, from: begin }));
    let keeper = Principal::new("keeper", [Role::Keeper]);
    block_on(app.execute(&keeper, Uuid::from_u128(1), plan)).unwrap();
    block_on(app.settle()).unwrap();
    block_on(app.settle()).unwrap();
    let page = block_on(store.read_all(&Cursor::START, 100)).unwrap();
    let cases: Vec<String> = page
        .events
        .into_iter()
        .map(|(case, _)| case.0.to_string())
        .collect();
    assert_eq!(
        cases,
        ["Day/2026-05-01", "Day/2026-05-02", "Day/2026-05-03"]
    );
}
