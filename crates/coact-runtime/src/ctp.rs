//! The vocabulary of the Complete Transaction Pattern at run time.
//!
//! The transition table itself lives in the compiler; generated code has it compiled into `match`es. What
//! is here are the words, and the three questions that waits, containment and views ask of a status.

use serde::{Deserialize, Serialize};

/// A base act. `Quit` and `Stop` belong to profile `demo3` only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Ask for a product.
    Request,
    /// Commit to bring it about.
    Promise,
    /// Turn the request down.
    Decline,
    /// Bring the product about (the production act).
    Execute,
    /// Say that it is done.
    Declare,
    /// Take the result.
    Accept,
    /// Refuse the result.
    Reject,
    /// Give up after a decline (`demo3`).
    Quit,
    /// Give up after a reject (`demo3`).
    Stop,
}

/// The base state of one transaction: the last act that stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Nothing has been asked for.
    #[default]
    Initial,
    /// Asked for.
    Requested,
    /// Promised.
    Promised,
    /// Declined: a discussion state.
    Declined,
    /// Brought about, not yet declared.
    Executed,
    /// Declared.
    Declared,
    /// Accepted: the product fact exists.
    Accepted,
    /// Rejected: a discussion state.
    Rejected,
    /// Given up after a decline (`demo3`).
    Quitted,
    /// Given up after a reject (`demo3`).
    Stopped,
}

/// One act of a transaction: a base act, or one of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The base act itself.
    Do(Act),
    /// Ask to take the act back.
    Revoke(Act),
    /// Allow the pending revocation of the act.
    Allow(Act),
    /// Refuse the pending revocation of the act.
    Refuse(Act),
}

/// Which of the two parties performs a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Performer {
    /// The party that asked.
    Initiator,
    /// The party that was asked.
    Executor,
}

impl Step {
    /// Who performs it: the two parties their own acts; who performed an act takes it back, and the other
    /// party settles that. A test of the compiler holds this to its table.
    pub const fn performer(self) -> Performer {
        match (self, self.is_of_initiator()) {
            (Self::Do(_) | Self::Revoke(_), true) | (Self::Allow(_) | Self::Refuse(_), false) => {
                Performer::Initiator
            }
            _ => Performer::Executor,
        }
    }

    /// Whether the act that it is about is one of the initiator's.
    const fn is_of_initiator(self) -> bool {
        let (Self::Do(act) | Self::Revoke(act) | Self::Allow(act) | Self::Refuse(act)) = self;
        matches!(act, Act::Request | Act::Accept | Act::Reject | Act::Quit)
    }
}

/// Where a transaction stands: its base state, and the one revocation that may be pending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Status {
    /// The last act that stands.
    pub base: Base,
    /// The act whose revocation is asked for and not yet settled.
    pub pending: Option<Act>,
}

impl Status {
    /// A base state in which no revocation is pending.
    #[inline]
    pub const fn at(base: Base) -> Self {
        let pending = None;
        Self { base, pending }
    }

    /// No revocation is pending and nothing is under way: initial, declined, accepted, quitted or stopped.
    #[inline]
    pub const fn is_settled(self) -> bool {
        self.pending.is_none()
            && matches!(
                self.base,
                Base::Initial | Base::Declined | Base::Accepted | Base::Quitted | Base::Stopped
            )
    }

    /// Asked for and neither withdrawn, declined nor given up; counts against a link's bounds.
    #[inline]
    pub const fn is_live(self) -> bool {
        !matches!(
            self.base,
            Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
        )
    }

    /// The product fact holds: accepted with nothing pending.
    #[inline]
    pub const fn holds(self) -> bool {
        self.pending.is_none() && matches!(self.base, Base::Accepted)
    }

    /// Promised with nothing pending: children may be requested.
    #[inline]
    pub const fn is_promised_and_quiet(self) -> bool {
        self.pending.is_none() && matches!(self.base, Base::Promised)
    }

    /// Whether the performance of `act` still stands, whatever is pending: a promise stands until it is
    /// taken back or the transaction is declined or withdrawn.
    #[inline]
    pub const fn stands(self, act: Act) -> bool {
        use Base::{
            Accepted, Declared, Declined, Executed, Initial, Promised, Quitted, Rejected, Stopped,
        };
        match act {
            Act::Request => !matches!(self.base, Initial),
            Act::Promise => {
                matches!(
                    self.base,
                    Promised | Executed | Declared | Accepted | Rejected | Stopped
                )
            }
            Act::Execute => matches!(
                self.base,
                Executed | Declared | Accepted | Rejected | Stopped
            ),
            Act::Declare => matches!(self.base, Declared | Accepted | Rejected | Stopped),
            Act::Accept => matches!(self.base, Accepted),
            Act::Decline => matches!(self.base, Declined | Quitted),
            Act::Reject => matches!(self.base, Rejected | Stopped),
            Act::Quit => matches!(self.base, Quitted),
            Act::Stop => matches!(self.base, Stopped),
        }
    }
}
