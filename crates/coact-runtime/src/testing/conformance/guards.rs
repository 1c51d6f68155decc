//! Guards: a decision stands only while the rows that it rests on are as they were read.

use pollster::block_on;

use super::{Check, append, case};
use crate::store::{Append, AppendError, Appended, Cursor, Guard, RowKey, Store, Touched};
use crate::testing::{Failure, ensure};

const VIEW: &str = "conformance/Stock";

fn row(key: &str) -> RowKey {
    RowKey {
        view: VIEW.to_owned(),
        key: key.to_owned(),
    }
}

/// An append to a case of this number, of an event that changes a row, or any row.
fn touching(number: u128, view: &str, key: Option<&str>) -> Append {
    let mut append = append(&case(number), 0, number, 1);
    append.events.first.touches = vec![Touched {
        view: view.to_owned(),
        key: key.map(str::to_owned),
    }];
    append
}

/// An append to a case of this number that rests on these rows.
fn resting(number: u128, after: Cursor, rows: &[&str]) -> Append {
    let rows = rows.iter().map(|key| row(key)).collect();
    Append {
        guard: Some(Guard { after, rows }),
        ..append(&case(number), 0, number, 1)
    }
}

/// Where the log ends.
fn end<S: Store>(check: &Check<'_, S>) -> Result<Cursor, Failure> {
    let page = check.ok(block_on(check.store.read_all(&Cursor::START, usize::MAX)))?;
    Ok(page.next)
}

/// What changed a row before it was read, or changed another row, is no hindrance; what changed it since is.
pub(super) fn read_rows<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    check.record(touching(1, VIEW, Some("[1]")))?;
    let after = end(check)?;
    check.record(resting(2, after.clone(), &["[1]", "[2]"]))?;
    check.record(touching(3, VIEW, Some("[3]")))?;
    check.record(touching(4, "conformance/Other", Some("[1]")))?;
    check.record(resting(5, after.clone(), &["[1]", "[2]"]))?;
    check.record(touching(6, VIEW, Some("[2]")))?;
    overtaken(check, resting(7, after, &["[1]", "[2]"]), &row("[2]"))?;
    // Read again, it may be.
    check.record(resting(7, end(check)?, &["[1]", "[2]"]))?;
    Ok(())
}

/// An event that may change any row changes each.
pub(super) fn any_row<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let after = end(check)?;
    check.record(touching(1, VIEW, None))?;
    overtaken(check, resting(2, after, &["[9]"]), &row("[9]"))?;
    check.record(resting(2, end(check)?, &["[9]"]))?;
    Ok(())
}

/// Of several who read one row and change it, one is first; the others read again.
pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let after = end(check)?;
    let answers = check.rivals(|n| {
        let number = u128::from(n) + 1;
        let mut append = resting(number, after.clone(), &["[1]"]);
        append.events.first.touches = touching(number, VIEW, Some("[1]")).events.first.touches;
        check.append(append)
    })?;
    let won = answers
        .iter()
        .filter(|answer| matches!(answer, Ok(Appended::New(_))));
    let won = won.count();
    ensure!(check.name, won == 1, "{won} were first: {answers:?}");
    let others = answers
        .iter()
        .filter(|answer| matches!(answer, Err(AppendError::Overtaken(_))));
    let others = others.count();
    ensure!(check.name, others + 1 == answers.len(), "{answers:?}");
    Ok(())
}

fn overtaken<S: Store>(
    check: &Check<'_, S>,
    append: Append,
    expected: &RowKey,
) -> Result<(), Failure> {
    let case = append.case.clone();
    let result = check.append(append);
    ensure!(
        check.name,
        matches!(&result, Err(AppendError::Overtaken(found)) if found == expected),
        "{result:?}"
    );
    let count = check.count(&case)?;
    ensure!(check.name, count == 0, "the case has {count} events");
    Ok(())
}
