//! Several that one rule asks for: which response asked for which is on record.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::SqliteStore;
use coact_runtime::{App, Principal};
use generated::pairs::commands::{Accept, Invite};
use generated::pairs::lookups::Answers;
use generated::pairs::types::FeastId;
use generated::pairs::{Case, Command, Pairs, Role, feasting};
use pollster::block_on;

#[test]
fn each_response_asks_once_whatever_ends_in_between() {
    let folder = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(folder.path().join("pairs.db")).unwrap();
    let feast = {
        let store = open();
        let app: App<Pairs, _, _> = App::new(&store, Answers(())).unwrap();
        let invite = Invite {
            feast: None,
            guests: 3,
        };
        let invite = Command::Feasting(feasting::Command::Invite(invite));
        let host = Principal::new("host", [Role::Host]);
        let outcome = block_on(app.execute(&host, Uuid::from_u128(1), invite)).unwrap();
        let (_, key) = outcome.case.0.split_once('/').unwrap();
        let feast: FeastId = key.parse().unwrap();
        let accept = Command::Feasting(feasting::Command::Accept(Accept { feast }));
        let steward = Principal::new("steward", [Role::Steward]);
        block_on(app.execute(&steward, Uuid::from_u128(2), accept)).unwrap();
        feast
    };
    // A program of its own, twice.
    for performed in [3, 0] {
        let store = open();
        let app: App<Pairs, _, _> = App::new(&store, Answers(())).unwrap();
        let report = block_on(app.settle()).unwrap();
        assert_eq!(report.automated.performed, performed);
        let loaded = block_on(app.case(&feast.case())).unwrap();
        let Case::Feast(case) = loaded.case else {
            unreachable!("a feast")
        };
        let mut asked: Vec<_> = case
            .each_cooking()
            .map(|course| {
                let dish = course.requested.as_ref().unwrap().event.dish.clone();
                (course.response.clone().unwrap(), dish)
            })
            .collect();
        asked.sort();
        let expected = [
            ("then request Cooking", "soup"),
            ("then request Cooking 2", "fish"),
            ("then request Cooking 3", "cake"),
        ];
        let expected = expected.map(|(response, dish)| (response.to_owned(), dish.to_owned()));
        assert_eq!(asked, expected);
    }
}
