//! What events say of persons: recorded beside the log, and erased.

use pollster::block_on;

use super::{Check, append, case};
use crate::CaseId;
use crate::store::{Append, AppendError, Cursor, Personal, Recorded, Store, Version};
use crate::testing::{Failure, ensure};

fn said(subject: &str, name: &str, value: &str) -> Personal {
    Personal {
        subject: subject.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// The first event of an append says this.
fn saying(mut append: Append, personal: &[Personal]) -> Append {
    append.events.first.personal = personal.to_vec();
    append
}

/// What the events of a case say now: the same by the case and by the log.
fn told<S: Store>(check: &Check<'_, S>, case: &CaseId) -> Result<Vec<Vec<Personal>>, Failure> {
    let loaded = check.ok(block_on(check.store.load(case, Version::ZERO)))?;
    let log = check.ok(block_on(check.store.read_all(&Cursor::START, 1000)))?;
    let log = log.events.into_iter().filter(|(of, _)| of == case);
    let log: Vec<Recorded> = log.map(|(_, recorded)| recorded).collect();
    ensure!(
        check.name,
        loaded == log,
        "the case says {loaded:?}, the log {log:?}"
    );
    Ok(loaded.into_iter().map(|it| it.personal).collect())
}

fn erase<S: Store>(check: &Check<'_, S>, subject: &str) -> Result<u64, Failure> {
    check.ok(block_on(check.store.erase(subject)))
}

pub(super) fn erased<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let (one, other) = (case(1), case(2));
    let (name, mail) = (
        said("Person/1", "name", "\"Ann\""),
        said("Person/1", "mail", "null"),
    );
    let beside = said("Person/2", "name", "\"Bob\"");
    // In whatever order it is given, it comes back in the order of the names.
    check.record(saying(append(&one, 0, 1, 2), &[name.clone(), mail.clone()]))?;
    check.record(saying(
        append(&other, 0, 2, 1),
        std::slice::from_ref(&beside),
    ))?;
    check.record(saying(append(&one, 2, 3, 1), std::slice::from_ref(&name)))?;
    let now = told(check, &one)?;
    let first = vec![mail, name.clone()];
    let all = [first, Vec::new(), vec![name.clone()]];
    ensure!(check.name, now == all, "recorded as {now:?}");
    // What came later is read alone.
    let tail = check.ok(block_on(check.store.load(&one, Version(2))))?;
    let tail: Vec<_> = tail.into_iter().map(|it| it.personal).collect();
    ensure!(
        check.name,
        tail == [vec![name.clone()]],
        "the tail says {tail:?}"
    );
    // Of nobody, of a part of a name, and then of one: everywhere, and of nobody else.
    for (subject, expected) in [
        ("Person/3", 0),
        ("Person/", 0),
        ("Person/1", 3),
        ("Person/1", 0),
    ] {
        let count = erase(check, subject)?;
        ensure!(
            check.name,
            count == expected,
            "{count} erased of {subject}, and not {expected}"
        );
    }
    let now = told(check, &one)?;
    ensure!(
        check.name,
        now.len() == 3 && now.iter().all(Vec::is_empty),
        "after it was erased: {now:?}"
    );
    let now = told(check, &other)?;
    ensure!(check.name, now == [vec![beside]], "of another: {now:?}");
    // Who comes back is told of again, and the rest stays erased.
    check.record(saying(append(&one, 3, 4, 1), std::slice::from_ref(&name)))?;
    let now = told(check, &one)?;
    let again = [Vec::new(), Vec::new(), Vec::new(), vec![name]];
    ensure!(check.name, now == again, "told again: {now:?}");
    Ok(())
}

pub(super) fn refused<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let one = case(1);
    let name = said("Person/1", "name", "\"Ann\"");
    check.record(append(&one, 0, 1, 1))?;
    let result = check.append(saying(append(&one, 0, 2, 1), std::slice::from_ref(&name)));
    ensure!(
        check.name,
        matches!(result, Err(AppendError::Conflict { .. })),
        "{result:?}"
    );
    // The command that was recorded, sent once more, says nothing more.
    let again = check.append(saying(append(&one, 0, 1, 1), &[name]));
    ensure!(check.name, again.is_ok(), "{again:?}");
    let now = told(check, &one)?;
    ensure!(check.name, now == [Vec::new()], "{now:?}");
    let count = erase(check, "Person/1")?;
    ensure!(check.name, count == 0, "{count} kept of what was refused");
    Ok(())
}

pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let results = check.rivals(|n| {
        if n % 2 == 1 {
            return block_on(check.store.erase("Person/1")).is_ok();
        }
        let name = said("Person/1", "name", "\"Ann\"");
        let sent = saying(append(&case(n), 0, u128::from(n), 1), &[name]);
        check.append(sent).is_ok()
    })?;
    ensure!(check.name, results.iter().all(|done| *done), "{results:?}");
    erase(check, "Person/1")?;
    for n in (0..super::RIVALS).step_by(2) {
        let now = told(check, &case(n))?;
        ensure!(check.name, now == [Vec::new()], "case {n} says {now:?}");
    }
    Ok(())
}
