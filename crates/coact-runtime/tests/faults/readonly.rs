//! A file that may be read and not written.

use coact_runtime::store::{SqliteStore, Store, StoreError};
use coact_runtime::{AppError, AutomationError, CommandError, ProjectError};
use pollster::block_on;

use crate::errands::{Host, app, ask, case_id, created, customer, id};

/// What is there is read; a command is refused with an error of the store, every time, and so are views and automations;
/// the file stays as it is.
#[test]
fn a_read_only_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let store = SqliteStore::open(&file).unwrap();
    let application = app(&store, &Host::default());
    block_on(application.execute(&customer(), id(1), ask(&["a"]))).unwrap();
    drop(application);
    drop(store);
    let before = std::fs::read(&file).unwrap();

    // Modes say nothing to root: the address does.
    let address = format!("file:{}?mode=ro", file.display());
    let readonly = |error: &StoreError| {
        let StoreError::Database { source, .. } = error else {
            return false;
        };
        source.to_string().contains("readonly")
    };
    block_on(async {
        let app = app(SqliteStore::open(address).unwrap(), &Host::default());
        assert_eq!(app.history(&case_id(created(1))).await.unwrap().len(), 1);
        for n in [2, 3, 2] {
            let error = app.execute(&customer(), id(n), ask(&["a"])).await;
            let Err(CommandError::Store(error)) = &error else {
                panic!("{error:?}")
            };
            assert!(readonly(error), "{error:?}");
        }
        let error = match app.settle().await.unwrap_err() {
            AppError::Automation(AutomationError::Store(error))
            | AppError::Project(ProjectError::Store(error)) => error,
            error => panic!("{error:?}"),
        };
        assert!(readonly(&error), "{error:?}");
        assert!(app.store().receipt(id(2)).await.unwrap().is_none());
    });
    assert_eq!(std::fs::read(&file).unwrap(), before);

    // Whoever may write goes on.
    let app = app(SqliteStore::open(&file).unwrap(), &Host::default());
    block_on(app.execute(&customer(), id(2), ask(&["a"]))).unwrap();
    block_on(app.settle()).unwrap();
}
