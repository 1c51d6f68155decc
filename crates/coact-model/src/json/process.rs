//! Process Model.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::words;
use crate::ctp::Step;
use crate::model::{self, CaseKind, Model, NodeId, Policy};

/// A response link: a fact makes a role perform an act.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Response {
    /// `OrderCompleting promised`
    pub(super) from: String,
    /// `request OrderPaying`
    pub(super) to: String,
    /// Least number of performances.
    pub(super) min: u64,
    /// Greatest number; none where there is no limit.
    pub(super) max: Option<u64>,
    /// What the child is about, where it lives in the case of another entity.
    pub(super) subject: Option<String>,
    /// Values for the act, and under the name of the entity the key of a new one that comes with the request.
    pub(super) payload: Vec<Assignment>,
    /// Whether the link itself is performed without a person.
    pub(super) automated: bool,
    /// Whether, and how often, it asks again after a decline.
    pub(super) retry: Option<Retry>,
    /// Whether the child lives in a case of its own.
    pub(super) apart: bool,
    pub(super) on_revert: PolicyWord,
    /// Why a wait that may stay closed is accepted.
    pub(super) risk: Option<String>,
}

/// Asking again after a decline.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Retry {
    /// At most so often; none where always.
    pub(super) times: Option<u64>,
}

/// What becomes of a child when its parent is taken back.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PolicyWord {
    /// The parent is given back only when every child is settled.
    Contained,
    /// Contained, and the requests of the children are taken back with it.
    Cascade,
    /// Neither.
    Free,
}

/// A wait link: an act waits until a fact stands.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Wait {
    /// `OrderPaying accepted`
    pub(super) from: String,
    /// `execute OrderCompleting`
    pub(super) to: String,
    /// At least so many; none where all that were asked for and not withdrawn.
    pub(super) count: Option<u64>,
}

/// A case: the transactions that live in one stream.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Case {
    /// The entity whose key names the case.
    pub(super) entity: String,
    /// The transactions that start in it.
    pub(super) roots: Vec<Place>,
}

/// A transaction at its place in a case.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Place {
    pub(super) transaction: String,
    /// Whether one enclosing instance may have several of it.
    pub(super) many: bool,
    /// The transactions it encloses.
    pub(super) encloses: Vec<Place>,
}

impl Response {
    pub(super) fn of(model: &Model, link: &model::ResponseLink) -> Self {
        let scope = Scope::of(model).in_kind(link.source.0);
        Self {
            from: words::fact(model, link.source),
            to: words::act(model, link.target),
            min: link.min,
            max: link.max,
            subject: link.subject.as_ref().map(|subject| scope.text(subject)),
            payload: scope.given(link.target, link.key.as_ref(), &link.payload),
            automated: link.automated,
            retry: link.retry.map(|retry| Retry { times: retry.times }),
            apart: link.apart,
            on_revert: match link.policy {
                Policy::Contained => PolicyWord::Contained,
                Policy::Cascade => PolicyWord::Cascade,
                Policy::Free => PolicyWord::Free,
            },
            risk: link.risk.clone(),
        }
    }
}

impl Wait {
    pub(super) fn of(model: &Model, wait: &model::WaitLink) -> Self {
        let (kind, act) = wait.target;
        Self {
            from: words::fact(model, wait.source),
            to: words::act(model, (kind, Step::Base(act))),
            count: wait.count,
        }
    }
}

impl Case {
    pub(super) fn of(model: &Model, case: &CaseKind) -> Self {
        Self {
            entity: words::entity(model, case.entity),
            roots: case
                .roots
                .iter()
                .map(|root| Place::of(model, case, *root))
                .collect(),
        }
    }
}

impl Place {
    fn of(model: &Model, case: &CaseKind, node: NodeId) -> Self {
        let node = &case.nodes[node];
        Self {
            transaction: words::kind(model, node.kind),
            many: node.many,
            encloses: node
                .children
                .iter()
                .map(|child| Self::of(model, case, *child))
                .collect(),
        }
    }
}
