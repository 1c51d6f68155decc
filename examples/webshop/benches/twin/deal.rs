//! What the three transaction kinds share: who takes part, where they stand, and what the pattern admits.

use coact_runtime::ctp::{Act, Base, Status, Step};
use coact_runtime::{ActorId, Ctx, Decision, Envelope, Rejection, bind};
use webshop::shop::{Role, Shop};

/// Where a transaction stands and who takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Deal {
    /// Where it stands.
    pub(crate) status: Status,
    /// Who asked.
    pub(crate) initiator: Option<ActorId>,
    /// Who was asked.
    pub(crate) executor: Option<ActorId>,
    /// The case's version right after the pending revocation was asked for.
    pub(crate) pending_since: u64,
}

impl Deal {
    /// The initiator's side of a fold: bound by the request alone.
    #[inline]
    pub(crate) fn requested(&mut self, envelope: &Envelope<Shop>) {
        bind(&mut self.initiator, &envelope.by);
        self.reach(Base::Requested);
    }

    /// The executor is bound by their first act.
    #[inline]
    pub(crate) fn by_executor(&mut self, envelope: &Envelope<Shop>) -> &mut Self {
        bind(&mut self.executor, &envelope.by);
        self
    }

    #[inline]
    pub(crate) fn reach(&mut self, base: Base) {
        self.status = Status {
            base,
            pending: None,
        };
    }

    #[inline]
    pub(crate) fn ask_back(&mut self, act: Act, version: u64) {
        self.status.pending = Some(act);
        self.pending_since = version;
    }

    #[inline]
    pub(crate) fn keep(&mut self) {
        self.status.pending = None;
    }
}

/// Refuses who does not fill the role, or is not the party that is bound.
#[inline]
pub(crate) fn entitled(ctx: &Ctx<'_, Shop>, role: Role, party: Option<&ActorId>) -> Decision<Role> {
    if !ctx.roles.contains(&role) {
        return Err(Rejection::role());
    }
    match party {
        Some(party) if *party != ctx.who => Err(Rejection::party()),
        _ => Ok(role),
    }
}

/// Refuses what the pattern does not admit. `folded`: execution shows only in the declaration.
#[inline]
pub(crate) const fn legal(status: Status, step: Step, folded: bool) -> Decision<()> {
    use Base::{Declared, Declined, Executed, Initial, Promised, Rejected, Requested};
    let base = status.base;
    let legal = match (step, status.pending) {
        (Step::Do(act), None) => match act {
            Act::Request => matches!(base, Initial | Declined),
            Act::Promise | Act::Decline => matches!(base, Requested),
            Act::Execute => !folded && matches!(base, Promised),
            Act::Declare if folded => matches!(base, Promised | Rejected),
            Act::Declare => matches!(base, Executed | Rejected),
            Act::Accept | Act::Reject => matches!(base, Declared),
            Act::Quit | Act::Stop => false,
        },
        (Step::Revoke(act), None) => revocable(base, act),
        (Step::Allow(act) | Step::Refuse(act), Some(pending)) => {
            act as u8 == pending as u8 && revocable(base, act)
        }
        _ => false,
    };
    if legal {
        Ok(())
    } else {
        Err(Rejection::pattern())
    }
}

#[inline]
const fn revocable(base: Base, act: Act) -> bool {
    use Base::{Accepted, Declared, Declined, Executed, Promised, Rejected, Requested};
    match act {
        Act::Request => matches!(
            base,
            Requested | Promised | Declined | Executed | Declared | Rejected
        ),
        Act::Promise => matches!(base, Promised | Executed | Declared | Rejected),
        Act::Decline => matches!(base, Declined),
        Act::Declare => matches!(base, Declared | Accepted | Rejected),
        Act::Accept => matches!(base, Accepted),
        Act::Reject => matches!(base, Rejected),
        Act::Execute | Act::Quit | Act::Stop => false,
    }
}
