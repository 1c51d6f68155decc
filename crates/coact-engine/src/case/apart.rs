//! Children that live apart, in cases of their own, and the token by which they and their parents are bound.
//!
//! The token of a child is at its parent exactly while the child is settled. The parent lends it for one act; the act that
//! settles the child returns it.

mod ask;
mod messages;

use std::collections::BTreeMap;

use coact_model::ctp::{Act, Base, Status, Step};
use coact_model::model::{ActorId, KindId};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::expr;
use coact_runtime::{ActorId as Who, Via};

use super::Case;
use crate::cx::{Address, Cx};
use crate::message::{ActCommand, ActEvent, Envelope, Passed};
use crate::value::Json;
pub(crate) use ask::{may_ask, pass};
pub(crate) use messages::{Message, borrows, messages};

/// What binds a case to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bonds {
    pub(crate) tie: Tie,
    /// The children of each kind, in the order in which they were asked for.
    children: BTreeMap<KindId, Vec<(String, Child)>>,
}

/// What binds a child to its parent, as the child knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tie {
    /// The case of the parent.
    pub(crate) parent: Option<String>,
    /// Who was turned down last: whoever asked first, where nothing else is known of the child.
    turned_down: Option<Who>,
    /// The child's version when it settled; 0 while it is under way, and before it was asked for.
    settled: u64,
    /// The child's version when it heard that what encloses it is asked to be taken back; 0 where it did not.
    recalled: u64,
}

/// A child that lives apart, as its parent knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Child {
    /// Where it stood when it was settled last; requested while the token is away.
    pub(crate) status: Status,
    /// What the token is away for.
    lent: Option<Lent>,
    /// The parent's version right after the child was asked for last.
    pub(crate) last_request: u64,
    /// The parent's version right after the token came back last.
    pub(crate) returned: u64,
    /// How often it was declined.
    pub(crate) declines: u64,
    /// What was asked for last.
    pub(crate) asked: Option<ActCommand>,
    /// The element of a list that it was asked for.
    pub(crate) element: Option<String>,
    /// The response of a rule that asked for it; none where a person did.
    pub(crate) response: Option<String>,
    /// The child's version when it settled last.
    since: u64,
}

/// What a token is lent for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lent {
    id: Uuid,
    act: ActCommand,
    by: Who,
    role: Option<ActorId>,
    via: Via,
    /// The parent's version right after it was lent.
    since: u64,
}

impl Default for Child {
    fn default() -> Self {
        Self {
            status: Status::INITIAL,
            lent: None,
            last_request: 0,
            returned: 0,
            declines: 0,
            asked: None,
            element: None,
            response: None,
            since: 0,
        }
    }
}

impl Child {
    /// Whether the token is at the parent.
    pub(crate) const fn is_home(&self) -> bool {
        self.lent.is_none()
    }
}

impl Tie {
    /// Follows an act of the child.
    const fn follow(&mut self, version: u64, status: Status) {
        if status.is_settled() {
            self.settled = version;
            self.recalled = 0;
        } else {
            self.settled = 0;
        }
    }

    /// Whether the child is to be asked to be taken back, its latest revocation being this old.
    pub(crate) const fn is_recalled(&self, pending_since: u64) -> bool {
        self.recalled > 0 && pending_since <= self.recalled
    }
}

impl Bonds {
    /// The children of a kind.
    pub(crate) fn children(&self, kind: KindId) -> &[(String, Child)] {
        self.children.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The child that lives in this case.
    fn child(&self, kind: KindId, case: &str) -> Option<&Child> {
        let mut children = self.children(kind).iter();
        children.find(|(known, _)| known == case).map(|(_, it)| it)
    }

    /// The child that lives in this case, made where there is none.
    fn at(&mut self, kind: KindId, case: &str) -> Option<&mut Child> {
        let children = self.children.entry(kind).or_default();
        let at = children.iter().position(|(known, _)| known == case);
        let at = at.unwrap_or_else(|| {
            children.push((case.to_owned(), Child::default()));
            children.len() - 1
        });
        children.get_mut(at).map(|(_, child)| child)
    }
}

impl Case {
    /// What follows for the tie from an act of the kind that is bound by it.
    pub(super) fn follow(&mut self, cx: &Cx<'_>, event: &ActEvent, status: Status) {
        let Some((parent, _)) = cx.apart(event.kind) else {
            return;
        };
        if event.step == Step::Base(Act::Request) {
            let around = match cx.address(event.kind) {
                Some(Address::FilledIn(at) | Address::Given(at)) => event.payload.get(at),
                Some(Address::Added(_)) | None => event.around.as_ref(),
            };
            let case = around.map(|around| cx.stream(cx.subject(parent), around));
            self.bonds.tie.parent = case;
        }
        self.bonds.tie.follow(self.version, status);
    }

    /// Folds what is noted of tokens.
    pub(super) fn note(&mut self, cx: &Cx<'_>, envelope: &Envelope, noted: &Passed) {
        let version = self.version;
        match noted {
            Passed::Lend { child, id, act } => {
                let asks = act.step == Step::Base(Act::Request);
                let element = element(cx, envelope, act);
                let Some(known) = self.bonds.at(act.kind, child) else {
                    return;
                };
                known.status = at(Base::Requested);
                if asks {
                    known.last_request = version;
                    known.asked = Some((**act).clone());
                    known.element = element;
                    if let Via::Automation(cause) = &envelope.via {
                        known.response = Some(cause.response.clone());
                    }
                }
                known.lent = Some(Lent {
                    id: *id,
                    act: (**act).clone(),
                    by: envelope.by.clone(),
                    role: envelope.role,
                    via: envelope.via.clone(),
                    since: version,
                });
            }
            Passed::Return { child, since, base } => {
                let all = self.bonds.children.values_mut().flatten();
                for (_, known) in all.filter(|(known, _)| known == child) {
                    known.status = at(*base);
                    known.lent = None;
                    known.returned = version;
                    known.since = *since;
                    known.declines += u64::from(*base == Base::Declined);
                }
            }
            Passed::TurnDown { parent } => {
                let status = self.tied_status(cx);
                let tie = &mut self.bonds.tie;
                tie.turned_down = Some(envelope.by.clone());
                tie.parent.get_or_insert_with(|| parent.clone());
                tie.follow(version, status);
            }
            Passed::Recall => self.bonds.tie.recalled = version,
        }
    }

    /// Where the kind stands that is bound to a parent.
    fn tied_status(&self, cx: &Cx<'_>) -> Status {
        let super::Sort::Case(sort) = self.sort else {
            return Status::INITIAL;
        };
        let root = cx.apart_root(sort).and_then(|kind| self.only(kind));
        root.map_or(Status::INITIAL, |entry| entry.instance.status)
    }
}

/// The element that a child is asked for, as text.
fn element(cx: &Cx<'_>, envelope: &Envelope, act: &ActCommand) -> Option<String> {
    let key = cx.per_element(act.kind).and_then(|element| element.key);
    match key {
        Some((at, _)) if act.step == Step::Base(Act::Request) => {
            let value = act.payload.get(at)?.as_ref()?;
            Some(expr::element(&Json(cx, value)))
        }
        Some(_) => None,
        None => envelope.via.element().map(str::to_owned),
    }
}

const fn at(base: Base) -> Status {
    Status {
        base,
        pending: None,
    }
}
