//! A child as its parent knows it.

use uuid::Uuid;

use super::{Message, Passed, Teller};
use crate::ctp::{Base, Status};
use crate::{ActorId, CaseId, Envelope, Instances, Model, Via, ids};

/// The children of a kind, in the order in which they were asked for.
pub type Children<M> = Instances<CaseId, (), Child<M>>;

/// A child that lives apart, as its parent knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Child<M: Model> {
    /// Where it stood when it was settled last; requested while the token is away.
    pub status: Status,
    /// What the token is away for.
    pub lent: Option<Lent<M>>,
    /// The parent's version right after the child was asked for last.
    pub last_request: u64,
    /// The parent's version right after the token came back last.
    pub returned: u64,
    /// How often it was declined.
    pub declines: u64,
    /// What was asked for last.
    pub asked: Option<M::Command>,
    /// The element of a list that it was asked for.
    pub element: Option<String>,
    /// The response of a rule that asked for it; none where a person did.
    pub response: Option<String>,
    /// The child's version when it settled last.
    since: u64,
}

/// What a token is lent for.
#[derive(Clone, Debug, PartialEq)]
pub struct Lent<M: Model> {
    /// The id under which the child performs the act.
    pub id: Uuid,
    /// The act.
    pub act: M::Command,
    /// In whose name.
    pub by: ActorId,
    /// In which role.
    pub role: M::Role,
    /// By a person or a rule.
    pub via: Via,
    /// The parent's version right after it was lent.
    pub since: u64,
}

impl<M: Model> Default for Child<M> {
    fn default() -> Self {
        Self {
            status: Status::default(),
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

impl<M: Model> Child<M> {
    /// Whether the token is at the parent.
    pub const fn is_home(&self) -> bool {
        self.lent.is_none()
    }

    /// Whether what the child tells is news.
    pub const fn is_news(&self, since: u64) -> bool {
        since > self.since
    }

    /// The token leaves for an act; `asks` where it is a request, of this element of a list.
    pub fn leave(
        &mut self,
        version: u64,
        envelope: &Envelope<M>,
        id: Uuid,
        act: &M::Command,
        asks: bool,
        element: Option<String>,
    ) {
        self.status = Status::at(Base::Requested);
        if asks {
            self.last_request = version;
            self.asked = Some(act.clone());
            self.element = element;
            if let Via::Automation(cause) = &envelope.via {
                self.response = Some(cause.response.clone());
            }
        }
        self.lent = Some(Lent {
            id,
            act: act.clone(),
            by: envelope.by.clone(),
            role: envelope.role,
            via: envelope.via.clone(),
            since: version,
        });
    }

    /// The token comes back.
    pub fn come_home(&mut self, version: u64, since: u64, base: Base) {
        self.status = Status::at(base);
        self.lent = None;
        self.returned = version;
        self.since = since;
        if base == Base::Declined {
            self.declines += 1;
        }
    }
}

/// The acts that tokens are lent for, each to its child.
pub fn lent<M: Model>(case: &CaseId, children: &Children<M>, out: &mut Vec<Message<M>>) {
    for child in children {
        if let Some(lent) = &child.instance.lent {
            out.push(Message {
                id: lent.id,
                to: child.subject.clone(),
                since: lent.since,
                by: lent.by.clone(),
                role: lent.role,
                via: lent.via.clone(),
                command: lent.act.clone(),
                otherwise: M::pass(Passed::TurnDown {
                    parent: case.clone(),
                }),
            });
        }
    }
}

/// That the case is asked to be taken back since a version, to each child that is under way.
pub fn recalled<M: Model>(
    teller: &Teller<'_, M>,
    since: u64,
    children: &Children<M>,
    out: &mut Vec<Message<M>>,
) {
    for child in children {
        if let (false, Some(by), Some(command)) =
            (child.instance.is_home(), teller.by, M::pass(Passed::Recall))
        {
            out.push(Message {
                id: ids::recalled::<M>(teller.case, &child.subject, since),
                to: child.subject.clone(),
                since,
                by: by.clone(),
                role: teller.role,
                via: teller.via("recall", since),
                command,
                otherwise: None,
            });
        }
    }
}
