//! Acts and facts of the Complete Transaction Pattern, as words.

use super::Path;
use crate::Span;

/// A base act of the pattern; `quit` and `stop` belong to profile `demo3` only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

impl Act {
    /// All base acts, in the order of the pattern.
    pub const ALL: [Self; 9] = [
        Self::Request,
        Self::Promise,
        Self::Decline,
        Self::Execute,
        Self::Declare,
        Self::Accept,
        Self::Reject,
        Self::Quit,
        Self::Stop,
    ];

    /// The keyword of the act: `request`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Promise => "promise",
            Self::Decline => "decline",
            Self::Execute => "execute",
            Self::Declare => "declare",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Quit => "quit",
            Self::Stop => "stop",
        }
    }

    /// The word of the fact that the act brings about: `requested`.
    pub const fn fact_word(self) -> &'static str {
        match self {
            Self::Request => "requested",
            Self::Promise => "promised",
            Self::Decline => "declined",
            Self::Execute => "executed",
            Self::Declare => "declared",
            Self::Accept => "accepted",
            Self::Reject => "rejected",
            Self::Quit => "quitted",
            Self::Stop => "stopped",
        }
    }
}

/// How far a revocation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Asked for, and pending.
    Asked,
    /// Allowed by the other party.
    Allowed,
    /// Refused by the other party.
    Refused,
}

/// A fact of one transaction, without its kind: `accepted`, `request revocation asked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactWord {
    /// The fact of a base act.
    Base(Act),
    /// The fact of a revocation of an act.
    Revocation(Act, Outcome),
}

/// `OrderPaying accepted`, `OrderCompleting request revocation asked`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactRef {
    /// The transaction kind.
    pub kind: Path,
    /// The fact.
    pub fact: FactWord,
    /// The whole reference.
    pub span: Span,
}

/// An act of one transaction, without its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepWord {
    /// A base act.
    Base(Act),
    /// `revoke ACT`
    Revoke(Act),
    /// `allow ACT revocation`
    Allow(Act),
    /// `refuse ACT revocation`
    Refuse(Act),
}

/// `request OrderPaying`, `revoke promise of OrderPaying`, `allow request revocation`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ActRef {
    /// The act.
    pub step: StepWord,
    /// The kind; without it this transaction's.
    pub kind: Option<Path>,
    /// The whole reference.
    pub span: Span,
}
