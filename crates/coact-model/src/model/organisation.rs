//! Cooperation Model: who fills the roles, who acts for whom, and where facts are kept.

use super::{ActorId, BankId, EntityId, Ident, KindId, PositionId, ViewId};
use crate::Loc;
use crate::ctp::Act;

/// A bank: where the facts of entities, or the history of transaction kinds, are kept and can be read.
#[derive(Clone, Debug)]
pub struct Bank {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its number in the organisation's tables.
    pub number: Option<Ident>,
    /// Its facts come from outside the scope of interest.
    pub external: bool,
    /// The entities whose facts it holds.
    pub entities: Vec<EntityId>,
    /// The transaction kinds whose history it holds.
    pub kinds: Vec<KindId>,
    /// The view that answers for it; without one the host does.
    pub from: Option<ViewId>,
}

/// Which roles may read which banks.
#[derive(Clone, Debug)]
pub struct Access {
    /// The roles that may read; never empty.
    pub readers: Vec<ActorId>,
    /// What they may read; never empty.
    pub banks: Vec<BankId>,
    /// Where it stands.
    pub loc: Loc,
}

/// A position in the organisation: who holds it fills its roles.
#[derive(Clone, Debug)]
pub struct Position {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// The roles; never empty.
    pub roles: Vec<ActorId>,
}

/// Acts that one position performs in the name of another, which stays their party.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// The acts, in the order written.
    pub acts: Vec<Act>,
    /// The kind that they are acts of.
    pub kind: KindId,
    /// The position that answers for them.
    pub from: PositionId,
    /// The position that performs them.
    pub to: PositionId,
    /// Where it stands.
    pub loc: Loc,
}
