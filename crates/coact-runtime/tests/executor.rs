//! Commands through the executor.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test"
)]

#[path = "errands/model.rs"]
mod errands;

use coact_runtime::store::{MemoryStore, Version};
use coact_runtime::{App, Clock, CommandError, Envelope, Executor, RejectionKind, Via, ids};
use errands::{
    Command, Errands, Event, Host, Role, app, ask, carrier, case_id, created, customer, id, runner,
};
use pollster::block_on;

fn kind(error: &CommandError) -> Option<RejectionKind> {
    error.rejection().map(|rejection| rejection.kind)
}

#[test]
fn the_whole_way() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default());
        let outcome = app
            .execute(&customer(), id(1), ask(&["a", "b"]))
            .await
            .unwrap();
        assert_eq!(outcome.version, Version(1));
        let errand = created(1);
        app.execute(&runner(), id(2), Command::Promise { errand })
            .await
            .unwrap();
        let report = app.settle().await.unwrap();
        assert_eq!(report.automated.performed, 2, "one parcel per label");
        assert_eq!(report.projected.events, 4);

        let owed = app.agenda(Role::Carrier).await.unwrap().acts;
        assert_eq!(owed.len(), 2);
        for (n, agendum) in (10..).zip(owed) {
            let parcel = agendum.item.subject.parse().unwrap();
            let delivered = Command::Deliver { parcel };
            let done = app.execute(&carrier(), id(n), delivered).await.unwrap();
            assert_eq!(done.events.len(), 2, "taken in the same commit");
            assert_eq!(done.events[1].via, Via::Tacit);
        }
        let report = app.settle().await.unwrap();
        assert_eq!(report.automated.performed, 1, "reported once all are taken");
        assert_eq!(app.agenda(Role::Carrier).await.unwrap().acts, []);

        let owed = app.agenda(Role::Customer).await.unwrap().acts;
        assert_eq!(owed[0].item.command, "Accept");
        app.execute(&customer(), id(3), Command::Accept { errand })
            .await
            .unwrap();
        app.settle().await.unwrap();
        let open = app.query(&errands::ErrandsOf("anna")).await.unwrap();
        assert_eq!(open, [], "filed by the filler");
        let history = app.history(&case_id(errand)).await.unwrap();
        let last = history.last().unwrap();
        assert_eq!(last.event, Event::Filed { errand });
        assert_eq!(last.by, "clerk".into());
        assert_eq!(app.parked().await.unwrap(), []);
    });
}

#[test]
fn the_same_command_answers_the_same() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default());
        let first = app.execute(&customer(), id(1), ask(&["a"])).await.unwrap();
        let promise = Command::Promise { errand: created(1) };
        app.execute(&runner(), id(2), promise.clone())
            .await
            .unwrap();
        app.settle().await.unwrap();
        let parcel = app.case(&first.case).await.unwrap().case.parcels[0].key;
        let delivered = app
            .execute(&carrier(), id(3), Command::Deliver { parcel })
            .await
            .unwrap();

        // By now the model would refuse all three.
        let again = app.execute(&customer(), id(1), ask(&["a"])).await.unwrap();
        assert!(again.duplicate && !first.duplicate);
        assert_eq!(
            (again.case, again.version, again.events),
            (first.case, first.version, first.events)
        );
        assert!(
            app.execute(&runner(), id(2), promise.clone())
                .await
                .unwrap()
                .duplicate
        );
        let again = app
            .execute(&carrier(), id(3), Command::Deliver { parcel })
            .await
            .unwrap();
        assert_eq!(again.events, delivered.events, "with its tacit closure");

        let other = app.execute(&runner(), id(4), promise).await.unwrap_err();
        assert_eq!(
            kind(&other),
            Some(RejectionKind::Pattern),
            "under another id it is refused"
        );
        let count = app.history(&again.case).await.unwrap().len();
        assert_eq!(count, 5, "and nothing was recorded twice");
    });
}

#[test]
fn an_id_belongs_to_one_case() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default());
        app.execute(&customer(), id(1), ask(&[])).await.unwrap();
        app.execute(&customer(), id(2), ask(&[])).await.unwrap();
        let promise = |n| Command::Promise { errand: created(n) };
        app.execute(&runner(), id(3), promise(1)).await.unwrap();
        let reused = app.execute(&runner(), id(3), promise(2)).await.unwrap_err();
        assert!(
            matches!(&reused, CommandError::CommandIdReused { case } if *case == case_id(created(1))),
            "{reused:?}"
        );
        // Also where the model refuses the second use.
        let refused = app
            .execute(&customer(), id(3), promise(2))
            .await
            .unwrap_err();
        assert!(
            matches!(refused, CommandError::CommandIdReused { .. }),
            "{refused:?}"
        );
        let unknown = Command::Deliver { parcel: id(99) };
        let refused = app.execute(&carrier(), id(3), unknown).await.unwrap_err();
        assert!(
            matches!(refused, CommandError::CommandIdReused { .. }),
            "{refused:?}"
        );
    });
}

#[test]
fn refusals_record_nothing() {
    block_on(async {
        let host = Host::default();
        let app = app(MemoryStore::new(), &host);
        app.execute(&customer(), id(1), ask(&["a"])).await.unwrap();
        let errand = created(1);
        let promise = Command::Promise { errand };
        let cases = [
            (customer(), promise.clone(), RejectionKind::Role),
            (
                runner(),
                Command::Deliver { parcel: id(7) },
                RejectionKind::Identity,
            ),
            (
                carrier(),
                Command::Deliver { parcel: id(7) },
                RejectionKind::Identity,
            ),
            (
                customer(),
                Command::Accept { errand },
                RejectionKind::Pattern,
            ),
            (
                runner(),
                Command::Promise { errand: id(7) },
                RejectionKind::Pattern,
            ),
            (customer(), ask(&["x"; 101]), RejectionKind::Bounds),
        ];
        for (n, (who, command, expected)) in (10..).zip(cases) {
            let error = app.execute(&who, id(n), command).await.unwrap_err();
            assert_eq!(kind(&error), Some(expected), "{error}");
        }
        app.execute(&runner(), id(2), promise).await.unwrap();
        let stranger = coact_runtime::Principal::new("rosa", [Role::Runner]);
        let declare = Command::Declare { errand };
        let error = app.execute(&stranger, id(3), declare).await.unwrap_err();
        assert_eq!(kind(&error), Some(RejectionKind::Party));
        assert_eq!(app.history(&case_id(errand)).await.unwrap().len(), 2);
    });
}

#[test]
fn a_look_up_is_asked_once_and_recorded() {
    block_on(async {
        let host = Host::default();
        let app = app(MemoryStore::new(), &host);
        app.execute(&customer(), id(1), ask(&[])).await.unwrap();
        let errand = created(1);
        app.execute(&runner(), id(2), Command::Promise { errand })
            .await
            .unwrap();
        assert_eq!(host.asked(), 0, "nothing to ask so far");
        let carry = Command::Carry {
            errand,
            label: "a".to_owned(),
        };
        let carried = app.execute(&runner(), id(3), carry.clone()).await.unwrap();
        let facts = carried.events[0].facts.as_ref().unwrap();
        assert_eq!(facts.stock.get("a"), Some(&1));
        app.case(&carried.case).await.unwrap();
        assert_eq!(host.asked(), 1, "not again on replay");

        host.silent(true);
        let again = app.execute(&runner(), id(3), carry.clone()).await.unwrap();
        assert!(again.duplicate, "what is on record needs no answer");
        assert_eq!(again.events, carried.events);
        let error = app
            .execute(&runner(), id(4), carry.clone())
            .await
            .unwrap_err();
        assert!(matches!(error, CommandError::Lookup(_)), "{error:?}");
        host.silent(false);
        host.sold_out("a");
        let error = app.execute(&runner(), id(4), carry).await.unwrap_err();
        assert_eq!(error.rejection().unwrap().name, "InStock");
    });
}

#[test]
fn the_day_is_that_of_the_zone() {
    block_on(async {
        let late = "2026-05-01T22:30:00Z".parse().unwrap();
        let app = app(MemoryStore::new(), &Host::default()).with_clock(Clock::fixed(late));
        app.execute(&customer(), id(1), ask(&[])).await.unwrap();
        let errand = created(1);
        app.execute(&runner(), id(2), Command::Promise { errand })
            .await
            .unwrap();
        app.settle().await.unwrap();
        let accepted = app
            .execute(&customer(), id(3), Command::Accept { errand })
            .await
            .unwrap();
        let on = "2026-05-02".parse().unwrap();
        assert_eq!(accepted.events[0].event, Event::Accepted { errand, on });
    });
}

/// Eight runners promise the same errand at once, and eight times the same command is sent at once.
#[test]
fn one_of_many_rivals_wins() {
    let store = MemoryStore::new();
    let host = Host::default();
    let executor: Executor<Errands, _, _> = Executor::new(store, host).unwrap();
    for round in 0..50_u128 {
        let first = round * 100;
        block_on(executor.execute(&customer(), id(first), ask(&[]))).unwrap();
        let promise = Command::Promise {
            errand: created(first),
        };
        let results = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..=16)
                .map(|n| {
                    // Half of them send one and the same command.
                    let command_id = id(first + if n > 8 { 9 } else { n });
                    let (executor, promise) = (&executor, promise.clone());
                    scope.spawn(move || block_on(executor.execute(&runner(), command_id, promise)))
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect::<Vec<_>>()
        });
        let new = results
            .iter()
            .filter(|result| matches!(result, Ok(done) if !done.duplicate));
        assert_eq!(new.count(), 1);
        for result in results {
            match result {
                Ok(outcome) => assert_eq!(outcome.version, Version(2)),
                Err(error) => assert_eq!(kind(&error), Some(RejectionKind::Pattern), "{error}"),
            }
        }
    }
}

/// Envelopes are stored as they are written here; a change of this text is a change of every stored event.
/// What an executor remembers of a case is never the reason of an answer, whoever else writes to the store.
#[test]
fn what_is_remembered_may_be_old() {
    block_on(async {
        let (store, host) = (MemoryStore::new(), Host::default());
        let ours = app(store.clone(), &host);
        let others = app(store, &host).with_recent(0);
        let errand = created(1);
        let promise = || Command::Promise { errand };
        ours.execute(&customer(), id(1), ask(&[])).await.unwrap();
        others.execute(&runner(), id(2), promise()).await.unwrap();

        // Ours remembers it as requested: neither this may be done any more, ...
        let error = ours.execute(&runner(), id(3), promise()).await.unwrap_err();
        assert_eq!(kind(&error), Some(RejectionKind::Pattern));
        // ... nor is it too early for this.
        let declare = Command::Declare { errand };
        let declared = ours.execute(&runner(), id(4), declare).await.unwrap();
        assert_eq!(declared.version, Version(3));
        let accept = || Command::Accept { errand };
        let accepted = others.execute(&customer(), id(5), accept()).await.unwrap();
        assert_eq!(accepted.version, Version(4));
        let error = ours
            .execute(&customer(), id(6), accept())
            .await
            .unwrap_err();
        assert_eq!(kind(&error), Some(RejectionKind::Pattern));
        // A command of before answers the same.
        let declare = Command::Declare { errand };
        let again = ours.execute(&runner(), id(4), declare).await.unwrap();
        assert!(again.duplicate);
    });
}

/// Two more cases than are kept: each is found again.
#[test]
fn a_case_that_is_not_remembered_is_read() {
    block_on(async {
        let app = app(MemoryStore::new(), &Host::default()).with_recent(1);
        for n in 1..=3 {
            app.execute(&customer(), id(n), ask(&[])).await.unwrap();
        }
        for n in 1..=3 {
            let errand = created(n);
            let promise = Command::Promise { errand };
            let promised = app.execute(&runner(), id(10 + n), promise).await.unwrap();
            assert_eq!(promised.version, Version(2));
        }
    });
}

/// Keys are in the order of the commands that create them, and those of two commands of one moment differ.
#[test]
fn keys_carry_the_time_of_their_command() {
    let commands: Vec<uuid::Uuid> = (0..100).map(|_| ids::command_id()).collect();
    let keys: Vec<_> = commands
        .iter()
        .map(|id| ids::created_by::<Errands>(*id))
        .collect();
    assert!(keys.is_sorted_by_key(|key| key.as_bytes()[..8].to_vec()));
    let mut other = commands[0].into_bytes();
    other[15] ^= 1;
    let other = ids::created_by::<Errands>(uuid::Uuid::from_bytes(other));
    assert_eq!(other.as_bytes()[..8], keys[0].as_bytes()[..8]);
    assert_ne!(other, keys[0]);
    assert_eq!(ids::created_by::<Errands>(commands[0]), keys[0]);
}

#[test]
fn the_stored_form() {
    block_on(async {
        let app: App<Errands, _, _> = app(MemoryStore::new(), &Host::default());
        let done = app.execute(&customer(), id(1), ask(&["a"])).await.unwrap();
        let written = serde_json::to_string(&done.events[0]).unwrap();
        let errand = created(1);
        assert_eq!(
            written,
            format!(
                r#"{{"by":"anna","role":"Customer","at":"2026-05-01T09:00:00Z","event":{{"Asked":{{"errand":"{errand}","labels":["a"],"remind_at":null}}}}}}"#
            )
        );
        let read: Envelope<Errands> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, done.events[0]);
    });
}

/// Everything an application does can be spawned on an executor of several threads.
#[test]
fn all_futures_may_move_between_threads() {
    fn may_move<T: Send>(_: T) {}
    let app = app(MemoryStore::new(), &Host::default());
    let (who, case) = (customer(), case_id(id(1)));
    may_move(app.execute(&who, id(1), ask(&[])));
    may_move(app.settle());
    may_move(app.rebuild());
    may_move(app.rows::<errands::Totals>());
    may_move(app.query(&errands::ErrandsOf("anna")));
    may_move(app.agenda(Role::Clerk));
    may_move(app.parked());
    may_move(app.retry_parked(&case));
    may_move(app.history(&case));
}
