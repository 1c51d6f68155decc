//! The process that kills.

mod process;
mod told;

use std::path::{Path, PathBuf};
use std::time::Duration;

use pollster::block_on;
use uuid::Uuid;

use self::process::Process;
use self::told::{Acks, Told};
use super::KillTest;
use super::child::KillError;
use crate::store::{Store, Version};
use crate::testing::{Audit, Failure, audit, ensure};
use crate::{Answer, App, Model};

const KILL: &str = "the kill test";

/// What a kill test went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KillReport {
    /// Processes killed while they worked.
    pub kills: u32,
    /// Steps completed.
    pub steps: u64,
    /// Commands that were acknowledged.
    pub acknowledged: usize,
    /// What the audit in the end looked at.
    pub audit: Audit,
}

pub(super) fn run<M, S, H>(
    test: &KillTest,
    open: impl Fn(&Path) -> Result<App<M, S, H>, KillError>,
) -> Result<KillReport, Failure>
where
    M: Model,
    S: Store,
    H: Answer<M>,
{
    let folder = Folder::new(test)?;
    let file = folder.path.join("store.db");
    let mut told = Told::new(test.processes);
    kill(test, &file, &mut told)?;
    let app = open(&file).map_err(failed)?;
    block_on(app.settle()).map_err(failed)?;
    block_on(acknowledged(app.store(), told.acks()))?;
    let audit = block_on(audit::<M, S>(app.store(), app.now()))?;
    Ok(KillReport {
        kills: test.kills,
        steps: told.steps(),
        acknowledged: told.acks().len(),
        audit,
    })
}

/// Kills, and in the end lets every process complete the step it is at.
fn kill(test: &KillTest, file: &Path, told: &mut Told) -> Result<(), Failure> {
    let mut random = Random(test.seed.max(1));
    let start =
        |told: &Told, number: u32| Process::start(test, file, number, told.next(number), None);
    let mut running = (0..test.processes)
        .map(|number| start(told, number))
        .collect::<Result<Vec<_>, _>>()?;
    let longest = u64::try_from(test.longest.as_micros()).unwrap_or(u64::MAX);
    for _ in 0..test.kills {
        let chosen = random.below(u64::from(test.processes));
        let Some(victim) = running.get_mut(usize::try_from(chosen).unwrap_or(0)) else {
            continue;
        };
        victim.ready()?;
        std::thread::sleep(Duration::from_micros(random.below(longest)));
        victim.kill(told)?;
        *victim = start(told, victim.number())?;
    }
    for victim in &mut running {
        victim.kill(told)?;
    }
    for number in 0..test.processes {
        let next = told.next(number);
        Process::start(test, file, number, next, Some(next + 1))?.complete(told)?;
    }
    Ok(())
}

/// Every acknowledged command is on record as it was acknowledged, once.
async fn acknowledged<S: Store>(store: &S, acks: &Acks) -> Result<(), Failure> {
    for (id, ack) in acks {
        let recorded = store.load(&ack.case, Version::ZERO).await.map_err(failed)?;
        let versions: Vec<_> = recorded
            .iter()
            .filter(|event| event.command_id == *id)
            .map(|event| event.version)
            .collect();
        ensure!(
            KILL,
            versions.len() == ack.events && versions.last() == Some(&ack.version),
            "the command {id} was acknowledged as {ack:?} and is recorded at {versions:?}"
        );
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(KILL, error)
}

/// The folder of the store; taken away again where it is not the caller's.
struct Folder {
    path: PathBuf,
    ours: bool,
}

impl Folder {
    fn new(test: &KillTest) -> Result<Self, Failure> {
        if let Some(path) = &test.folder {
            return Ok(Self {
                path: path.clone(),
                ours: false,
            });
        }
        let path = std::env::temp_dir().join(format!("coact-kill-{}", Uuid::now_v7()));
        std::fs::create_dir(&path).map_err(failed)?;
        Ok(Self { path, ours: true })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.ours {
            // What cannot be removed is left to the machine.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// Xorshift: reproducible moments without a dependency.
struct Random(u64);

impl Random {
    /// A number below `end`, or zero.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.checked_rem(end).unwrap_or(0)
    }
}
