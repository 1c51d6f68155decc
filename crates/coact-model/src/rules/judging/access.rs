//! Who may know what.

use super::Cx;
use crate::model::{ActorId, EntityId};

/// Whether a role may know what becomes of an entity: it has a part in a transaction about it, or may read a bank that
/// holds it. Who has rented a car may see that it is taken.
pub(super) fn knows(cx: &Cx<'_>, role: ActorId, entity: EntityId) -> bool {
    takes_part(cx, role, entity) || has_access(cx, role, entity)
}

fn takes_part(cx: &Cx<'_>, role: ActorId, entity: EntityId) -> bool {
    let kinds = cx.model.kinds.iter();
    let mut about = kinds.filter(|(_, kind)| kind.product.entity == entity);
    about.any(|(kind, _)| cx.parties(kind).any(|party| same_fillers(cx, party, role)))
}

fn has_access(cx: &Cx<'_>, role: ActorId, entity: EntityId) -> bool {
    let holds = |bank: &crate::model::Bank| {
        let mut kinds = bank.kinds.iter();
        bank.entities.contains(&entity)
            || kinds.any(|kind| cx.model.kinds[*kind].product.entity == entity)
    };
    cx.model.accesses.iter().any(|access| {
        let mut readers = access.readers.iter();
        readers.any(|known| same_fillers(cx, *known, role))
            && access
                .banks
                .iter()
                .any(|bank| holds(&cx.model.banks[*bank]))
    })
}

fn same_fillers(cx: &Cx<'_>, a: ActorId, b: ActorId) -> bool {
    let is = |role| cx.model.actors[role].is;
    cx.fills(a, b) || (is(a).is_some() && is(a) == is(b))
}
