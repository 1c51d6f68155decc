//! Process Model.

use super::{Expr, KindId, Model};
use crate::Loc;
use crate::ctp::{Act, FactWord, Step};

/// A response link: the fact makes a role perform the act.
#[derive(Clone, Debug)]
pub struct ResponseLink {
    /// Where it starts.
    pub source: (KindId, FactWord),
    /// Where it ends; an initiation where it is another kind's request.
    pub target: (KindId, Step),
    /// Least number of performances.
    pub min: u64,
    /// Greatest number.
    pub max: Option<u64>,
    /// What a child is about that lives in the case of another entity: that entity, as the source's kind sees it.
    pub subject: Option<Expr>,
    /// Values for the target's payload: an index into it, and the value as the source's kind sees it.
    pub payload: Vec<(usize, Expr)>,
    /// The key of the new entity that the target makes, where it comes with the request.
    pub key: Option<Expr>,
    /// Performed without a person.
    pub automated: bool,
    /// Asked again after it failed.
    pub retry: Option<Retry>,
    /// The child lives in its own case.
    pub apart: bool,
    /// The fate of the child when the parent is taken back.
    pub policy: Policy,
    /// Why a wait that may stay closed is accepted.
    pub risk: Option<String>,
    /// The whole link.
    pub loc: Loc,
}

impl ResponseLink {
    /// Whether its act has to be told what it is about: a child about another entity that exists already.
    pub fn needs_subject(&self, model: &Model) -> bool {
        let (kind, step) = self.target;
        let product = &model.kinds[kind].product;
        step == Step::Base(Act::Request)
            && !product.new
            && product.entity != model.kinds[self.source.0].product.entity
    }
}

/// How often a failed child is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    /// At most this often; without a number always.
    pub times: Option<u64>,
}

/// The fate of a child when its parent's request or promise is taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The parent's revocation is allowed only when every child is settled.
    #[default]
    Contained,
    /// Contained, and the children's requests are revoked with it.
    Cascade,
    /// Neither.
    Free,
}

/// A wait link: the act waits until the fact stands.
#[derive(Clone, Debug)]
pub struct WaitLink {
    /// What is waited for.
    pub source: (KindId, FactWord),
    /// The act that waits; the request of a child, or a base act. A wait into a tacit `execute`, which is
    /// folded into `declare`, is a wait into `declare`.
    pub target: (KindId, Act),
    /// At least this many; without a number all that were asked for and not withdrawn, and at least the
    /// minimum of the response link.
    pub count: Option<u64>,
    /// The whole link.
    pub loc: Loc,
}
