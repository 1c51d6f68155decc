//! Every operation of a whole story fails or crashes once, in every way it can; afterwards nothing is
//! lost and nothing doubled. The same is tried on stores that are built wrongly, which must show.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test"
)]

#[path = "errands/model.rs"]
mod errands;

#[path = "errands/story.rs"]
mod story;
#[path = "errands/wrong.rs"]
mod wrong;

use coact_runtime::AppError;
use coact_runtime::store::{Durability, MemoryStore, SqliteOptions, SqliteStore, Store};
use coact_runtime::testing::{Fault, Faults, Faulty, until_crash};
use pollster::block_on;
use story::{Told, story, verify};
use wrong::{EarlyCheckpoint, ForgottenIds, TornCommit};

/// The number of operations of the story.
fn operations() -> u64 {
    let (faults, store) = (Faults::none(), MemoryStore::new());
    let mut told = Told::new();
    block_on(story(Faulty::new(&store, &faults), &mut told)).unwrap();
    block_on(verify(&store, &told)).unwrap();
    faults.operations()
}

/// The story with one fault on the store, then once more without; what was found.
async fn with_fault<S: Store>(store: &S, faults: &Faults) -> Result<(), String> {
    let mut told = Told::new();
    let faulty = Faulty::new(store, faults);
    let ended = until_crash(faults, story(faulty, &mut told)).await;
    if let Some(Err(error)) = &ended
        && !matches!(error, AppError::Store(_))
        && !error.to_string().contains("the store could not answer")
    {
        return Err(format!("the wrong error: {error}"));
    }
    if matches!(ended, Some(Ok(()))) {
        verify(store, &told).await?;
    }
    story(store, &mut told)
        .await
        .map_err(|error| error.to_string())?;
    verify(store, &told).await
}

#[test]
fn every_operation_fails_in_every_way() {
    let operations = operations();
    let mut fired = 0;
    for fault in Fault::ALL {
        for at in 0..operations {
            let (faults, store) = (Faults::once(at, fault), MemoryStore::new());
            let result = block_on(with_fault(&store, &faults));
            assert_eq!(result, Ok(()), "{fault:?} at operation {at}");
            fired += u64::from(faults.fired());
        }
    }
    println!("{operations} operations, {fired} faults");
    assert!(
        fired > 3 * operations,
        "{fired} faults in {operations} operations"
    );
}

/// A crash, and another one while the first is made good.
#[test]
fn crashes_while_recovering() {
    let operations = operations();
    let mut pairs = 0;
    for first in (0..operations).step_by(13) {
        for second in (0..operations).step_by(7) {
            let store = MemoryStore::new();
            let mut told = Told::new();
            for at in [first, second] {
                let fault = if at % 2 == 0 {
                    Fault::CrashBefore
                } else {
                    Fault::CrashAfter
                };
                let faults = Faults::once(at, fault);
                let faulty = Faulty::new(&store, &faults);
                let ended = block_on(until_crash(&faults, story(faulty, &mut told)));
                assert!(ended.is_none_or(|result| result.is_ok()));
                pairs += u64::from(faults.fired());
            }
            block_on(story(&store, &mut told)).unwrap();
            assert_eq!(
                block_on(verify(&store, &told)),
                Ok(()),
                "at {first}, then at {second}"
            );
        }
    }
    println!("{pairs} crashes");
}

#[test]
fn sqlite_crashes_at_every_operation() {
    let folder = tempfile::tempdir().unwrap();
    // Every fifth, from another start for each kind: the memory store has tried them all.
    for (from, fault) in (0..).zip([Fault::CrashBefore, Fault::CrashAfter, Fault::UnknownAfter]) {
        for at in (from..operations()).step_by(5) {
            // What is tried ends by itself: nothing needs to reach the disk.
            let options = SqliteOptions::default().durability(Durability::Normal);
            let file = folder.path().join(format!("{from}-{at}.db"));
            let store = SqliteStore::open_with(file, options).unwrap();
            let faults = Faults::once(at, fault);
            let result = block_on(with_fault(&store, &faults));
            assert_eq!(result, Ok(()), "{fault:?} at operation {at}");
        }
    }
}

#[test]
fn wrong_stores_show() {
    let torn = (0..2 * operations()).any(|at| {
        let (faults, store) = (Faults::once(at, Fault::CrashAfter), MemoryStore::new());
        block_on(async {
            let mut told = Told::new();
            let wrong = TornCommit(Faulty::new(&store, &faults));
            until_crash(&faults, story(wrong, &mut told)).await;
            let wrong = TornCommit(&store);
            story(wrong, &mut told).await.is_err() || verify(&store, &told).await.is_err()
        })
    });
    assert!(torn, "rows and checkpoint in two transactions");

    let early = (0..2 * operations()).any(|at| {
        let (faults, store) = (Faults::once(at, Fault::CrashAfter), MemoryStore::new());
        block_on(async {
            let mut told = Told::new();
            let wrong = EarlyCheckpoint(Faulty::new(&store, &faults));
            until_crash(&faults, story(wrong, &mut told)).await;
            let wrong = EarlyCheckpoint(&store);
            story(wrong, &mut told).await.is_err() || verify(&store, &told).await.is_err()
        })
    });
    assert!(early, "the checkpoint before the work");

    let forgotten = (0..operations()).any(|at| {
        let (faults, store) = (Faults::once(at, Fault::UnknownAfter), MemoryStore::new());
        block_on(async {
            let mut told = Told::new();
            let wrong = ForgottenIds(Faulty::new(&store, &faults));
            story(wrong, &mut told).await.is_err() || verify(&store, &told).await.is_err()
        })
    });
    assert!(forgotten, "a new id with every try");
}
