//! What is remembered of a case that is not through: parked acts, and when to look again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::AutomationError;
use crate::{CaseId, DecodeError, Rejection};

/// An automated act that could not be performed. It is taken up again at the next event of its case, or
/// by hand; until then it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parked {
    /// Its command id.
    pub id: Uuid,
    /// The link, rule, automation or translation.
    pub rule: String,
    /// The command.
    pub command: String,
    /// The element's key in a `for each`; of work off a list the entry: the row's key, the place of the event, the id of
    /// the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Why.
    pub because: ParkedBecause,
}

/// Why an automated act is parked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ParkedBecause {
    /// The model refuses it.
    Rejected {
        /// Which check, by its word.
        kind: String,
        /// The element of the model.
        name: String,
        /// The model's sentence for people.
        sentence: String,
    },
    /// A look-up was not answered; it is asked again later.
    Unanswered {
        /// The look-up.
        lookup: String,
    },
    /// The automations of its case answer each other without end.
    Endless {
        /// Acts in a row before this one.
        acts: u64,
    },
    /// Nobody is bound to the role, and no filler is named.
    Unfilled,
    /// A value that it needs is not known: what it is about cannot be found, or a fact is not set yet.
    Unknown,
    /// Another system gave none of its answers; it is called again later.
    Uncalled {
        /// The call.
        call: String,
        /// What was wrong.
        reason: String,
    },
    /// The act or an event of its case cannot be read or written.
    Failed {
        /// What is wrong.
        reason: String,
    },
}

impl Parked {
    /// Whether time alone changes nothing: it waits for an event of its case, or for somebody's hand.
    pub(super) const fn is_endless(&self) -> bool {
        matches!(self.because, ParkedBecause::Endless { .. })
    }
}

impl From<Rejection> for ParkedBecause {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected {
            kind: rejection.kind.word().to_owned(),
            name: rejection.name.to_owned(),
            sentence: rejection.sentence.to_owned(),
        }
    }
}

/// The record of one case. It holds as long as the case stays at this version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Work {
    /// The version the case came to rest at.
    pub(crate) version: u64,
    /// When to look again.
    pub(crate) wake: Option<Timestamp>,
    /// What could not be performed.
    pub(crate) parked: Vec<Parked>,
}

impl Work {
    pub(crate) fn read(case: &CaseId, data: &str) -> Result<Self, AutomationError> {
        serde_json::from_str(data).map_err(|source| AutomationError::Record {
            case: case.clone(),
            source,
        })
    }

    /// The record as JSON; none where there is nothing to remember.
    pub(super) fn write(&self, case: &CaseId) -> Result<Option<String>, AutomationError> {
        if self.is_empty() {
            return Ok(None);
        }
        match serde_json::to_string(self) {
            Ok(data) => Ok(Some(data)),
            Err(source) => Err(AutomationError::Record {
                case: case.clone(),
                source,
            }),
        }
    }

    /// A case with an event that this program cannot read: what is due in it is not known.
    pub(super) fn unreadable(error: &DecodeError) -> Self {
        Self {
            version: error.version,
            wake: None,
            parked: vec![Parked {
                id: Uuid::nil(),
                rule: String::new(),
                command: String::new(),
                element: None,
                because: ParkedBecause::Failed {
                    reason: error.to_string(),
                },
            }],
        }
    }

    /// Whether there is nothing to remember.
    pub(super) const fn is_empty(&self) -> bool {
        self.wake.is_none() && self.parked.is_empty()
    }

    pub(crate) fn is_parked(&self, id: Uuid) -> bool {
        self.parked.iter().any(|parked| parked.id == id)
    }

    pub(super) fn wake_at(&mut self, time: Timestamp) {
        self.wake = Some(self.wake.map_or(time, |wake| wake.min(time)));
    }
}

/// Timers sort by time. Of nothing: the end of all that are due at this time.
pub(crate) fn timer_key(time: Timestamp, of: Option<&str>) -> String {
    // Flipping the sign bit makes the order of the digits the order of time. Rounded up, so that no timer
    // opens before its act is due.
    let up = i64::from(time.subsec_nanosecond() % 1000 != 0);
    let micros = (time.as_microsecond() + up).cast_unsigned() ^ (1 << 63);
    match of {
        Some(of) => format!("{micros:016x} {of}"),
        None => format!("{micros:016x}~"),
    }
}

/// The case of a timer.
pub(crate) fn timer_case(key: &str) -> Option<CaseId> {
    key.split_once(' ').map(|(_, case)| CaseId(case.to_owned()))
}

/// The time of a timer.
pub(crate) fn timer_time(key: &str) -> Option<Timestamp> {
    let (micros, _) = key.split_once(' ')?;
    let micros = u64::from_str_radix(micros, 16).ok()? ^ (1 << 63);
    Timestamp::from_microsecond(micros.cast_signed()).ok()
}
