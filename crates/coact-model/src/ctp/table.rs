//! The normative transition tables of both profiles, as data.
//!
//! Rows follow the tables of the domain: DEMO-SL 4.10 with its inferred rows for `demo4`, DEMO-3.6c with the
//! reading of one transition per allowed revocation for `demo3`.

use super::{Act, Base, Performer, Profile};

/// One row: in this base state the act is legal and leads to that one.
pub(super) type Row = (Base, Act, Base);

/// Base acts that both profiles share.
const SHARED: [Row; 9] = [
    (Base::Initial, Act::Request, Base::Requested),
    (Base::Requested, Act::Promise, Base::Promised),
    (Base::Requested, Act::Decline, Base::Declined),
    (Base::Promised, Act::Execute, Base::Executed),
    (Base::Executed, Act::Declare, Base::Declared),
    (Base::Declared, Act::Accept, Base::Accepted),
    (Base::Declared, Act::Reject, Base::Rejected),
    (Base::Declined, Act::Request, Base::Requested),
    (Base::Rejected, Act::Declare, Base::Declared),
];

/// Giving up, in `demo3` only, and asking for the same once more: a new round of what was given up.
///
/// In the books a transaction that was given up has ended for good, and what is asked for after that is another one. Here an
/// instance is a kind and its subject, so that the other one is the same instance.
const GIVING_UP: [Row; 4] = [
    (Base::Declined, Act::Quit, Base::Quitted),
    (Base::Rejected, Act::Stop, Base::Stopped),
    (Base::Quitted, Act::Request, Base::Requested),
    (Base::Stopped, Act::Request, Base::Requested),
];

/// Where execution is tacit it is folded into declare.
const FOLDED: [Row; 1] = [(Base::Promised, Act::Declare, Base::Declared)];

/// The rows of the base acts.
pub(super) fn rows(profile: Profile, tacit_execute: bool) -> impl Iterator<Item = Row> {
    let giving_up: &[Row] = if profile == Profile::Demo3 {
        &GIVING_UP
    } else {
        &[]
    };
    let folded: &[Row] = if tacit_execute { &FOLDED } else { &[] };
    SHARED
        .into_iter()
        .filter(move |(_, act, _)| !(tacit_execute && *act == Act::Execute))
        .chain(giving_up.iter().copied())
        .chain(folded.iter().copied())
}

/// A revocable act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocable {
    /// The act.
    pub act: Act,
    /// From which base states its revocation may start.
    pub from: &'static [Base],
    /// Where the allowance of its revocation leads.
    pub back_to: Base,
}

/// What may be taken back under `demo4`: an allowed revocation returns to the last coordination state
/// before the revoked act.
const REVOCABLE_DEMO4: [Revocable; 6] = [
    Revocable {
        act: Act::Request,
        from: &[
            Base::Requested,
            Base::Promised,
            Base::Executed,
            Base::Declared,
            Base::Declined,
            Base::Rejected,
        ],
        back_to: Base::Initial,
    },
    Revocable {
        act: Act::Promise,
        from: &[
            Base::Promised,
            Base::Executed,
            Base::Declared,
            Base::Rejected,
        ],
        back_to: Base::Requested,
    },
    Revocable {
        act: Act::Decline,
        from: &[Base::Declined],
        back_to: Base::Requested,
    },
    Revocable {
        act: Act::Declare,
        from: &[Base::Declared, Base::Accepted, Base::Rejected],
        back_to: Base::Promised,
    },
    Revocable {
        act: Act::Accept,
        from: &[Base::Accepted],
        back_to: Base::Declared,
    },
    Revocable {
        act: Act::Reject,
        from: &[Base::Rejected],
        back_to: Base::Declared,
    },
];

/// What may be taken back under `demo3`.
const REVOCABLE_DEMO3: [Revocable; 4] = [
    Revocable {
        act: Act::Request,
        from: &[
            Base::Requested,
            Base::Promised,
            Base::Executed,
            Base::Declared,
            Base::Declined,
            Base::Rejected,
        ],
        back_to: Base::Quitted,
    },
    Revocable {
        act: Act::Promise,
        from: &[
            Base::Promised,
            Base::Executed,
            Base::Declared,
            Base::Rejected,
        ],
        back_to: Base::Declined,
    },
    Revocable {
        act: Act::Declare,
        from: &[
            Base::Declared,
            Base::Accepted,
            Base::Rejected,
            Base::Stopped,
        ],
        back_to: Base::Promised,
    },
    Revocable {
        act: Act::Accept,
        from: &[Base::Accepted],
        back_to: Base::Rejected,
    },
];

/// What may be taken back under a profile.
pub const fn revocable(profile: Profile) -> &'static [Revocable] {
    match profile {
        Profile::Demo4 => &REVOCABLE_DEMO4,
        Profile::Demo3 => &REVOCABLE_DEMO3,
    }
}

/// Who performs a base act.
pub(super) const fn performer(act: Act) -> Performer {
    match act {
        Act::Request | Act::Accept | Act::Reject | Act::Quit => Performer::Initiator,
        Act::Promise | Act::Decline | Act::Execute | Act::Declare | Act::Stop => {
            Performer::Executor
        }
    }
}
