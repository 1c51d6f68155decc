//! Who is at the door.

use crate::{ActorId, Delegate, Model};

/// An actor whom the host has authenticated, with the roles it may fill now. Whether it is the party of
/// the very instance it acts on is decided by the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal<M: Model> {
    /// Who.
    pub id: ActorId,
    /// Which roles it fills.
    pub roles: Vec<M::Role>,
    /// Who performs what this actor answers for, where that is somebody else.
    pub delegate: Option<Delegate>,
}

impl<M: Model> Principal<M> {
    /// An actor that fills these roles.
    pub fn new(id: impl Into<ActorId>, roles: impl IntoIterator<Item = M::Role>) -> Self {
        Self {
            id: id.into(),
            roles: roles.into_iter().collect(),
            delegate: None,
        }
    }

    /// This actor, through a delegate who holds the position of this name (`Position::Backoffice.name()`): the host
    /// knows that the one holds it, and that the other holds the position that delegates. Only acts that the model
    /// delegates to the position are performed so.
    #[must_use]
    pub fn through(mut self, position: &str, delegate: impl Into<ActorId>) -> Self {
        self.delegate = Some(Delegate {
            who: delegate.into(),
            position: position.to_owned(),
        });
        self
    }
}
