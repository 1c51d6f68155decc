//! Command ids.

use std::sync::Arc;

use pollster::block_on;
use uuid::Uuid;

use super::{Check, append, case};
use crate::store::{AppendError, Appended, Receipt, Store, Version};
use crate::testing::{Failure, Fault, Faults, Faulty, ensure};

pub(super) fn duplicate<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let id = case(1);
    check.record(append(&id, 0, 1, 2))?;
    check.record(append(&id, 2, 2, 1))?;
    // With the version of then, and with the version of now.
    for expected in [0, 3] {
        let result = check.append(append(&id, expected, 1, 2));
        ensure!(
            check.name,
            matches!(&result, Ok(Appended::Duplicate { case, version: Version(2) }) if *case == id),
            "sent again: {result:?}"
        );
    }
    let count = check.count(&id)?;
    ensure!(check.name, count == 3, "{count} events after three");
    let receipt = check.ok(block_on(check.store.receipt(Uuid::from_u128(1))))?;
    let expected = Some(Receipt {
        case: id,
        version: Version(2),
    });
    ensure!(
        check.name,
        receipt == expected,
        "the receipt is {receipt:?}"
    );
    Ok(())
}

pub(super) fn reused<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let (one, other) = (case(1), case(2));
    check.record(append(&one, 0, 1, 1))?;
    let result = check.append(append(&other, 0, 1, 1));
    ensure!(
        check.name,
        matches!(&result, Err(AppendError::CommandIdReused { case }) if *case == one),
        "for another case: {result:?}"
    );
    let count = check.count(&other)?;
    ensure!(check.name, count == 0, "the other case has {count} events");
    Ok(())
}

pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    for round in 0..20 {
        let id = case(round);
        let results = check.rivals(|_| check.append(append(&id, 0, round, 2)))?;
        let mut winners = 0;
        for result in results {
            match result {
                Ok(Appended::New(Version(2))) => winners += 1,
                Ok(Appended::Duplicate {
                    version: Version(2),
                    ..
                }) => {}
                other => return Err(Failure::new(check.name, format!("{other:?}"))),
            }
        }
        let count = check.count(&id)?;
        ensure!(
            check.name,
            winners == 1 && count == 2,
            "{winners} winners and {count} events of two"
        );
    }
    Ok(())
}

pub(super) fn unknown<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    for (n, fault) in [(1, Fault::UnknownBefore), (2, Fault::UnknownAfter)] {
        let id = case(n);
        let faults = Faults::once(0, fault);
        let faulty = Faulty::new(check.store, &faults);
        let sent = Arc::new(append(&id, 0, n, 1));
        let first = block_on(faulty.append(Arc::clone(&sent)));
        ensure!(
            check.name,
            matches!(first, Err(AppendError::OutcomeUnknown(_))),
            "{first:?}"
        );
        let again = block_on(faulty.append(sent));
        let found = match fault {
            Fault::UnknownBefore => matches!(again, Ok(Appended::New(Version(1)))),
            _ => matches!(
                again,
                Ok(Appended::Duplicate {
                    version: Version(1),
                    ..
                })
            ),
        };
        ensure!(check.name, found, "sent again after {fault:?}: {again:?}");
        let count = check.count(&id)?;
        ensure!(check.name, count == 1, "{count} events of one");
    }
    Ok(())
}
