//! What is remembered of an entry about which something could not be done.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::store::Version;
use crate::{CaseId, Parked, ParkedBecause, Position};

/// When what got no answer is tried again first; then after twice the time, and so on.
const AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// How often that time is doubled.
const DOUBLINGS: u32 = 6;

/// An entry about which something could not be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stuck {
    /// What put it on its list; none for a report.
    pub(crate) since: Option<Position>,
    /// What was not done, and why.
    pub(crate) parked: Parked,
    /// The case whose next event may change that, and where it stood.
    pub(crate) case: Option<(CaseId, u64)>,
    /// What the other system answered, as JSON: it is not called again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<String>,
    /// The report, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<String>,
    /// How often it was tried.
    pub(crate) tries: u32,
    /// When it is tried again by itself.
    pub(crate) again: Option<Timestamp>,
}

impl Stuck {
    /// The case whose next event is waited for.
    pub(crate) fn waits_for(&self) -> Option<(&CaseId, Version)> {
        let (case, version) = self.case.as_ref()?;
        Some((case, Version(*version)))
    }
}

/// When to try again by itself after so many tries. What the model refuses waits for an event of the case that it is about;
/// what goes on without end waits for somebody's hand.
pub(super) fn again(
    because: &ParkedBecause,
    knows_case: bool,
    tries: u32,
    now: Timestamp,
) -> Option<Timestamp> {
    match because {
        ParkedBecause::Endless { .. } => None,
        ParkedBecause::Rejected { .. } if knows_case => None,
        _ => {
            let factor = 1 << tries.saturating_sub(1).min(DOUBLINGS);
            now.checked_add(AGAIN * factor).ok()
        }
    }
}
