//! Automated work: once, in nobody else's name, parked when it cannot be done, and never spinning.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test"
)]

#[path = "errands/model.rs"]
mod errands;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use coact_runtime::store::{
    Append, MemoryStore, NewEvent, NonEmpty, RowChange, RowCommit, Store, Version,
};
use coact_runtime::testing::audit;
use coact_runtime::{
    App, AppError, AutomationError, CaseId, Cause, Clock, CommandError, Held, Model, ParkedBecause,
    Via, ids,
};
use errands::{
    Command, Errands, Event, Host, Role, app, ask, case_id, created, customer, id, now, runner,
};
use jiff::{SignedDuration, Timestamp};
use pollster::block_on;
use uuid::Uuid;

/// An errand with these labels that is promised, and not worked off yet.
async fn promised<S: Store>(app: &App<Errands, S, Host>, n: u128, labels: &[&str]) -> Uuid {
    app.execute(&customer(), id(n), ask(labels)).await.unwrap();
    let errand = created(n);
    app.execute(&runner(), id(n + 1), Command::Promise { errand })
        .await
        .unwrap();
    errand
}

#[test]
fn work_is_done_once_in_the_name_of_the_party() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let errand = promised(&app, 1, &["a", "b"]).await;
        assert_eq!(app.settle().await.unwrap().automated.performed, 2);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        let history = app.history(&case_id(errand)).await.unwrap();
        let carried = &history[2];
        assert_eq!(carried.by, "ravi".into());
        let cause = Cause {
            rule: "carry".to_owned(),
            response: String::new(),
            occasion: 2,
            element: Some("a".to_owned()),
        };
        assert_eq!(carried.via, Via::Automation(Box::new(cause)));
        assert_eq!(
            audit::<Errands, _>(&store, now()).await.unwrap().automated,
            2
        );
    });
}

/// What a person did by hand is not done again.
#[test]
fn what_stands_is_counted() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default());
        let errand = promised(&app, 1, &["a", "b"]).await;
        let carry = Command::Carry {
            errand,
            label: "a".to_owned(),
        };
        app.execute(&runner(), id(9), carry).await.unwrap();
        assert_eq!(app.settle().await.unwrap().automated.performed, 1);
    });
}

#[test]
fn a_refusal_parks_until_the_next_event() {
    block_on(async {
        let host = Host::default();
        let app = app(MemoryStore::new(), &host);
        host.sold_out("b");
        let errand = promised(&app, 1, &["a", "b"]).await;
        let other = promised(&app, 3, &["a"]).await;
        let report = app.settle().await.unwrap();
        assert_eq!(
            (report.automated.performed, report.automated.parked),
            (2, 1),
            "the others go on"
        );
        let parked = app.parked().await.unwrap();
        let [(case, act)] = parked.as_slice() else {
            panic!("{parked:?}")
        };
        assert_eq!(
            (case, act.rule.as_str(), act.command.as_str()),
            (&case_id(errand), "carry", "Carry")
        );
        assert_eq!(act.element.as_deref(), Some("b"));
        assert!(
            matches!(&act.because, ParkedBecause::Rejected { name, .. } if name == "InStock"),
            "{act:?}"
        );

        let asked = host.asked();
        app.settle().await.unwrap();
        host.restock();
        app.settle().await.unwrap();
        assert_eq!(host.asked(), asked, "it does not spin");

        // An event of another case changes nothing, one of its own does.
        let parcel = app.case(&case_id(other)).await.unwrap().case.parcels[0].key;
        app.execute(&errands::carrier(), id(20), Command::Deliver { parcel })
            .await
            .unwrap();
        app.settle().await.unwrap();
        assert_eq!(app.parked().await.unwrap(), parked);
        let parcel = app.case(&case_id(errand)).await.unwrap().case.parcels[0].key;
        app.execute(&errands::carrier(), id(21), Command::Deliver { parcel })
            .await
            .unwrap();
        assert_eq!(app.settle().await.unwrap().automated.performed, 1);
        assert_eq!(app.parked().await.unwrap(), []);
    });
}

/// An act that is performed after the refusal is an event of the case as well.
#[test]
fn a_refusal_is_tried_again_after_progress() {
    block_on(async {
        let host = Host::default();
        let app = app(MemoryStore::new(), &host);
        host.sold_out("a");
        promised(&app, 1, &["a", "b"]).await;
        let report = app.settle().await.unwrap();
        assert_eq!(
            (report.automated.performed, report.automated.parked),
            (1, 1)
        );
        assert_eq!(host.asked(), 3, "a, then b, then a once more");
        app.settle().await.unwrap();
        assert_eq!(host.asked(), 3);
    });
}

#[test]
fn a_refusal_is_taken_up_by_hand() {
    block_on(async {
        let host = Host::default();
        let app = app(MemoryStore::new(), &host);
        host.sold_out("a");
        let errand = promised(&app, 1, &["a"]).await;
        app.settle().await.unwrap();
        let report = app.retry_parked(&case_id(errand)).await.unwrap();
        assert_eq!(
            (
                report.automated.performed,
                app.parked().await.unwrap().len()
            ),
            (0, 1),
            "still"
        );
        host.restock();
        let report = app.retry_parked(&case_id(errand)).await.unwrap();
        assert_eq!(
            (
                report.automated.performed,
                app.parked().await.unwrap().len()
            ),
            (1, 0)
        );
    });
}

/// Once per occasion: an act whose id is on record counts as performed, whatever the fold says.
#[test]
fn an_occasion_is_answered_once() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let errand = promised(&app, 1, &["a"]).await;
        let case = case_id(errand);
        let mut due = Vec::new();
        Errands::due(&app.case(&case).await.unwrap().case, &mut due);
        let act = ids::automated::<Errands>(&case, &due[0]);
        let carry = Command::Carry {
            errand,
            label: "z".to_owned(),
        };
        app.execute(&runner(), act, carry).await.unwrap();
        let report = app.settle().await.unwrap();
        assert_eq!(
            (report.automated.performed, report.automated.parked),
            (0, 0)
        );
        audit::<Errands, _>(&store, now()).await.unwrap();
    });
}

/// What a rule answers with on one occasion is several acts, each with an id of its own.
#[test]
fn every_response_is_an_act_of_its_own() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default());
        let errand = promised(&app, 1, &["a"]).await;
        let case = case_id(errand);
        let mut due = Vec::new();
        Errands::due(&app.case(&case).await.unwrap().case, &mut due);
        let one = due.remove(0);
        let mut other = one.clone();
        other.response = "then request Insuring";
        assert_eq!(
            ids::automated::<Errands>(&case, &one),
            ids::automated::<Errands>(&case, &one.clone())
        );
        assert_ne!(
            ids::automated::<Errands>(&case, &one),
            ids::automated::<Errands>(&case, &other)
        );
    });
}

/// An act that was decided and could not be recorded leaves nothing behind: the key it draws is taken.
#[test]
fn what_is_not_recorded_is_not_folded() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let errand = promised(&app, 1, &["a", "b"]).await;
        let case = case_id(errand);
        let mut due = Vec::new();
        Errands::due(&app.case(&case).await.unwrap().case, &mut due);
        let key = ids::created_by::<Errands>(ids::automated::<Errands>(&case, &due[0]));
        let taken = Append {
            case: CaseId("Elsewhere/1".to_owned()),
            expected: Version(0),
            command_id: id(90),
            events: NonEmpty::one(NewEvent {
                name: "Taken",
                data: "{}".to_owned(),
                touches: Vec::new(),
                personal: Vec::new(),
            }),
            claims: vec![errands::claim_of("Parcel", key)],
            held: Held::default(),
            recorded_at: now(),
            guard: None,
            advance: None,
        };
        store.append(Arc::new(taken)).await.unwrap();
        let report = app.settle().await.unwrap();
        assert_eq!(
            (report.automated.performed, report.automated.parked),
            (1, 1)
        );
        let parked = app.parked().await.unwrap();
        assert_eq!(parked[0].1.element.as_deref(), Some("a"));
        let loaded = app.case(&case).await.unwrap();
        assert_eq!(loaded.case.parcels[0].label, "b");
        assert_eq!(loaded.version.0, 3);
    });
}

/// A clock that the test moves.
fn clock() -> (Arc<AtomicI64>, Clock) {
    let seconds = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&seconds);
    let clock =
        Clock::from_fn(move || now() + SignedDuration::from_secs(read.load(Ordering::SeqCst)));
    (seconds, clock)
}

#[test]
fn an_unanswered_look_up_is_asked_again_later() {
    block_on(async {
        let host = Host::default();
        let (seconds, clock) = clock();
        let app = app(MemoryStore::new(), &host).with_clock(clock);
        host.silent(true);
        promised(&app, 1, &["a"]).await;
        app.settle().await.unwrap();
        let parked = app.parked().await.unwrap();
        assert_eq!(
            parked[0].1.because,
            ParkedBecause::Unanswered {
                lookup: "stock".to_owned()
            }
        );
        host.silent(false);
        seconds.store(59, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        assert_eq!(host.asked(), 1);
        seconds.store(61, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 1);
        assert_eq!(app.parked().await.unwrap(), []);
    });
}

#[test]
fn work_waits_for_its_time() {
    block_on(async {
        let store = MemoryStore::new();
        let (seconds, clock) = clock();
        let later = |by| Some(now() + SignedDuration::from_secs(by));
        let app = app(store.clone(), &Host::default()).with_clock(clock.clone());
        for (n, remind_at) in [(1, later(100)), (2, later(50)), (3, None)] {
            let labels = Vec::new();
            app.execute(&customer(), id(n), Command::Ask { labels, remind_at })
                .await
                .unwrap();
        }
        assert_eq!(app.wakes_at().await.unwrap(), None, "nothing is seen yet");
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        assert_eq!(app.wakes_at().await.unwrap(), later(50));
        seconds.store(49, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        drop(app);
        // Another process: what waits is in the store.
        let app = errands::app(store.clone(), &Host::default()).with_clock(clock);
        seconds.store(50, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 1);
        let reminded = app.history(&case_id(created(2))).await.unwrap();
        assert_eq!(reminded[1].event, Event::Reminded { errand: created(2) });
        assert_eq!(reminded[1].by, "anna".into());
        assert_eq!(app.wakes_at().await.unwrap(), later(100));
        // A clock that goes back does nothing twice, and undoes nothing.
        seconds.store(10, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        assert_eq!(app.wakes_at().await.unwrap(), later(100));
        seconds.store(50, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);

        // What is promised meanwhile needs no reminder.
        app.execute(&runner(), id(9), Command::Promise { errand: created(1) })
            .await
            .unwrap();
        app.settle().await.unwrap();
        assert_eq!(app.wakes_at().await.unwrap(), None);
        seconds.store(1000, Ordering::SeqCst);
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        audit::<Errands, _>(&store, app.now()).await.unwrap();
    });
}

/// Times before the epoch sort before times after it.
#[test]
fn time_may_be_long_past() {
    block_on(async {
        let before: Timestamp = "1969-12-31T23:59:59Z".parse().unwrap();
        let app = app(MemoryStore::new(), &Host::default()).with_clock(Clock::fixed(before));
        let remind_at = Some(Timestamp::UNIX_EPOCH);
        let labels = Vec::new();
        app.execute(&customer(), id(1), Command::Ask { labels, remind_at })
            .await
            .unwrap();
        assert_eq!(app.settle().await.unwrap().automated.performed, 0);
        let app = app.with_clock(Clock::fixed(Timestamp::UNIX_EPOCH));
        assert_eq!(app.settle().await.unwrap().automated.performed, 1);
    });
}

#[test]
fn nobody_to_act_parks() {
    block_on(async {
        let store = MemoryStore::new();
        let without: App<Errands, _, _> = App::new(store.clone(), Host::default())
            .unwrap()
            .with_clock(Clock::fixed(now()));
        let errand = promised(&without, 1, &[]).await;
        without.settle().await.unwrap();
        without
            .execute(&customer(), id(3), Command::Accept { errand })
            .await
            .unwrap();
        without.settle().await.unwrap();
        let parked = without.parked().await.unwrap();
        assert_eq!(parked[0].1.because, ParkedBecause::Unfilled);
        let with = without.with_filler(Role::Clerk, "clerk");
        with.retry_parked(&case_id(errand)).await.unwrap();
        let history = with.history(&case_id(errand)).await.unwrap();
        assert_eq!(history.last().unwrap().event, Event::Filed { errand });
    });
}

/// Adds an event that this program cannot read.
async fn poison(store: &MemoryStore, case: CaseId, expected: u64, n: u128) {
    let append = Append {
        case,
        expected: Version(expected),
        command_id: id(n),
        events: NonEmpty::one(NewEvent {
            name: "FromTheFuture",
            data: "{\"event\":\"FromTheFuture\"}".to_owned(),
            touches: Vec::new(),
            personal: Vec::new(),
        }),
        claims: Vec::new(),
        held: Held::default(),
        recorded_at: now(),
        guard: None,
        advance: None,
    };
    store.append(Arc::new(append)).await.unwrap();
}

/// A case with an event that this program cannot read hides nothing of what is owed in others.
#[test]
fn an_agenda_tells_what_it_cannot_read() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let poisoned = promised(&app, 1, &["a"]).await;
        let healthy = promised(&app, 3, &["a", "b"]).await;
        app.settle().await.unwrap();
        poison(&store, case_id(poisoned), 3, 90).await;
        app.settle().await.unwrap();
        let agenda = app.agenda(Role::Carrier).await.unwrap();
        let cases: Vec<_> = agenda.acts.iter().map(|owed| owed.case.clone()).collect();
        assert_eq!(cases, [case_id(healthy), case_id(healthy)]);
        let [(case, CommandError::Decode(error))] = agenda.unreadable.as_slice() else {
            panic!("{:?}", agenda.unreadable)
        };
        assert_eq!((case, error.version), (&case_id(poisoned), 4));
    });
}

/// A case with an event that this program cannot read stops; the others go on.
#[test]
fn a_poison_event_stops_its_case_only() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let poisoned = promised(&app, 1, &["a"]).await;
        for (case, expected, n) in [(case_id(poisoned), 2, 90), (case_id(id(77)), 0, 91)] {
            poison(&store, case, expected, n).await;
        }
        let healthy = promised(&app, 3, &["a"]).await;
        let report = app.settle().await.unwrap();
        assert_eq!(report.automated.performed, 1);
        assert_eq!((report.projected.events, report.projected.unknown), (5, 2));
        assert_eq!(app.parked().await.unwrap().len(), 2);
        let error = app.case(&case_id(poisoned)).await.unwrap_err();
        assert!(matches!(&error, CommandError::Decode(error) if error.name == "FromTheFuture"));
        assert!(app.case(&case_id(healthy)).await.is_ok());
        let again = app.settle().await.unwrap();
        assert_eq!(again, coact_runtime::Report::default(), "no hot loop");
    });
}

/// Automations without end stop their case only, and are taken up by nobody but an event or a hand.
#[test]
fn work_without_end_stops_its_case_only() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let endless = promised(&app, 1, &[errands::ENDLESS]).await;
        let healthy = promised(&app, 3, &["a"]).await;
        let report = app.settle().await.unwrap();
        assert_eq!(
            (report.automated.performed, report.automated.parked),
            (10_001, 1)
        );
        assert_eq!(app.case(&case_id(healthy)).await.unwrap().version.0, 3);
        assert_eq!(report.projected.events, 10_005);
        let parked = app.parked().await.unwrap();
        let [(case, act)] = parked.as_slice() else {
            panic!("{parked:?}")
        };
        assert_eq!((case, act.rule.as_str()), (&case_id(endless), "carry"));
        assert_eq!(act.because, ParkedBecause::Endless { acts: 10_000 });
        let again = app.settle().await.unwrap();
        assert_eq!(again, coact_runtime::Report::default(), "no hot loop");
    });
}

/// What was done before automations stopped is seen in the views.
#[test]
fn views_follow_although_automations_stop() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let errand = promised(&app, 1, &["a"]).await;
        let broken = RowCommit {
            changes: vec![RowChange {
                view: "errands.work".to_owned(),
                key: case_id(errand).0,
                data: Some("nonsense".to_owned()),
            }],
            ..RowCommit::default()
        };
        store.commit_rows(broken).await.unwrap();
        let error = app.settle().await.unwrap_err();
        assert!(matches!(
            error,
            AppError::Automation(AutomationError::Record { .. })
        ));
        let rows: Vec<errands::ErrandRow> = app.rows().await.unwrap();
        assert_eq!(rows.len(), 1);
    });
}

/// Several processes work off the same store at once; each act is performed once.
#[test]
fn many_runners_act_once() {
    let store = MemoryStore::new();
    let host = Host::default();
    let first = app(store.clone(), &host);
    for n in 0..20 {
        block_on(promised(&first, n * 10 + 1, &["a", "b", "c"]));
    }
    let acts: u64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let (store, host) = (store.clone(), host.clone());
                scope.spawn(move || {
                    block_on(app(store, &host).settle())
                        .unwrap()
                        .automated
                        .performed
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(acts, 60);
    block_on(first.settle()).unwrap();
    let audit = block_on(audit::<Errands, _>(&store, now())).unwrap();
    assert_eq!((audit.cases, audit.automated, audit.events), (20, 60, 100));
}
