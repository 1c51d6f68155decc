//! The Complete Transaction Pattern: its one home.
//!
//! The validator, the code generator, diagrams and tests all read the tables here.

mod answers;
mod table;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use answers::answers;
pub use table::{Revocable, revocable};
pub use words::{act_of, fact_of, fact_words, step_of, step_of_kind, step_words};

pub use coact_syntax::ast::{Act, FactWord, Outcome, StepWord as Step};

/// Which reading of the pattern a model follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// DEMO-4: declare, no quit and no stop, revocable decline and reject.
    #[default]
    Demo4,
    /// DEMO-3: quit and stop.
    Demo3,
}

/// How much of the pattern a kind uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Request, promise, execute, declare, accept.
    Basic,
    /// Basic with decline and reject (`demo3`: quit and stop).
    Standard,
    /// Standard with revocations.
    #[default]
    Complete,
}

/// Which party performs a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Performer {
    /// The party that asked.
    Initiator,
    /// The party that was asked.
    Executor,
}

/// The base state of one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// `in`
    Initial,
    /// `rq`
    Requested,
    /// `pm`
    Promised,
    /// `dc`
    Declined,
    /// `ex`
    Executed,
    /// `da` (`demo3`: st)
    Declared,
    /// `ac`
    Accepted,
    /// `rj`
    Rejected,
    /// `qt` (`demo3`)
    Quitted,
    /// `sp` (`demo3`)
    Stopped,
}

/// Where a transaction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status {
    /// The last act that stands.
    pub base: Base,
    /// The act whose revocation is pending.
    pub pending: Option<Act>,
}

impl Status {
    /// Nothing has been asked for.
    pub const INITIAL: Self = Self {
        base: Base::Initial,
        pending: None,
    };

    /// No revocation is pending and nothing is under way.
    pub const fn is_settled(self) -> bool {
        self.pending.is_none()
            && matches!(
                self.base,
                Base::Initial | Base::Declined | Base::Accepted | Base::Quitted | Base::Stopped
            )
    }

    /// Asked for and neither withdrawn, declined nor given up.
    pub const fn is_live(self) -> bool {
        !matches!(
            self.base,
            Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
        )
    }

    /// Whether a fact of the transaction stands now: the product fact only with nothing pending; that a
    /// revocation is asked for while it is pending. What became of a settled revocation is history, which
    /// no status tells.
    pub fn stands(self, fact: FactWord) -> bool {
        match fact {
            FactWord::Base(Act::Accept) => self.holds(),
            FactWord::Base(act) => stands(self.base, act),
            FactWord::Revocation(act, Outcome::Asked) => self.pending == Some(act),
            FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused) => false,
        }
    }

    /// The product fact holds: accepted with nothing pending.
    pub const fn holds(self) -> bool {
        self.pending.is_none() && matches!(self.base, Base::Accepted)
    }
}

impl Performer {
    /// The other party.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Initiator => Self::Executor,
            Self::Executor => Self::Initiator,
        }
    }
}

/// Whether a performance of `act` still stands in a base state, whatever is pending.
pub const fn stands(base: Base, act: Act) -> bool {
    use Base::{
        Accepted, Declared, Declined, Executed, Initial, Promised, Quitted, Rejected, Stopped,
    };
    match act {
        Act::Request => !matches!(base, Initial),
        Act::Promise => matches!(
            base,
            Promised | Executed | Declared | Accepted | Rejected | Stopped
        ),
        Act::Execute => matches!(base, Executed | Declared | Accepted | Rejected | Stopped),
        Act::Declare => matches!(base, Declared | Accepted | Rejected | Stopped),
        Act::Accept => matches!(base, Accepted),
        Act::Decline => matches!(base, Declined | Quitted),
        Act::Reject => matches!(base, Rejected | Stopped),
        Act::Quit => matches!(base, Quitted),
        Act::Stop => matches!(base, Stopped),
    }
}

/// Who performs a step: the two parties' own acts; the performer of an act takes it back, the other party
/// settles that (DEMO-3 §3, DEMO-SL 4.10 §4).
pub const fn performer(step: Step) -> Performer {
    match step {
        Step::Base(act) | Step::Revoke(act) => table::performer(act),
        Step::Allow(act) | Step::Refuse(act) => table::performer(act).other(),
    }
}

/// The base acts that a pattern uses.
pub fn acts(profile: Profile, pattern: Pattern) -> impl Iterator<Item = Act> {
    Act::ALL.into_iter().filter(move |act| match act {
        Act::Request | Act::Promise | Act::Execute | Act::Declare | Act::Accept => true,
        Act::Decline | Act::Reject => pattern != Pattern::Basic,
        Act::Quit | Act::Stop => pattern != Pattern::Basic && profile == Profile::Demo3,
    })
}

/// Every step that a profile and pattern admit, in canonical order: the base acts, then for each act that
/// can be taken back its revocation, allowance and refusal.
pub fn steps(profile: Profile, pattern: Pattern) -> Vec<Step> {
    let mut steps: Vec<Step> = acts(profile, pattern).map(Step::Base).collect();
    if pattern == Pattern::Complete {
        for revocable in revocable(profile) {
            steps.extend([
                Step::Revoke(revocable.act),
                Step::Allow(revocable.act),
                Step::Refuse(revocable.act),
            ]);
        }
    }
    steps
}

/// Every status that can occur.
pub fn statuses(profile: Profile, pattern: Pattern) -> &'static [Status] {
    // Asked for once per act of every kind, and always the same.
    static KNOWN: LazyLock<BTreeMap<(Profile, Pattern), Vec<Status>>> = LazyLock::new(|| {
        let patterns = [Pattern::Basic, Pattern::Standard, Pattern::Complete];
        [Profile::Demo4, Profile::Demo3]
            .into_iter()
            .flat_map(|profile| patterns.map(|pattern| (profile, pattern)))
            .map(|(profile, pattern)| ((profile, pattern), reachable(profile, pattern)))
            .collect()
    });
    KNOWN.get(&(profile, pattern)).map_or(&[], Vec::as_slice)
}

fn reachable(profile: Profile, pattern: Pattern) -> Vec<Status> {
    let mut seen = vec![Status::INITIAL];
    let mut next_index = 0;
    let steps = steps(profile, pattern);
    while let Some(&status) = seen.get(next_index) {
        next_index += 1;
        for step in &steps {
            if let Some(after) = next(profile, pattern, false, status, *step)
                && !seen.contains(&after)
            {
                seen.push(after);
            }
        }
    }
    seen
}

/// Where a step leads; none where it is not legal. While a revocation is pending nothing but its settlement
/// is; a refusal leaves the base state as it is, an allowance moves it to the profile's target.
pub fn next(
    profile: Profile,
    pattern: Pattern,
    tacit_execute: bool,
    status: Status,
    step: Step,
) -> Option<Status> {
    if !matches!(step, Step::Base(_)) && pattern != Pattern::Complete {
        return None;
    }
    let revocable = |act| {
        revocable(profile)
            .iter()
            .find(|revocable| revocable.act == act)
    };
    match (status.pending, step) {
        (None, Step::Base(act)) => acts(profile, pattern)
            .any(|used| used == act)
            .then(|| {
                table::rows(profile, tacit_execute).find(|row| (row.0, row.1) == (status.base, act))
            })
            .flatten()
            .map(|(_, _, base)| Status {
                base,
                pending: None,
            }),
        (None, Step::Revoke(act)) => revocable(act)
            .filter(|revocable| revocable.from.contains(&status.base))
            .map(|_| Status {
                pending: Some(act),
                ..status
            }),
        (Some(pending), Step::Allow(act)) if pending == act => {
            revocable(act).map(|revocable| Status {
                base: revocable.back_to,
                pending: None,
            })
        }
        (Some(pending), Step::Refuse(act)) if pending == act => Some(Status {
            pending: None,
            ..status
        }),
        _ => None,
    }
}
