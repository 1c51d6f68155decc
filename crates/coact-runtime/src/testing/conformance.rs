//! What every store promises, as tests.
//!
//! ```
//! use coact_runtime::store::MemoryStore;
//! use coact_runtime::testing::conformance;
//!
//! let passed = conformance::suite(|| Ok(MemoryStore::new()))?;
//! assert!(passed.contains(&"a race for one version has one winner"));
//! # Ok::<(), coact_runtime::testing::Failure>(())
//! ```

mod claims;
mod commands;
mod guards;
mod held;
mod log;
mod order;
mod personal;
mod rows;

use std::sync::Arc;

use jiff::Timestamp;
use pollster::block_on;
use uuid::Uuid;

use super::Failure;
use crate::store::{Append, AppendError, Appended, NewEvent, NonEmpty, Store, StoreError, Version};
use crate::{CaseId, Held};

/// How many threads race.
const RIVALS: u64 = 8;

/// Puts a store to every check, each on a fresh and empty one, and returns the names of the checks.
///
/// # Errors
/// The first promise that is not kept.
pub fn suite<S: Store>(
    fresh: impl Fn() -> Result<S, StoreError>,
) -> Result<Vec<&'static str>, Failure> {
    let mut passed = Vec::new();
    let checks: [(&'static str, Run<S>); 25] = [
        ("what is recorded is read back", log::round_trip),
        ("another version is a conflict", log::conflict),
        ("a race for one version has one winner", log::race),
        ("an append wakes those who wait", log::wakes),
        ("a foreign cursor is refused", log::foreign_cursor),
        ("a command id counts once", commands::duplicate),
        ("a command id belongs to one case", commands::reused),
        ("a race of one command has one winner", commands::race),
        ("an unknown outcome is found out", commands::unknown),
        ("a key belongs to one case", claims::taken),
        ("a race for a key has one winner", claims::race),
        (
            "what changes a row that was read is told",
            guards::read_rows,
        ),
        ("what may change any row changes each", guards::any_row),
        ("a race for a row has one winner", guards::race),
        ("only so many have the same", held::limited),
        ("what is given back is free", held::released),
        ("a race for the last place has one winner", held::race),
        (
            "what is said of persons is recorded and erased",
            personal::erased,
        ),
        ("what is refused says nothing of persons", personal::refused),
        ("nothing is left beside an erasure", personal::race),
        ("readers see one order and no gap", order::concurrent),
        ("a commit stays together", order::together),
        ("a zombie is fenced", rows::fenced),
        ("rows and checkpoint go together", rows::atomic),
        ("rows are read in the order of their keys", rows::keys),
    ];
    for (name, check) in checks {
        let store = fresh().map_err(|error| Failure::new(name, error))?;
        check(&Check {
            name,
            store: &store,
        })?;
        passed.push(name);
    }
    Ok(passed)
}

/// What a check does.
type Run<S> = fn(&Check<'_, S>) -> Result<(), Failure>;

/// One check on its store.
struct Check<'a, S> {
    name: &'static str,
    store: &'a S,
}

impl<S: Store> Check<'_, S> {
    fn append(&self, append: Append) -> Result<Appended, AppendError> {
        block_on(self.store.append(Arc::new(append)))
    }

    /// An append that must be recorded as new.
    fn record(&self, append: Append) -> Result<Version, Failure> {
        match self.append(append) {
            Ok(Appended::New(version)) => Ok(version),
            other => Err(Failure::new(self.name, format!("not recorded: {other:?}"))),
        }
    }

    fn ok<T>(&self, result: Result<T, StoreError>) -> Result<T, Failure> {
        result.map_err(|error| Failure::new(self.name, error))
    }

    /// How many events a case has.
    fn count(&self, case: &CaseId) -> Result<usize, Failure> {
        let events = self.ok(block_on(self.store.load(case, Version::ZERO)))?;
        Ok(events.len())
    }

    /// The same work by several threads at once; their answers.
    fn rivals<T: Send>(&self, work: impl Fn(u64) -> T + Sync) -> Result<Vec<T>, Failure> {
        let ready = std::sync::Barrier::new(RIVALS as usize);
        let (work, ready) = (&work, &ready);
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..RIVALS)
                .map(|n| {
                    scope.spawn(move || {
                        ready.wait();
                        work(n)
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| {
                    let panicked = |_| Failure::new(self.name, "a thread panicked");
                    thread.join().map_err(panicked)
                })
                .collect()
        })
    }
}

fn case(name: impl std::fmt::Display) -> CaseId {
    CaseId(format!("Case/{name}"))
}

/// An append of so many events to a case; `command` makes its id.
fn append(case: &CaseId, expected: u64, command: u128, events: u64) -> Append {
    let event = |n: u64| NewEvent {
        name: "Happened",
        data: format!("{{\"command\":\"{command}\",\"n\":{n}}}"),
        touches: Vec::new(),
        personal: Vec::new(),
    };
    Append {
        case: case.clone(),
        expected: Version(expected),
        command_id: Uuid::from_u128(command),
        events: NonEmpty {
            first: event(0),
            rest: (1..events).map(event).collect(),
        },
        claims: Vec::new(),
        held: Held::default(),
        recorded_at: Timestamp::UNIX_EPOCH,
        guard: None,
        advance: None,
    }
}
