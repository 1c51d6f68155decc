//! Eight programs at work on one file.

use std::sync::Barrier;
use std::thread;

use coact_runtime::CommandError;
use coact_runtime::store::{Cursor, Durability, SqliteOptions, SqliteStore, Store};
use coact_runtime::testing::audit;
use pollster::block_on;

use crate::errands::{
    Command, Errands, Host, app, ask, case_id, created, customer, id, now, runner,
};

const WRITERS: u128 = 8;
const ROUNDS: u128 = 12;

/// All want to promise the same errand, each round another one: one of them does, the others are told why not; and each
/// has errands of its own, of which none is lost.
#[test]
fn eight_writers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let open = || {
        let options = SqliteOptions::default().durability(Durability::Normal);
        SqliteStore::open_with(&file, options).unwrap()
    };
    let (first, start) = (open(), Barrier::new(usize::try_from(WRITERS).unwrap()));
    let shared = |round: u128| created(1_000_000 + round);
    block_on(async {
        let app = app(&first, &Host::default());
        for round in 0..ROUNDS {
            app.execute(&customer(), id(1_000_000 + round), ask(&["a"]))
                .await
                .unwrap();
        }
    });
    let won: Vec<u128> = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (start, open) = (&start, &open);
                scope.spawn(move || {
                    let app = app(open(), &Host::default());
                    start.wait();
                    let mut won = 0;
                    for round in 0..ROUNDS {
                        let own = 1000 * (writer + 1) + 10 * round;
                        block_on(app.execute(&customer(), id(own), ask(&["a"]))).unwrap();
                        let promise = Command::Promise {
                            errand: shared(round),
                        };
                        match block_on(app.execute(&runner(), id(own + 1), promise)) {
                            Ok(_) => won += 1,
                            Err(CommandError::Rejected(_) | CommandError::Contended { .. }) => {}
                            Err(error) => panic!("{error:?}"),
                        }
                        block_on(app.settle()).unwrap();
                    }
                    won
                })
            })
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect()
    });
    assert_eq!(won.iter().sum::<u128>(), ROUNDS, "{won:?}");

    block_on(async {
        let app = app(&first, &Host::default());
        app.settle().await.unwrap();
        for round in 0..ROUNDS {
            let history = app.history(&case_id(shared(round))).await.unwrap();
            assert!(history.len() >= 2, "asked and promised: {history:?}");
        }
        let log = first.read_all(&Cursor::START, 100_000).await.unwrap();
        let audit = audit::<Errands, _>(&first, now()).await.unwrap();
        assert_eq!(audit.events, log.events.len());
        assert_eq!(
            audit.cases,
            usize::try_from(ROUNDS * (WRITERS + 1)).unwrap()
        );
    });
}
