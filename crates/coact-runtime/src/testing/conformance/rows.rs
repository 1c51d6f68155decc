//! Rows and checkpoints.

use pollster::block_on;

use super::{Check, append, case};
use crate::store::{
    Advance, Append, AppendError, Appended, CommitError, Cursor, Keys, RowChange, RowCommit, Store,
};
use crate::testing::{Failure, ensure};

fn at(token: &str) -> Cursor {
    Cursor::from_token(token.to_owned())
}

fn advance(from: &str, to: &str) -> Option<Advance> {
    Some(Advance {
        consumer: "runner".to_owned(),
        from: at(from),
        to: at(to),
    })
}

fn row(view: &str, key: &str, data: Option<&str>) -> RowChange {
    RowChange {
        view: view.to_owned(),
        key: key.to_owned(),
        data: data.map(str::to_owned),
    }
}

impl<S: Store> Check<'_, S> {
    fn commit(&self, commit: RowCommit) -> Result<(), CommitError> {
        block_on(self.store.commit_rows(commit))
    }

    fn write(&self, commit: RowCommit) -> Result<(), Failure> {
        self.commit(commit)
            .map_err(|error| Failure::new(self.name, error))
    }

    fn checkpoint(&self, expected: &str) -> Result<(), Failure> {
        let found = self.ok(block_on(self.store.checkpoint("runner")))?;
        ensure!(
            self.name,
            found == at(expected),
            "the checkpoint is {found:?}, not {expected:?}"
        );
        Ok(())
    }

    fn rows(&self, view: &str, keys: Keys<'_>, expected: &[(&str, &str)]) -> Result<(), Failure> {
        let found = self.ok(block_on(self.store.rows(view, keys)))?;
        let found: Vec<_> = found
            .iter()
            .map(|(key, data)| (key.as_str(), data.as_str()))
            .collect();
        ensure!(
            self.name,
            found == expected,
            "{view} has {found:?}, not {expected:?}"
        );
        Ok(())
    }
}

/// Two runners hold the same checkpoint; the slower one must not write over the faster one's work.
pub(super) fn fenced<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    check.checkpoint("")?;
    check.write(RowCommit {
        advance: advance("", "1"),
        clear: None,
        changes: vec![row("v", "k", Some("fast"))],
    })?;
    let zombie = check.commit(RowCommit {
        advance: advance("", "1"),
        clear: Some("v".to_owned()),
        changes: vec![row("v", "k", Some("slow")), row("v", "l", Some("slow"))],
    });
    ensure!(
        check.name,
        matches!(zombie, Err(CommitError::Fenced)),
        "{zombie:?}"
    );
    check.rows("v", Keys::All, &[("k", "fast")])?;

    let id = case(1);
    let zombie = check.append(Append {
        advance: advance("", "2"),
        ..append(&id, 0, 1, 1)
    });
    ensure!(
        check.name,
        matches!(zombie, Err(AppendError::Fenced)),
        "{zombie:?}"
    );
    let count = check.count(&id)?;
    ensure!(
        check.name,
        count == 0,
        "a fenced append left {count} events"
    );
    check.checkpoint("1")?;

    check.record(Append {
        advance: advance("1", "2"),
        ..append(&id, 0, 1, 1)
    })?;
    check.checkpoint("2")?;
    let again = check.append(Append {
        advance: advance("1", "2"),
        ..append(&id, 0, 1, 1)
    });
    ensure!(
        check.name,
        matches!(again, Ok(Appended::Duplicate { .. })),
        "the same work again: {again:?}"
    );
    check.checkpoint("2")
}

pub(super) fn atomic<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    check.write(RowCommit {
        advance: advance("", "1"),
        clear: None,
        changes: vec![row("m/v", "a", Some("1")), row("m/v", "b", Some("1"))],
    })?;
    check.write(RowCommit {
        advance: None,
        clear: None,
        changes: vec![row("m%", "a", Some("1")), row("mx", "a", Some("1"))],
    })?;
    check.checkpoint("1")?;
    // A conflict of the case must not move the checkpoint of the append.
    let id = case(1);
    let result = check.append(Append {
        advance: advance("1", "2"),
        ..append(&id, 7, 1, 1)
    });
    ensure!(
        check.name,
        matches!(result, Err(AppendError::Conflict { .. })),
        "{result:?}"
    );
    check.checkpoint("1")?;
    // Rebuilding drops the rows and the checkpoint together, and nobody else's rows.
    check.write(RowCommit {
        advance: advance("1", ""),
        clear: Some("m/".to_owned()),
        changes: vec![row("m/v", "b", Some("2")), row("m/v", "b", Some("3"))],
    })?;
    check.checkpoint("")?;
    check.rows("m/v", Keys::All, &[("b", "3")])?;
    check.rows("mx", Keys::All, &[("a", "1")])?;
    check.write(RowCommit {
        clear: Some("m%".to_owned()),
        ..RowCommit::default()
    })?;
    check.rows("mx", Keys::All, &[("a", "1")])?;
    check.rows("m%", Keys::All, &[])
}

pub(super) fn keys<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let names = ["b", "a", "a\u{e9}", "B", "~", "\u{10000}", "\u{ffff}"];
    let mut changes: Vec<_> = names.map(|key| row("v", key, Some("x"))).into();
    changes.push(row("w", "a", Some("other view")));
    changes.push(row("v", "a", None));
    changes.push(row("v", "gone", None));
    check.write(RowCommit {
        changes,
        ..RowCommit::default()
    })?;
    let mut sorted: Vec<_> = names.into_iter().filter(|key| *key != "a").collect();
    // By their bytes, not by a locale.
    sorted.sort_unstable();
    let all: Vec<_> = sorted.iter().map(|key| (*key, "x")).collect();
    check.rows("v", Keys::All, &all)?;
    check.rows("v", Keys::First, &[("B", "x")])?;
    check.rows("u", Keys::First, &[])?;
    check.rows("v", Keys::Before("b"), &[("B", "x"), ("a\u{e9}", "x")])?;
    let (found, gone) = (
        check.ok(block_on(check.store.row("v", "b")))?,
        check.ok(block_on(check.store.row("v", "a")))?,
    );
    ensure!(
        check.name,
        found.as_deref() == Some("x") && gone.is_none(),
        "single rows are {found:?} and {gone:?}"
    );
    Ok(())
}
