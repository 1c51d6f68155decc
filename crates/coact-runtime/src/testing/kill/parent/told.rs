//! What the children have told.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{KILL, failed};
use crate::CaseId;
use crate::store::Version;
use crate::testing::{Failure, ensure};

/// What was acknowledged, by command id.
pub(super) type Acks = BTreeMap<Uuid, Ack>;

/// What was acknowledged for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ack {
    pub(super) case: CaseId,
    pub(super) version: Version,
    pub(super) events: usize,
}

/// What the children have told so far.
pub(super) struct Told {
    acks: Acks,
    /// Per process, the first step that is not complete.
    next: BTreeMap<u32, u64>,
}

impl Told {
    pub(super) fn new(processes: u32) -> Self {
        Self {
            acks: Acks::new(),
            next: (0..processes).map(|number| (number, 0)).collect(),
        }
    }

    pub(super) const fn acks(&self) -> &Acks {
        &self.acks
    }

    pub(super) fn steps(&self) -> u64 {
        self.next.values().sum()
    }

    /// The first step that is not complete.
    pub(super) fn next(&self, process: u32) -> u64 {
        self.next.get(&process).copied().unwrap_or(0)
    }

    pub(super) fn learn(&mut self, process: u32, lines: &[String]) -> Result<(), Failure> {
        for line in lines {
            if let Some(step) = line.strip_prefix("step ") {
                let step: u64 = step.parse().map_err(failed)?;
                self.next.insert(process, step + 1);
            } else if let Some(ack) = line.strip_prefix("ack ") {
                let (id, ack) = parse(ack).ok_or_else(|| failed(format!("told `{line}`")))?;
                let before = self.acks.insert(id, ack.clone());
                ensure!(
                    KILL,
                    before.as_ref().is_none_or(|before| *before == ack),
                    "the command {id} was acknowledged as {before:?} and again as {ack:?}"
                );
            }
        }
        Ok(())
    }
}

fn parse(ack: &str) -> Option<(Uuid, Ack)> {
    let mut words = ack.splitn(4, ' ');
    let id = words.next()?.parse().ok()?;
    let version = Version(words.next()?.parse().ok()?);
    let events = words.next()?.parse().ok()?;
    let case = CaseId(words.next()?.to_owned());
    Some((
        id,
        Ack {
            case,
            version,
            events,
        },
    ))
}
