//! Children in cases of their own: two levels of them and several at each, with a crash at every step and every fault of
//! the store, the same whatever happens in between.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::apart::{Noted, Passed};
use coact_runtime::ctp::Base;
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::jiff::civil::date;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::ids::created_by;
use coact_runtime::store::{MemoryStore, SqliteStore, Store};
use coact_runtime::testing::{Fault, Faults, Faulty, until_crash};
use coact_runtime::{
    App, CaseId, Clock, CommandError, Envelope, Outcome, Principal, RejectionKind,
};
use generated::fleet::commands::{
    AskForDay, AskForTrip, AwaitStop, CancelDay, CancelStop, DoubtTrip, LetDayGo, LetStopGo,
    LetTripGo, NoteStop, RefuseTrip, ReportStop, TakeDay, TakeTrip,
};
use generated::fleet::lookups::Answers;
use generated::fleet::types::{DayId, StopId, TripId};
use generated::fleet::{Case, Command, Event, Fleet, Role};
use pollster::block_on;

type Days<S> = App<Fleet, S, Answers<()>>;

fn app<S: Store>(store: S) -> Days<S> {
    let app = Days::new(store, Answers(())).unwrap();
    app.with_clock(Clock::fixed(Timestamp::UNIX_EPOCH))
}

/// The key of what a command creates.
const fn id(command: u128) -> Uuid {
    Uuid::from_u128(command)
}

fn day() -> DayId {
    DayId(created_by::<Fleet>(id(1)))
}

fn trip(command: u128) -> TripId {
    TripId(created_by::<Fleet>(id(command)))
}

fn who(role: Role) -> Principal<Fleet> {
    Principal::new(role.name(), [role])
}

async fn send<S: Store>(
    app: &Days<S>,
    role: Role,
    number: u128,
    command: impl Into<Command>,
) -> Result<Outcome<Fleet>, CommandError> {
    app.execute(&who(role), id(number), command.into()).await
}

fn ask(number: Option<u128>, truck: &str, places: &[&str]) -> AskForTrip {
    AskForTrip {
        trip: number.map(trip),
        day: day(),
        truck: truck.to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
    }
}

/// The stops of the first trip, in the order in which they were asked for.
async fn stops<S: Store>(app: &Days<S>) -> Result<Vec<StopId>, CommandError> {
    let loaded = app.case(&trip(3).case()).await?;
    let Case::Trip(case) = loaded.case else {
        unreachable!("the case of a trip")
    };
    let keys = case.stop_making.iter();
    let keys = keys.filter_map(|entry| entry.subject.0.split_once('/'));
    Ok(keys.filter_map(|(_, key)| key.parse().ok()).collect())
}

/// One step of the story: some acts, and all that follows from them by itself.
const STEPS: u32 = 10;

async fn step<S: Store>(app: &Days<S>, at: u32) -> Result<(), Box<dyn std::error::Error>> {
    let reason = None;
    let day = day();
    match at {
        0 => {
            let ask = AskForDay {
                day: None,
                date: date(2026, 5, 4),
            };
            send(app, Role::Sender, 1, ask).await?;
            send(app, Role::Planner, 2, TakeDay { day }).await?;
        }
        1 => {
            let first = ask(None, "T1", &["Ede", "Epe"]);
            send(app, Role::Planner, 3, first).await?;
        }
        2 => drop(send(app, Role::Planner, 4, ask(None, "T2", &[])).await?),
        3 => drop(send(app, Role::Driver, 5, TakeTrip { trip: trip(3) }).await?),
        4 => {
            // One stop is made, the other is under way.
            let stops = stops(app).await?;
            for (stop, number) in stops.iter().zip([10, 20]) {
                send(app, Role::Host, number, AwaitStop { stop: *stop }).await?;
            }
            let stop = *stops.first().ok_or("a stop")?;
            send(app, Role::Host, 11, ReportStop { stop }).await?;
            send(app, Role::Driver, 12, NoteStop { stop }).await?;
        }
        5 => {
            let trip = trip(4);
            send(app, Role::Driver, 30, RefuseTrip { trip, reason }).await?;
        }
        6 => drop(send(app, Role::Planner, 31, ask(Some(4), "T2", &[])).await?),
        7 => drop(send(app, Role::Sender, 40, CancelDay { day, reason }).await?),
        8 => {
            let stop = *stops(app).await?.last().ok_or("a stop")?;
            let cancel = CancelStop { stop, reason };
            send(app, Role::Driver, 41, cancel).await?;
            send(app, Role::Host, 42, LetStopGo { stop }).await?;
        }
        _ => {
            for (trip, number) in [(trip(3), 43), (trip(4), 44)] {
                send(app, Role::Driver, number, LetTripGo { trip }).await?;
                app.settle().await?;
            }
            send(app, Role::Planner, 45, LetDayGo { day }).await?;
        }
    }
    app.settle().await?;
    Ok(())
}

/// The story from a step on; how far it came.
async fn story<S: Store>(store: S, from: &mut u32) -> Result<(), Box<dyn std::error::Error>> {
    let app = app(store);
    while *from < STEPS {
        step(&app, *from).await?;
        *from += 1;
    }
    Ok(())
}

type Histories = Vec<(CaseId, Vec<Envelope<Fleet>>)>;

/// Everything that happened, by case.
fn histories<S: Store>(store: &S) -> Histories {
    let page = block_on(store.read_all(&Default::default(), 10_000)).unwrap();
    let mut cases: Vec<CaseId> = page.events.into_iter().map(|(case, _)| case).collect();
    cases.sort();
    cases.dedup();
    let told = Faults::none();
    let app = app(Faulty::new(store, &told));
    let history = |case: CaseId| {
        let events = block_on(app.history(&case)).unwrap();
        (case, events)
    };
    cases.into_iter().map(history).collect()
}

fn names(histories: &Histories) -> Vec<String> {
    let of_case = |(case, events): &(CaseId, Vec<Envelope<Fleet>>)| {
        let (kind, _) = case.0.split_once('/').unwrap_or_default();
        let names: Vec<_> = events
            .iter()
            .map(|event| <Fleet as coact_runtime::Model>::event_name(&event.event))
            .collect();
        format!("{kind}: {}", names.join(" "))
    };
    let mut names: Vec<_> = histories.iter().map(of_case).collect();
    names.sort();
    names
}

/// The token of each child is at one place: at the parent only while the child is settled.
fn tokens_are_whole<S: Store>(store: &S, context: &str) {
    let told = Faults::none();
    let app = app(Faulty::new(store, &told));
    for (case, _) in histories(store) {
        let loaded = block_on(app.case(&case)).unwrap();
        let home = |home: bool, child: &CaseId| {
            let status = match block_on(app.case(child)).unwrap().case {
                Case::Trip(trip) => trip.trip_making.status,
                Case::Stop(stop) => stop.stop_making.status,
                _ => return,
            };
            assert!(!home || status.is_settled(), "{context}: {child:?} moves");
        };
        match loaded.case {
            Case::Day(day) => {
                for child in &day.trip_making {
                    home(child.instance.is_home(), &child.subject);
                }
            }
            Case::Trip(trip) => {
                for child in &trip.stop_making {
                    home(child.instance.is_home(), &child.subject);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_story() {
    let (store, faults) = (MemoryStore::new(), Faults::none());
    block_on(story(Faulty::new(&store, &faults), &mut 0)).unwrap();
    assert_eq!(
        names(&histories(&store)),
        [
            "Bill: BillAsked",
            "Day: DayAsked DayTaken Lent Lent Returned Lent DayCancelAsked Returned Returned DayCancelled",
            "Stop: StopAsked StopAwaited StopCancelAsked StopCancelled",
            "Stop: StopAsked StopAwaited StopReported StopNoted",
            "Trip: TripAsked TripRefused TripAsked Recalled TripCancelAsked TripCancelled",
            "Trip: TripAsked TripTaken Lent Lent Lent Returned Recalled TripCancelAsked Returned TripCancelled",
        ]
    );
    tokens_are_whole(&store, "at the end");
}

#[test]
fn whatever_fails_in_between_the_story_is_the_same() {
    let (store, faults) = (MemoryStore::new(), Faults::none());
    block_on(story(Faulty::new(&store, &faults), &mut 0)).unwrap();
    let (expected, operations) = (histories(&store), faults.operations());
    let mut failed = 0;
    for fault in Fault::ALL {
        // A crash before an operation is one after the operation before it; of what is only an answer, some are tried.
        let every = if fault == Fault::CrashAfter { 1 } else { 7 };
        for operation in (0..operations).step_by(every) {
            let (store, faults) = (MemoryStore::new(), Faults::once(operation, fault));
            let context = format!("{fault:?} at {operation}");
            let mut at = 0;
            let faulty = Faulty::new(&store, &faults);
            let told = block_on(until_crash(&faults, story(faulty, &mut at)));
            failed += u32::from(!matches!(told, Some(Ok(()))));
            tokens_are_whole(&store, &context);
            // Another program on the same store goes on, with the same ids.
            let none = Faults::none();
            let resumed = block_on(story(Faulty::new(&store, &none), &mut at));
            assert!(resumed.is_ok(), "{context}: {resumed:?}");
            let found = histories(&store);
            assert_eq!(names(&found), names(&expected), "{context}");
            assert_eq!(found, expected, "{context}");
        }
    }
    assert!(failed > 100, "{failed} of the runs were broken off");
}

#[test]
fn each_step_by_another_program_on_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("days.db");
    for at in 0..STEPS {
        let app = app(SqliteStore::open(&file).unwrap());
        block_on(step(&app, at)).unwrap();
    }
    let (memory, faults) = (MemoryStore::new(), Faults::none());
    block_on(story(Faulty::new(&memory, &faults), &mut 0)).unwrap();
    let store = SqliteStore::open(&file).unwrap();
    assert_eq!(histories(&store), histories(&memory));
}

fn refused(told: Result<Outcome<Fleet>, CommandError>) -> (RejectionKind, &'static str) {
    let error = told.unwrap_err();
    let rejection = error.rejection().unwrap();
    (rejection.kind, rejection.name)
}

fn planned<S: Store>(app: &Days<S>) {
    block_on(step(app, 0)).unwrap();
}

/// Of two that ask for trips with one truck, the later finds it taken when its act arrives: its token comes home.
#[test]
fn what_is_turned_down_on_arrival_comes_home() {
    let app = app(MemoryStore::new());
    planned(&app);
    block_on(send(&app, Role::Planner, 3, ask(None, "T1", &[]))).unwrap();
    let again = || block_on(send(&app, Role::Planner, 4, ask(None, "T1", &[])));
    assert_eq!(refused(again()), (RejectionKind::Law, "Trip.unique"));
    block_on(app.settle()).unwrap();
    let loaded = block_on(app.case(&day().case())).unwrap();
    let Case::Day(case) = loaded.case else {
        unreachable!("the case of a day")
    };
    let homes: Vec<_> = case
        .trip_making
        .iter()
        .map(|child| child.instance.is_home())
        .collect();
    assert_eq!(homes, [false, true]);
    assert_eq!(
        case.each_trip_making().last().unwrap().status.base,
        Base::Initial
    );
    // Sent again it is told the same, and nothing else happens.
    let before = block_on(app.history(&day().case())).unwrap();
    assert_eq!(refused(again()).0, RejectionKind::Contained);
    assert_eq!(block_on(app.history(&day().case())).unwrap(), before);
    // Another truck is free to go.
    block_on(send(&app, Role::Planner, 6, ask(None, "T2", &[]))).unwrap();
}

/// Whoever gave a command and got no answer gives it again, and it happens once.
#[test]
fn a_command_given_twice_lends_once() {
    let app = app(MemoryStore::new());
    planned(&app);
    let first = block_on(send(&app, Role::Planner, 3, ask(None, "T1", &[]))).unwrap();
    let second = block_on(send(&app, Role::Planner, 3, ask(None, "T1", &[]))).unwrap();
    assert!(second.duplicate);
    assert_eq!((first.case, first.events), (second.case, second.events));
    let day = block_on(app.history(&day().case())).unwrap();
    let lent = |event: &&Envelope<Fleet>| matches!(event.event, Event::Apart(Noted::Lent { .. }));
    assert_eq!(day.iter().filter(lent).count(), 1);
}

/// What cases ask of each other nobody else asks.
#[test]
fn nobody_passes_tokens_by_hand() {
    let app = app(MemoryStore::new());
    planned(&app);
    let passed = Command::Apart(Passed::Return {
        child: trip(3).case(),
        since: 1,
        base: Base::Accepted,
    });
    let told = block_on(send(&app, Role::Planner, 3, passed));
    assert_eq!(refused(told).0, RejectionKind::Role);
}

/// A trip stays the one of its day, and is nobody's before that.
#[test]
fn a_child_keeps_its_parent() {
    let app = app(MemoryStore::new());
    planned(&app);
    block_on(step(&app, 1)).unwrap();
    let trip = trip(3);
    let refuse = RefuseTrip { trip, reason: None };
    block_on(send(&app, Role::Driver, 5, refuse)).unwrap();
    let other = AskForDay {
        day: None,
        date: date(2026, 5, 5),
    };
    block_on(send(&app, Role::Sender, 6, other)).unwrap();
    let day = DayId(created_by::<Fleet>(id(6)));
    block_on(send(&app, Role::Planner, 7, TakeDay { day })).unwrap();
    let elsewhere = AskForTrip {
        day,
        ..ask(Some(3), "T1", &[])
    };
    let told = block_on(send(&app, Role::Planner, 8, elsewhere));
    assert_eq!(refused(told).0, RejectionKind::Identity);
    let doubt = DoubtTrip { trip, reason: None };
    let told = block_on(send(&app, Role::Planner, 9, doubt));
    assert_eq!(refused(told).0, RejectionKind::Pattern);
}
