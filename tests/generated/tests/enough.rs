//! That no more will be asked for, on a store: who owes to say it, and that it is on record.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::serde_json::json;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::SqliteStore;
use coact_runtime::{App, Principal};
use generated::enough::commands::{Begin, Book, Finish, NoMorePacking, Send, Take};
use generated::enough::lookups::Answers;
use generated::enough::types::TripId;
use generated::enough::{Case, Command, Enough, Role};
use pollster::block_on;

fn principal(role: Role) -> Principal<Enough> {
    Principal::new(role.name(), [role])
}

/// What a role owes, by command and subject.
fn owed(app: &App<Enough, &SqliteStore, Answers<()>>, role: Role) -> Vec<(&'static str, String)> {
    block_on(app.settle()).unwrap();
    let acts = block_on(app.agenda(role)).unwrap().acts;
    let acts = acts.into_iter().map(|agendum| agendum.item);
    acts.filter(|item| item.step.is_none())
        .map(|item| (item.command, item.subject))
        .collect()
}

#[test]
fn what_was_said_is_said_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(folder.path().join("enough.db")).unwrap();
    let mut ids = (1..).map(Uuid::from_u128);
    let store = open();
    let app: App<Enough, _, _> = App::new(&store, Answers(())).unwrap();
    let mut act = |role, command: Command| {
        block_on(app.execute(&principal(role), ids.next().unwrap(), command))
    };
    let outcome = act(Role::Sender, Book { trip: None }.into()).unwrap();
    let (_, key) = outcome.case.0.split_once('/').unwrap();
    let trip: TripId = key.parse().unwrap();
    assert_eq!(owed(&app, Role::Clerk), []);
    act(Role::Clerk, Take { trip }.into()).unwrap();
    // One load has to be asked for first.
    let driving = ("NoMoreDriving", trip.to_string());
    let loading = ("NoMoreLoading", trip.to_string());
    assert_eq!(owed(&app, Role::Clerk), std::slice::from_ref(&driving));
    let send = Send { load: None, trip };
    act(Role::Clerk, send.into()).unwrap();
    assert_eq!(owed(&app, Role::Clerk), [loading, driving]);
    let Case::Trip(case) = block_on(app.case(&trip.case())).unwrap().case else {
        unreachable!("a trip")
    };
    let load = case.loading.iter().next().unwrap().subject;
    act(Role::Loader, Begin { load }.into()).unwrap();
    assert_eq!(
        owed(&app, Role::Loader),
        [("NoMorePacking", load.to_string())]
    );
    // As it comes from outside.
    let said = json!({ "NoMore": { "NoMorePacking": { "load": load } } });
    let said: Command = coact_runtime::export::serde_json::from_value(said).unwrap();
    assert_eq!(said, NoMorePacking { load }.into());
    act(Role::Clerk, NoMorePacking { load }.into()).unwrap_err();
    act(Role::Loader, said).unwrap();
    assert_eq!(owed(&app, Role::Loader), []);
    // A program of its own.
    let store = open();
    let app: App<Enough, _, _> = App::new(&store, Answers(())).unwrap();
    assert_eq!(owed(&app, Role::Loader), []);
    let finish = Finish { load };
    block_on(app.execute(
        &principal(Role::Loader),
        Uuid::from_u128(100),
        Command::from(finish),
    ))
    .unwrap();
}
