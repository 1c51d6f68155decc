//! Who may know what.

use super::Cx;
use crate::model::{ActorId, Bank, EntityId};

/// Whether a role has a part in a transaction about the entity: who has rented a car may see that it is taken.
pub(super) fn takes_part(cx: &Cx<'_>, role: ActorId, entity: EntityId) -> bool {
    let kinds = cx.model.kinds.iter();
    let mut about = kinds.filter(|(_, kind)| kind.product.entity == entity);
    about.any(|(kind, _)| cx.parties(kind).any(|party| same_fillers(cx, party, role)))
}

/// Whether a role may read a bank that holds something.
pub(super) fn may_read(cx: &Cx<'_>, role: ActorId, holds: impl Fn(&Bank) -> bool) -> bool {
    cx.model.accesses.iter().any(|access| {
        let mut readers = access.readers.iter();
        let mut banks = access.banks.iter();
        readers.any(|known| same_fillers(cx, *known, role))
            && banks.any(|bank| holds(&cx.model.banks[*bank]))
    })
}

fn same_fillers(cx: &Cx<'_>, a: ActorId, b: ActorId) -> bool {
    let is = |role| cx.model.actors[role].is;
    cx.fills(a, b) || (is(a).is_some() && is(a) == is(b))
}
