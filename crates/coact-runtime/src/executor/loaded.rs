//! A case beside its version.

use crate::store::{Recorded, Version};
use crate::{CaseId, CommandError, DecodeError, Envelope, Model, codec};

/// The fold of a case, and how many events went into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded<M: Model> {
    /// The case's name.
    pub id: CaseId,
    /// The fold.
    pub case: M::Case,
    /// The number of events in it.
    pub version: Version,
}

impl<M: Model> Loaded<M> {
    /// The case before its first event.
    pub(crate) fn open(id: &CaseId) -> Result<Self, CommandError> {
        match M::open(id) {
            Some(case) => Ok(Self {
                id: id.clone(),
                case,
                version: Version::ZERO,
            }),
            None => Err(CommandError::NoSuchCase(id.clone())),
        }
    }

    /// Folds one more event in.
    pub(crate) fn apply(&mut self, envelope: &Envelope<M>) {
        M::evolve(&mut self.case, envelope);
        self.version = self.version.next();
    }

    /// Folds one more event in as the store has it.
    pub(crate) fn apply_recorded(&mut self, recorded: &Recorded) -> Result<(), DecodeError> {
        let envelope = codec::decode(&self.id, recorded)?;
        self.apply(&envelope);
        Ok(())
    }
}
