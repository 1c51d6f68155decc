//! What stands in for actor roles that are missing, so that the kinds that name them can be kept.

use std::collections::BTreeMap;

use crate::model::{Actor, ActorId, Ident, Model};

/// Roles in the place of those that are missing or declared nowhere, one per name.
#[derive(Default)]
pub(super) struct StandIns {
    roles: BTreeMap<String, ActorId>,
}

impl StandIns {
    /// The role in the place of an unknown one.
    pub(super) fn unknown(&mut self, model: &mut Model, name: Ident) -> ActorId {
        *self
            .roles
            .entry(name.text.clone())
            .or_insert_with(|| push(model, name))
    }

    /// A role in the place of one that a kind does not name.
    pub(super) fn missing(&mut self, model: &mut Model, kind: &Ident) -> ActorId {
        push(model, kind.clone())
    }
}

fn push(model: &mut Model, name: Ident) -> ActorId {
    model.actors.push(Actor {
        name,
        doc: None,
        number: None,
        external: true,
        composite: false,
        is: None,
        parts: Vec::new(),
        stand_in: true,
    })
}
