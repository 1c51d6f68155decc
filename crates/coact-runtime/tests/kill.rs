//! A process under SIGKILL at random moments.

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
#[path = "errands/wrong.rs"]
mod wrong;

use std::path::Path;

use coact_runtime::App;
use coact_runtime::store::{Durability, SqliteOptions, SqliteStore};
use coact_runtime::testing::{KillError, KillTest, Step};
use errands::{Command, Errands, Host, app, ask, carrier, case_id, customer, runner};
use wrong::EarlyAnswer;

/// One errand from the request to the filing.
async fn errand(step: &Step<'_, Errands, SqliteStore, Host>) -> Result<(), KillError> {
    step.execute("ask", &customer(), ask(&["a", "b"])).await?;
    let errand = step.created("ask");
    step.execute("promise", &runner(), Command::Promise { errand })
        .await?;
    step.settle().await?;
    let parcels = step.app.case(&case_id(errand)).await?.case.parcels;
    for parcel in parcels {
        let label = format!("deliver {}", parcel.label);
        let deliver = Command::Deliver { parcel: parcel.key };
        step.execute(&label, &carrier(), deliver).await?;
    }
    step.settle().await?;
    step.execute("accept", &customer(), Command::Accept { errand })
        .await?;
    step.settle().await?;
    Ok(())
}

fn open(file: &Path, durability: Durability) -> Result<App<Errands, SqliteStore, Host>, KillError> {
    let options = SqliteOptions::default().durability(durability);
    Ok(app(
        SqliteStore::open_with(file, options)?,
        &Host::default(),
    ))
}

/// How often a process is killed: 100 times, or as often as `COACT_KILLS` says.
fn kills() -> u32 {
    match std::env::var("COACT_KILLS") {
        Ok(kills) => kills.parse().expect("a number"),
        Err(_) => 100,
    }
}

#[test]
fn one_process_is_killed() {
    let report = KillTest::new("one_process_is_killed")
        .kills(kills())
        .run(|file| open(file, Durability::Full), errand)
        .unwrap();
    println!("one process: {report:?}");
    assert_eq!(report.kills, kills());
    assert!(report.steps > 0 && report.acknowledged > 0, "{report:?}");
    // Every errand has come to its end: asked, promised, two parcels, reported, accepted, filed.
    assert_eq!(report.audit.events, report.audit.cases * 11, "{report:?}");
    assert_eq!(report.audit.automated, report.audit.cases * 4, "{report:?}");
}

#[test]
fn three_processes_on_one_file_are_killed() {
    let report = KillTest::new("three_processes_on_one_file_are_killed")
        .kills(kills())
        .processes(3)
        .seed(7)
        .run(|file| open(file, Durability::Normal), errand)
        .unwrap();
    println!("three processes: {report:?}");
    assert_eq!(report.audit.events, report.audit.cases * 11, "{report:?}");
}

/// The test itself is put to the test: a store that acknowledges too early is found out.
#[test]
fn an_early_answer_is_found_out() {
    let failure = KillTest::new("an_early_answer_is_found_out")
        .kills(3)
        .run(
            |file| Ok(app(EarlyAnswer(SqliteStore::open(file)?), &Host::default())),
            async |step| {
                step.execute("ask", &customer(), ask(&[])).await?;
                Ok(())
            },
        )
        .unwrap_err();
    assert!(failure.what.contains("was acknowledged as"), "{failure}");
}

/// A child that fails by itself is not taken for a killed one.
#[test]
fn a_broken_script_is_told() {
    let failure = KillTest::new("a_broken_script_is_told")
        .kills(1)
        .run(
            |file| open(file, Durability::Normal),
            async |step| {
                let errand = step.created("never asked");
                step.execute("promise", &runner(), Command::Promise { errand })
                    .await?;
                Ok(())
            },
        )
        .unwrap_err();
    assert!(failure.what.contains("refused by pattern"), "{failure}");
}
