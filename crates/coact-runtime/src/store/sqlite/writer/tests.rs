//! Batches that fail.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

use std::sync::Arc;

use futures_channel::oneshot;
use jiff::Timestamp;
use uuid::Uuid;

use super::super::job::Task;
use super::super::schema;
use super::*;
use crate::store::{Append, AppendError, Appended, NewEvent, NonEmpty, Version};
use crate::{CaseId, Held};

type Answered = oneshot::Receiver<Result<Appended, AppendError>>;

fn job(n: u128, size: usize) -> (Job, Answered) {
    let append = Append {
        case: CaseId(format!("A/{n}")),
        expected: Version::ZERO,
        command_id: Uuid::from_u128(n),
        events: NonEmpty::one(NewEvent {
            name: "Happened",
            data: "x".repeat(size),
            touches: Vec::new(),
            personal: Vec::new(),
        }),
        claims: Vec::new(),
        held: Held::default(),
        recorded_at: Timestamp::UNIX_EPOCH,
        guard: None,
        advance: None,
    };
    let (task, answer) = Task::new(Arc::new(append));
    (Job::Append(task), answer)
}

fn events(connection: &Connection) -> i64 {
    let count = connection.query_row("SELECT count(*) FROM events", [], |row| row.get(0));
    count.unwrap()
}

/// The answer to each job of a batch agrees with what is on disk afterwards, and the writer goes on.
#[test]
fn a_full_disk_is_told_and_survived() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let connection = schema::open(&folder.path().join("full.db"), &options).unwrap();
    connection
        .pragma_update(None, "max_page_count", 40)
        .unwrap();
    let (jobs, answers): (Vec<_>, Vec<_>) = [job(1, 10), job(2, 1_000_000), job(3, 10)]
        .into_iter()
        .unzip();
    run(&connection, jobs);
    let answers: Vec<_> = answers
        .into_iter()
        .map(|answer| pollster::block_on(answer).unwrap())
        .collect();
    let [_, big, _] = answers.as_slice() else {
        panic!()
    };
    assert!(matches!(big, Err(AppendError::Store(_))), "{big:?}");
    let told = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(events(&connection), i64::try_from(told).unwrap());
    assert!(connection.is_autocommit());

    let (again, answer) = job(4, 10);
    run(&connection, vec![again]);
    assert!(matches!(
        pollster::block_on(answer).unwrap(),
        Ok(Appended::New(_))
    ));
}

/// A statement that undoes the whole transaction: no job of the batch may count, nor run outside it.
#[test]
fn an_undone_transaction_is_told_to_all() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let connection = schema::open(&folder.path().join("undone.db"), &options).unwrap();
    connection
        .execute_batch(
            "CREATE TEMP TRIGGER grave BEFORE INSERT ON main.events WHEN new.data = 'xx'
             BEGIN SELECT raise(ROLLBACK, 'grave'); END",
        )
        .unwrap();
    let (jobs, answers): (Vec<_>, Vec<_>) = [job(1, 1), job(2, 2), job(3, 3), job(4, 4)]
        .into_iter()
        .unzip();
    assert!(!run(&connection, jobs).recorded);
    for answer in answers {
        let answer = pollster::block_on(answer).unwrap();
        assert!(matches!(answer, Err(AppendError::Store(_))), "{answer:?}");
    }
    assert_eq!(events(&connection), 0);
    let (again, answer) = job(1, 1);
    assert!(run(&connection, vec![again]).recorded);
    assert!(matches!(
        pollster::block_on(answer).unwrap(),
        Ok(Appended::New(_))
    ));
}

/// A commit that fails leaves open what happened: everybody is told so, whatever was found out before.
#[test]
fn a_failed_commit_is_an_unknown_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let connection = schema::open(&folder.path().join("commit.db"), &options).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = ON;
             CREATE TABLE parent (x PRIMARY KEY);
             CREATE TABLE broken (x REFERENCES parent (x) DEFERRABLE INITIALLY DEFERRED);
             CREATE TEMP TRIGGER late AFTER INSERT ON main.events
             BEGIN INSERT INTO broken VALUES (1); END",
        )
        .unwrap();
    let ((one, answer), (other, also)) = (job(1, 1), job(1, 1));
    assert!(!run(&connection, vec![one, other]).recorded);
    for answer in [answer, also] {
        let answer = pollster::block_on(answer).unwrap();
        assert!(
            matches!(answer, Err(AppendError::OutcomeUnknown(_))),
            "{answer:?}"
        );
    }
    assert!(connection.is_autocommit());
    assert_eq!(events(&connection), 0);
}
