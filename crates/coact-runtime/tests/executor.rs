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

use coact_runtime::store::MemoryStore;
use coact_runtime::{App, Clock, ids};
use errands::{Command, Errands, Event, Host, Role, ask, carrier, customer, runner};
use pollster::block_on;
use uuid::Uuid;

fn app() -> App<Errands, MemoryStore, Host> {
    App::new(MemoryStore::new(), Host::default())
        .unwrap()
        .with_clock(Clock::fixed("2026-05-01T09:00:00Z".parse().unwrap()))
        .with_filler(Role::Clerk, "clerk")
}

/// The errand that a command of this id creates.
fn errand(id: Uuid) -> Uuid {
    ids::created_by::<Errands>(id)
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[test]
fn the_whole_way() {
    block_on(async {
        let app = app();
        let outcome = app
            .execute(&customer(), id(1), ask(&["a", "b"]))
            .await
            .unwrap();
        assert_eq!(outcome.version.0, 1);
        let errand = errand(id(1));
        app.execute(&runner(), id(2), Command::Promise { errand })
            .await
            .unwrap();
        let report = app.settle().await.unwrap();
        assert_eq!(report.automated.acts, 2, "one parcel per label");
        assert_eq!(report.projected.events, 4);

        let owed = app.agenda(Role::Carrier).await.unwrap();
        assert_eq!(owed.len(), 2);
        for (n, agendum) in (10..).zip(owed) {
            let parcel = agendum.item.subject.parse().unwrap();
            let done = app
                .execute(&carrier(), id(n), Command::Deliver { parcel })
                .await
                .unwrap();
            assert_eq!(done.events.len(), 2, "taken in the same commit");
        }
        let report = app.settle().await.unwrap();
        assert_eq!(report.automated.acts, 1, "reported once all are taken");
        assert_eq!(app.agenda(Role::Carrier).await.unwrap(), []);

        let owed = app.agenda(Role::Customer).await.unwrap();
        assert_eq!(owed.first().unwrap().item.command, "Accept");
        app.execute(&customer(), id(3), Command::Accept { errand })
            .await
            .unwrap();
        app.settle().await.unwrap();
        let open = app.query(&errands::ErrandsOf("anna")).await.unwrap();
        assert_eq!(open, [], "filed by the filler");
        let case = errands::case_id(errand);
        let history = app.history(&case).await.unwrap();
        assert_eq!(history.last().unwrap().event, Event::Filed { errand });
        assert_eq!(history.last().unwrap().by, "clerk".into());
    });
}
