//! What an application answers.

use crate::automations::{Automated, AutomationError};
use crate::projector::{ProjectError, Projected};
use crate::store::StoreError;
use crate::todo::TodoError;
use crate::{AgendaItem, CaseId, CommandError, DecodeError, Model, RowError};

/// What [`crate::App::settle`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The automations.
    pub automated: Automated,
    /// The views.
    pub projected: Projected,
}

/// What a role owes, over all cases.
#[derive(Debug)]
pub struct Agenda<M: Model> {
    /// The acts.
    pub acts: Vec<Agendum<M>>,
    /// The cases that this program cannot read, each with why: what is owed in them is not known.
    pub unreadable: Vec<(CaseId, CommandError)>,
}

/// An act that somebody owes in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Agendum<M: Model> {
    /// The case.
    pub case: CaseId,
    /// The act.
    pub item: AgendaItem<M>,
}

/// Why an application could not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An event cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A row does not fit its view: rebuild the views.
    #[error(transparent)]
    Row(#[from] RowError),
    /// A case cannot be loaded.
    #[error(transparent)]
    Case(#[from] CommandError),
    /// Automated work stopped.
    #[error(transparent)]
    Automation(#[from] AutomationError),
    /// The lists of the automations could not be worked off.
    #[error(transparent)]
    Todo(#[from] TodoError),
    /// The views could not be brought up to date.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The index of open cases cannot be read: rebuild the views.
    #[error("the index of open cases cannot be read: rebuild the views")]
    Record {
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}
