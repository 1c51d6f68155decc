//! Who is at the door.

use crate::{ActorId, Model};

/// An actor whom the host has authenticated, with the roles it may fill now. Whether it is the party of
/// the very instance it acts on is decided by the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal<M: Model> {
    /// Who.
    pub id: ActorId,
    /// Which roles it fills.
    pub roles: Vec<M::Role>,
}

impl<M: Model> Principal<M> {
    /// An actor that fills these roles.
    pub fn new(id: impl Into<ActorId>, roles: impl IntoIterator<Item = M::Role>) -> Self {
        Self {
            id: id.into(),
            roles: roles.into_iter().collect(),
        }
    }
}
