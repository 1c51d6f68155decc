//! Processes of their own: one that is killed at a step, one whose disk is full.

use std::path::Path;
use std::process::{Command as Process, Output};

use coact_runtime::CommandError;
use coact_runtime::store::{Durability, MemoryStore, SqliteOptions, SqliteStore, Store, Version};
use coact_runtime::testing::{Fault, Faults, Faulty, audit, until_crash};
use pollster::block_on;
use uuid::Uuid;

use crate::errands::{Command, Errands, Host, app, ask, created, customer, id, now, runner};
use crate::story::{Told, story, verify};

/// Tells a process that it is a child: the step to be killed at, and the file.
const STEP: &str = "COACT_FAULTS_STEP";
const FILE: &str = "COACT_FAULTS_FILE";

fn open(file: &Path) -> SqliteStore {
    // A killed process needs no synchronised disk.
    let options = SqliteOptions::default().durability(Durability::Normal);
    SqliteStore::open_with(file, options).unwrap()
}

/// This test anew, in a process that a shell prepares.
fn child(test: &str, prepare: &str, variables: &[(&str, &str)]) -> Output {
    let mut process = Process::new("sh");
    process
        .args(["-c", &format!("{prepare} exec \"$0\" \"$@\"")])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"]);
    for (name, value) in variables {
        process.env(name, value);
    }
    process.output().unwrap()
}

/// Ends this process as a loss of power would: nothing is closed, nothing is dropped.
fn die() -> ! {
    let kill = format!("kill -9 {}", std::process::id());
    let _ = Process::new("sh").args(["-c", &kill]).status();
    panic!("still alive");
}

fn operations() -> u64 {
    let (faults, store) = (Faults::none(), MemoryStore::new());
    block_on(story(Faulty::new(&store, &faults), &mut Told::new())).unwrap();
    faults.operations()
}

/// SIGKILL at each operation of the store, once before it and once after; whoever comes next finds everything, and
/// finishes the story.
#[test]
fn killed_at_each_step() {
    use std::os::unix::process::ExitStatusExt;

    if let (Ok(step), Ok(file)) = (std::env::var(STEP), std::env::var(FILE)) {
        let step: u64 = step.parse().unwrap();
        let store = open(Path::new(&file));
        let fault = if step.is_multiple_of(2) {
            Fault::CrashBefore
        } else {
            Fault::CrashAfter
        };
        let faults = Faults::once(step / 2, fault);
        let mut told = Told::new();
        block_on(async {
            let faulty = Faulty::new(&store, &faults);
            if until_crash(&faults, story(faulty, &mut told))
                .await
                .is_none()
            {
                die();
            }
        });
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let operations = operations();
    // Before the one is after the other: every second step is enough, and where it begins changes.
    let mut killed = 0;
    for operation in 0..operations {
        let step = (2 * operation + operation % 2).to_string();
        let file = folder.path().join(format!("{step}.db"));
        let variables = [(STEP, step.as_str()), (FILE, file.to_str().unwrap())];
        let ended = child("children::killed_at_each_step", "", &variables);
        assert_eq!(ended.status.signal(), Some(9), "step {step}: {ended:?}");
        killed += 1;
        let (store, mut told) = (open(&file), Told::new());
        block_on(story(&store, &mut told)).unwrap();
        assert_eq!(block_on(verify(&store, &told)), Ok(()), "step {step}");
    }
    println!("killed at {killed} of {operations} operations");
    assert!(killed > 50, "{killed}");
}

/// Begins a line of a child that tells of a command that was acknowledged.
const ACK: &str = "@ack ";
/// And of one that the full disk refused.
const REFUSED: &str = "@refused ";

/// Errands as long as the disk takes them.
fn until_full(file: &Path) {
    let store = open(file);
    let app = app(&store, &Host::default());
    let note = "x".repeat(4000);
    block_on(async {
        for n in (0..10_000_u128).step_by(2) {
            let errand = created(n);
            for (command, who, what) in [
                (n, customer(), ask(&[&note])),
                (n + 1, runner(), Command::Promise { errand }),
            ] {
                match app.execute(&who, id(command), what).await {
                    Ok(done) => println!("\n{ACK}{command} {}", done.version.0),
                    Err(error) => {
                        assert!(
                            matches!(
                                error,
                                CommandError::Store(_) | CommandError::OutcomeUnknown(_)
                            ),
                            "{error:?}"
                        );
                        println!("\n{REFUSED}{error}");
                        // What is there can still be read.
                        let receipt = store.receipt(id(0)).await.unwrap();
                        assert!(receipt.is_some());
                        return;
                    }
                }
            }
        }
        panic!("the disk is never full");
    });
}

/// A disk that takes no more refuses with an error of the store; what was acknowledged is there, and with room again
/// the same file goes on.
#[test]
fn a_full_disk() {
    if let Ok(file) = std::env::var(FILE) {
        until_full(Path::new(&file));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("full.db");
    // No file may grow beyond some hundreds of blocks: writes beyond fail, as on a full disk.
    let variables = [(FILE, file.to_str().unwrap())];
    let ended = child(
        "children::a_full_disk",
        "trap '' XFSZ; ulimit -f 700;",
        &variables,
    );
    let words = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{ended:?}");
    let refused: Vec<&str> = words
        .lines()
        .filter(|line| line.starts_with(REFUSED))
        .collect();
    assert_eq!(refused.len(), 1, "{words}");
    let acknowledged: Vec<(Uuid, Version)> = words
        .lines()
        .filter_map(|line| line.strip_prefix(ACK)?.split_once(' '))
        .map(|(command, version)| {
            (
                id(command.parse().unwrap()),
                Version(version.parse().unwrap()),
            )
        })
        .collect();
    assert!(acknowledged.len() > 10, "{words}");

    let store = open(&file);
    block_on(async {
        for (command, version) in &acknowledged {
            let receipt = store.receipt(*command).await.unwrap();
            assert_eq!(receipt.map(|receipt| receipt.version), Some(*version));
        }
        let app = app(&store, &Host::default());
        app.settle().await.unwrap();
        app.execute(&customer(), id(77_777), ask(&["a"]))
            .await
            .unwrap();
        app.settle().await.unwrap();
        let audit = audit::<Errands, _>(&store, now()).await.unwrap();
        // The one that was refused may have been recorded, if its outcome was unknown.
        assert!(audit.commands > acknowledged.len(), "{audit:?}");
    });
    println!(
        "full after {} commands: {}",
        acknowledged.len(),
        refused.join("")
    );
}
