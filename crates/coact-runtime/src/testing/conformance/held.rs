//! What only so many may have at a time.

use pollster::block_on;

use super::{Check, append, case};
use crate::store::{Append, AppendError, Appended, Store, Version};
use crate::testing::{Failure, ensure};
use crate::{CaseId, Held, Hold, Limited};

/// What one may have.
static ONE: Limited = Limited {
    identity: "Thing(name)",
    most: 1,
    name: "Thing.unique",
    sentence: "",
};
/// What two may have.
static TWO: Limited = Limited {
    identity: "Owner.things",
    most: 2,
    name: "Owner.things",
    sentence: "",
};

fn hold(law: &'static Limited, key: &str, holder: &str) -> Hold {
    Hold {
        law,
        key: key.to_owned(),
        holder: holder.to_owned(),
    }
}

fn holding(append: Append, taken: &[&Hold], released: &[&Hold]) -> Append {
    let held = Held {
        taken: taken.iter().copied().cloned().collect(),
        released: released.iter().copied().cloned().collect(),
    };
    Append { held, ..append }
}

/// The holders of something, with their cases.
fn holders<S: Store>(
    check: &Check<'_, S>,
    law: &Limited,
    key: &str,
) -> Result<Vec<(String, CaseId)>, Failure> {
    check.ok(block_on(check.store.holders(law.identity, key)))
}

/// An append that is refused because of what it would take, and leaves nothing behind.
fn refused<S: Store>(check: &Check<'_, S>, append: Append, hold: &Hold) -> Result<(), Failure> {
    let (case, before) = (append.case.clone(), append.expected);
    let result = check.append(append);
    ensure!(
        check.name,
        matches!(&result, Err(AppendError::Taken(taken)) if taken == hold),
        "{result:?}"
    );
    let count = check.count(&case)? as u64;
    ensure!(
        check.name,
        Version(count) == before,
        "the refused case has {count} events"
    );
    Ok(())
}

pub(super) fn limited<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let (one, other) = (case(1), case(2));
    let (a, b) = (hold(&ONE, "lamp", "a"), hold(&ONE, "lamp", "b"));
    check.record(holding(append(&one, 0, 1, 1), &[&a], &[]))?;
    // In another case, in the same one, and twice at once: taken is taken.
    let spare = hold(&TWO, "anna", "b");
    let sent = holding(append(&other, 0, 2, 1), &[&spare, &b], &[]);
    refused(check, sent, &b)?;
    refused(check, holding(append(&one, 1, 3, 1), &[&b], &[]), &b)?;
    let now = holders(check, &TWO, "anna")?;
    ensure!(
        check.name,
        now.is_empty(),
        "refused beside another: {now:?}"
    );
    // Whoever has it may take it again, and another key or law is another matter.
    check.record(holding(append(&one, 1, 4, 1), &[&a], &[]))?;
    let (vase, place) = (hold(&ONE, "vase", "b"), hold(&TWO, "lamp", "b"));
    check.record(holding(append(&other, 0, 5, 1), &[&vase, &place], &[]))?;
    let lamps = holders(check, &ONE, "lamp")?;
    ensure!(
        check.name,
        lamps == [("a".to_owned(), one.clone())],
        "the lamp is had by {lamps:?}"
    );
    // Of two places both can be taken, and no third one.
    check.record(holding(
        append(&one, 2, 6, 1),
        &[&hold(&TWO, "anna", "a")],
        &[],
    ))?;
    check.record(holding(append(&other, 1, 7, 1), &[&spare], &[]))?;
    let third = hold(&TWO, "anna", "c");
    let sent = holding(append(&case(3), 0, 8, 1), &[&third], &[]);
    refused(check, sent, &third)?;
    let now = holders(check, &TWO, "anna")?;
    let both = [("a".to_owned(), one), ("b".to_owned(), other)];
    ensure!(check.name, now == both, "the two places are had by {now:?}");
    Ok(())
}

pub(super) fn released<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let (one, other) = (case(1), case(2));
    let (a, b) = (hold(&ONE, "lamp", "a"), hold(&ONE, "lamp", "b"));
    check.record(holding(append(&one, 0, 1, 1), &[&a], &[]))?;
    // What is given back by an append that is refused is not given back.
    let stale = holding(append(&one, 0, 2, 1), &[], &[&a]);
    let result = check.append(stale);
    ensure!(
        check.name,
        matches!(result, Err(AppendError::Conflict { .. })),
        "{result:?}"
    );
    refused(check, holding(append(&other, 0, 3, 1), &[&b], &[]), &b)?;
    // From one to the other within a case, and from one case to the other.
    check.record(holding(append(&one, 1, 4, 1), &[&b], &[&a]))?;
    let now = holders(check, &ONE, "lamp")?;
    let after = [("b".to_owned(), one.clone())];
    ensure!(
        check.name,
        now == after,
        "handed over within the case: {now:?}"
    );
    check.record(holding(append(&one, 2, 5, 1), &[], &[&b]))?;
    let now = holders(check, &ONE, "lamp")?;
    ensure!(check.name, now.is_empty(), "given back: {now:?}");
    check.record(holding(append(&other, 0, 6, 1), &[&a], &[]))?;
    let now = holders(check, &ONE, "lamp")?;
    let after = [("a".to_owned(), other)];
    ensure!(check.name, now == after, "taken by another case: {now:?}");
    Ok(())
}

pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    for round in 0..20_u64 {
        let key = format!("k{round}");
        let results = check.rivals(|n| {
            let command = u128::from(round * 100 + n);
            let sent = append(&case(command), 0, command, 1);
            let taken = hold(&TWO, &key, &command.to_string());
            check.append(holding(sent, &[&taken], &[]))
        })?;
        let mut winners = 0;
        for result in results {
            match result {
                Ok(Appended::New(_)) => winners += 1,
                Err(AppendError::Taken(_)) => {}
                other => return Err(Failure::new(check.name, format!("{other:?}"))),
            }
        }
        let now = holders(check, &TWO, &key)?;
        ensure!(
            check.name,
            winners == 2 && now.len() == 2,
            "{winners} won and {now:?} have it"
        );
    }
    Ok(())
}
