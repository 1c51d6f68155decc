//! Read models: as of the event, in one transaction with their checkpoint, rebuilt at will.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test"
)]

#[path = "errands/model.rs"]
mod errands;

use coact_runtime::store::{Keys, MemoryStore, RowChange, RowCommit, SqliteStore, Store};
use coact_runtime::testing::audit;
use coact_runtime::{App, AppError, ProjectError, Projector};
use errands::{
    Command, ErrandRow, Errands, Host, ParcelRow, Totals, app, ask, carrier, case_id, created,
    customer, id, now, runner,
};
use pollster::block_on;

/// A day with so many errands, at different stages.
async fn day<S: Store>(app: &App<Errands, S, Host>, errands: u128) {
    for n in 0..errands {
        let (first, errand) = (n * 100, created(n * 100));
        app.execute(&customer(), id(first), ask(&["a", "b"]))
            .await
            .unwrap();
        if n % 4 > 0 {
            app.execute(&runner(), id(first + 1), Command::Promise { errand })
                .await
                .unwrap();
            app.settle().await.unwrap();
        }
        if n % 4 > 1 {
            let parcels = app.case(&case_id(errand)).await.unwrap().case.parcels;
            for (at, parcel) in (2..).zip(parcels) {
                let parcel = parcel.key;
                app.execute(&carrier(), id(first + at), Command::Deliver { parcel })
                    .await
                    .unwrap();
            }
            app.settle().await.unwrap();
        }
        if n % 4 > 2 {
            app.execute(&customer(), id(first + 9), Command::Accept { errand })
                .await
                .unwrap();
        }
    }
    app.settle().await.unwrap();
}

async fn rebuild_equals_live<S: Store>(store: S) {
    let app = app(store, &Host::default());
    day(&app, 12).await;
    let before = everything(&app).await;
    let open = before.0.len();
    assert_eq!(open, 9, "three of twelve are filed");
    assert_eq!(before.1.iter().filter(|row| row.filed).count(), 6);
    let audit = audit::<Errands, _>(app.store(), now()).await.unwrap();
    assert_eq!(before.2[0].events, audit.events as u64);

    let report = app.rebuild().await.unwrap();
    assert_eq!(report.events, audit.events as u64);
    assert_eq!(everything(&app).await, before);
    assert_eq!(
        app.rebuild().await.unwrap(),
        report,
        "as often as one likes"
    );
    assert_eq!(
        app.settle().await.unwrap().automated.performed,
        0,
        "a rebuild performs nothing"
    );
}

async fn everything<S: Store>(
    app: &App<Errands, S, Host>,
) -> (Vec<ErrandRow>, Vec<ParcelRow>, Vec<Totals>) {
    (
        app.rows().await.unwrap(),
        app.rows().await.unwrap(),
        app.rows().await.unwrap(),
    )
}

#[test]
fn rebuild_equals_live_in_memory() {
    block_on(rebuild_equals_live(MemoryStore::new()));
}

#[test]
fn rebuild_equals_live_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("store.db")).unwrap();
    block_on(rebuild_equals_live(store));
}

/// More cases than the projector keeps, and all come back.
#[test]
fn dropped_folds_are_loaded_again() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        let cases = 5000;
        for n in 0..cases {
            app.execute(&customer(), id(n), ask(&[])).await.unwrap();
        }
        for n in 0..cases {
            let errand = created(n);
            app.execute(&runner(), id(10_000 + n), Command::Promise { errand })
                .await
                .unwrap();
        }
        let projected = app.project().await.unwrap();
        assert_eq!(projected.events, 10_000);
        let rows = app.rows::<ErrandRow>().await.unwrap();
        assert!(rows.iter().all(|row| row.events == 2));
    });
}

/// Two projectors at once, each with folds of its own: one of them is fenced and goes on elsewhere.
#[test]
fn rival_projectors_count_once() {
    let store = MemoryStore::new();
    let app = app(store.clone(), &Host::default());
    for n in 0..600 {
        block_on(app.execute(&customer(), id(n), ask(&[]))).unwrap();
    }
    let done: u64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let store = store.clone();
                scope.spawn(move || {
                    let mut projector = Projector::<Errands, _>::new(&store);
                    block_on(projector.run()).unwrap().events
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(done, 600);
    assert_eq!(block_on(app.rows::<Totals>()).unwrap()[0].events, 600);
}

/// A view that changed its shape says so and is rebuilt.
#[test]
fn a_row_that_does_not_fit_is_told() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        app.execute(&customer(), id(1), ask(&[])).await.unwrap();
        app.settle().await.unwrap();
        let older = RowChange {
            view: "errands/Totals".to_owned(),
            key: "[]".to_owned(),
            data: Some("{\"count\":1}".to_owned()),
        };
        let changes = vec![older];
        store
            .commit_rows(RowCommit {
                changes,
                ..RowCommit::default()
            })
            .await
            .unwrap();
        assert!(matches!(app.rows::<Totals>().await, Err(AppError::Row(_))));
        app.execute(&customer(), id(2), ask(&[])).await.unwrap();
        let error = app.settle().await.unwrap_err();
        assert!(
            matches!(&error, AppError::Project(ProjectError::Row(error)) if error.view == "Totals"),
            "{error:?}"
        );
        app.rebuild().await.unwrap();
        assert_eq!(app.rows::<Totals>().await.unwrap()[0].events, 2);
    });
}

/// A handler that finds no row is counted.
#[test]
fn skipped_rows_are_counted() {
    block_on(async {
        let store = MemoryStore::new();
        let app = app(store.clone(), &Host::default());
        day(&app, 2).await;
        let rows = store.rows("errands/Parcels", Keys::All).await.unwrap();
        let lost = RowChange {
            view: "errands/Parcels".to_owned(),
            key: rows[0].0.clone(),
            data: None,
        };
        let changes = vec![lost];
        store
            .commit_rows(RowCommit {
                changes,
                ..RowCommit::default()
            })
            .await
            .unwrap();
        let parcels = app.case(&case_id(created(100))).await.unwrap().case.parcels;
        for (n, parcel) in (900..).zip(parcels) {
            let parcel = parcel.key;
            app.execute(&carrier(), id(n), Command::Deliver { parcel })
                .await
                .unwrap();
        }
        let report = app.settle().await.unwrap();
        assert_eq!(
            report.projected.skipped.get("Parcels"),
            Some(&2),
            "delivered and taken"
        );
    });
}
