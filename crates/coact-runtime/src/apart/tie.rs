//! What binds a child to its parent, as the child knows it.

use super::{Message, Passed, Teller};
use crate::ctp::Status;
use crate::{ActorId, CaseId, Model, ids};

/// What binds a child to its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// The case of the parent.
    pub parent: Option<CaseId>,
    /// Who was turned down last: whoever asked first, where nothing else is known of the child.
    turned_down: Option<ActorId>,
    /// The child's version when it settled; 0 while it is under way, and before it was asked for.
    settled: u64,
    /// The child's version when it heard that what encloses it is asked to be taken back; 0 where it did not.
    recalled: u64,
}

impl Tie {
    /// Follows an act of the child.
    pub fn follow(&mut self, version: u64, status: Status) {
        if status.is_settled() {
            self.settled = version;
            self.recalled = 0;
        } else {
            self.settled = 0;
        }
    }

    /// An act that the token was lent for was refused.
    pub fn turn_down(&mut self, version: u64, parent: &CaseId, by: &ActorId, status: Status) {
        self.turned_down = Some(by.clone());
        if self.parent.is_none() {
            self.parent = Some(parent.clone());
        }
        self.follow(version, status);
    }

    /// What encloses the child is asked to be taken back.
    pub const fn recall(&mut self, version: u64) {
        self.recalled = version;
    }

    /// Whether the child is to be asked to be taken back, its latest revocation being this old.
    pub const fn is_recalled(&self, pending_since: u64) -> bool {
        self.recalled > 0 && pending_since <= self.recalled
    }

    /// The return of the token, where the child has settled.
    pub fn returned<M: Model>(
        &self,
        teller: &Teller<'_, M>,
        status: Status,
        out: &mut Vec<Message<M>>,
    ) {
        let (Some(parent), Some(by)) = (&self.parent, teller.by.or(self.turned_down.as_ref()))
        else {
            return;
        };
        let passed = Passed::Return {
            child: teller.case.clone(),
            since: self.settled,
            base: status.base,
        };
        if self.settled > 0
            && let Some(command) = M::pass(passed)
        {
            out.push(Message {
                id: ids::returned::<M>(teller.case, self.settled),
                to: parent.clone(),
                since: self.settled,
                by: by.clone(),
                role: teller.role,
                via: teller.via("return", self.settled),
                command,
                otherwise: None,
            });
        }
    }
}
