//! Children that live apart, in cases of their own, and the token by which they and their parents are bound.
//!
//! The token of a child is at its parent exactly while the child is settled. The parent lends it for one act; the act
//! that settles the child returns it. What passes between the two cases follows from their folds and is recorded once
//! where it arrives, so there is nothing to be lost.

mod child;
mod tie;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use child::{Child, Children, Lent, lent, recalled};
pub use tie::Tie;

use crate::ctp::Base;
use crate::{ActorId, CaseId, Cause, Model, Via};

/// What one case asks of another: never given by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed<C> {
    /// To the parent: lend the child what it needs for this act.
    Lend {
        /// The child.
        child: CaseId,
        /// The id under which the child performs the act.
        id: Uuid,
        /// The act.
        act: Box<C>,
    },
    /// To the child: what the token was lent for is refused.
    TurnDown {
        /// The parent.
        parent: CaseId,
    },
    /// To the parent: the child has settled.
    Return {
        /// The child.
        child: CaseId,
        /// The child's version when it settled.
        since: u64,
        /// What it came to.
        base: Base,
    },
    /// To the child: what encloses it is asked to be taken back.
    Recall,
}

/// What a case notes of that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noted<C> {
    /// The token of a child is lent for an act.
    Lent {
        /// The child.
        child: CaseId,
        /// The id under which the child performs the act.
        id: Uuid,
        /// The act.
        act: Box<C>,
    },
    /// The act that the token was lent for was refused when it arrived.
    TurnedDown {
        /// The parent.
        parent: CaseId,
    },
    /// The token of a child is back.
    Returned {
        /// The child.
        child: CaseId,
        /// The child's version when it settled.
        since: u64,
        /// What it came to.
        base: Base,
    },
    /// What encloses this case is asked to be taken back.
    Recalled,
}

impl<C> Noted<C> {
    /// The event's name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Lent { .. } => "Lent",
            Self::TurnedDown { .. } => "TurnedDown",
            Self::Returned { .. } => "Returned",
            Self::Recalled => "Recalled",
        }
    }

    /// Whether it refuses an act that the token was lent for.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::TurnedDown { .. })
    }
}

impl<C> Passed<C> {
    /// The case that it names; the shell knows which it is for.
    pub fn about(&self) -> CaseId {
        match self {
            Self::Lend { child, .. } | Self::Return { child, .. } => child.clone(),
            Self::TurnDown { parent } => parent.clone(),
            Self::Recall => CaseId(String::new()),
        }
    }

    /// The command's name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Lend { .. } => "Lend",
            Self::TurnDown { .. } => "TurnDown",
            Self::Return { .. } => "Return",
            Self::Recall => "Recall",
        }
    }
}

/// What a case has to tell another one. It is told until it is recorded there, and recorded once.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<M: Model> {
    /// Under this id.
    pub id: Uuid,
    /// The case that is told.
    pub to: CaseId,
    /// The sender's version from which on it is told.
    pub since: u64,
    /// In whose name.
    pub by: ActorId,
    /// In which role.
    pub role: M::Role,
    /// How it came about.
    pub via: Via,
    /// What it is told.
    pub command: M::Command,
    /// What it is told where it refuses that.
    pub otherwise: Option<M::Command>,
}

/// In whose name a case tells another one of itself, and by which link they are bound.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a, M: Model> {
    /// The case that tells.
    pub case: &'a CaseId,
    /// In whose name; nobody is bound before the first act, and then nothing is told.
    pub by: Option<&'a ActorId>,
    /// In which role.
    pub role: M::Role,
    /// The link, by its identity in the model.
    pub link: &'static str,
}

impl<M: Model> Teller<'_, M> {
    fn via(&self, response: &str, occasion: u64) -> Via {
        Via::Automation(Box::new(Cause {
            rule: self.link.to_owned(),
            response: response.to_owned(),
            occasion,
            element: None,
        }))
    }
}
