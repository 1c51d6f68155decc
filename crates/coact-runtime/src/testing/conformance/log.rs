//! Cases: versions, conflicts, the wake-up.

use jiff::Timestamp;
use pollster::block_on;

use super::{Check, append, case};
use crate::store::{
    Append, AppendError, Appended, Cursor, NewEvent, NonEmpty, Store, StoreError, Version,
};
use crate::testing::{Failure, ensure};

pub(super) fn round_trip<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let id = case("ünïcode/\u{0}\"'");
    let data = "{\"text\":\"a \u{1F600} ' \\\" \\u0000\"}".to_owned();
    let recorded_at = Timestamp::from_microsecond(-1).unwrap_or_default();
    let sent = Append {
        events: NonEmpty {
            first: NewEvent {
                name: "First",
                data: data.clone(),
                touches: Vec::new(),
                personal: Vec::new(),
            },
            rest: vec![NewEvent {
                name: "Second",
                data: String::new(),
                touches: Vec::new(),
                personal: Vec::new(),
            }],
        },
        recorded_at,
        ..append(&id, 0, u128::MAX, 1)
    };
    let version = check.record(sent.clone())?;
    ensure!(
        check.name,
        version == Version(2),
        "two events are version {version:?}"
    );
    let events = check.ok(block_on(check.store.load(&id, Version::ZERO)))?;
    let [first, second] = events.as_slice() else {
        return Err(Failure::new(check.name, format!("two became {events:?}")));
    };
    ensure!(
        check.name,
        first.version == Version(1)
            && first.name == "First"
            && first.data == data
            && first.command_id == sent.command_id
            && first.recorded_at == recorded_at,
        "the first came back as {first:?}"
    );
    ensure!(
        check.name,
        second.version == Version(2) && second.name == "Second" && second.data.is_empty(),
        "the second came back as {second:?}"
    );
    let tail = check.ok(block_on(check.store.load(&id, Version(1))))?;
    ensure!(
        check.name,
        tail.as_slice() == [second.clone()],
        "the tail is {tail:?}"
    );
    let none = check.ok(block_on(check.store.load(&case("other"), Version::ZERO)))?;
    ensure!(check.name, none.is_empty(), "another case has {none:?}");
    let page = check.ok(block_on(check.store.read_all(&Cursor::START, 10)))?;
    let logged: Vec<_> = page
        .events
        .iter()
        .map(|(case, event)| (case, event))
        .collect();
    ensure!(
        check.name,
        logged == [(&id, first), (&id, second)],
        "the log has {logged:?}"
    );
    Ok(())
}

pub(super) fn conflict<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let id = case(1);
    check.record(append(&id, 0, 1, 2))?;
    for (command, expected) in [(2, 0), (3, 1), (4, 3)] {
        let result = check.append(append(&id, expected, command, 1));
        ensure!(
            check.name,
            matches!(result, Err(AppendError::Conflict { actual: Version(2) })),
            "expecting {expected} at version 2: {result:?}"
        );
        let known = check.ok(block_on(
            check.store.receipt(uuid::Uuid::from_u128(command)),
        ))?;
        ensure!(
            check.name,
            known.is_none(),
            "a refused command is on record"
        );
    }
    let count = check.count(&id)?;
    ensure!(check.name, count == 2, "{count} events after two");
    // The id of a command that met a conflict is free for its next try.
    check.record(append(&id, 2, 2, 1)).map(drop)
}

pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let id = case(1);
    for round in 0..20 {
        let results = check.rivals(|n| {
            let command = u128::from(round * 100 + n);
            check.append(append(&id, round, command, 1))
        })?;
        let mut winners = 0;
        for result in results {
            match result {
                Ok(Appended::New(_)) => winners += 1,
                Err(AppendError::Conflict { .. }) => {}
                other => return Err(Failure::new(check.name, format!("{other:?}"))),
            }
        }
        ensure!(
            check.name,
            winners == 1,
            "{winners} winners in round {round}"
        );
    }
    let count = check.count(&id)?;
    ensure!(check.name, count == 20, "{count} events after 20 rounds");
    Ok(())
}

pub(super) fn wakes<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let changed = [check.store.changed(), check.store.changed()];
    check.record(append(&case(1), 0, 1, 1))?;
    for changed in changed {
        // A lost wake-up hangs here.
        block_on(changed);
    }
    Ok(())
}

pub(super) fn foreign_cursor<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let cursor = Cursor::from_token("of another store".to_owned());
    let result = block_on(check.store.read_all(&cursor, 1));
    ensure!(
        check.name,
        matches!(result, Err(StoreError::Cursor(_))),
        "{result:?}"
    );
    Ok(())
}
