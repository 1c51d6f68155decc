//! What the bare names of an expression mean.

use crate::model::{CallId, CommandId, EventRef, Field, KindId, Model};

/// Where an expression stands: what its bare names mean.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'m> {
    pub(crate) model: &'m Model,
    pub(super) kind: Option<KindId>,
    pub(super) event: Option<EventRef>,
    pub(super) command: Option<CommandId>,
    pub(super) result: Option<(CallId, usize)>,
    pub(super) state: &'m [Field],
    pub(super) row: &'m [Field],
    pub(super) constants: &'m [String],
}

impl<'m> Scope<'m> {
    /// Nowhere in particular.
    pub(crate) const fn of(model: &'m Model) -> Self {
        Self {
            model,
            kind: None,
            event: None,
            command: None,
            result: None,
            state: &[],
            row: &[],
            constants: &[],
        }
    }

    /// In a rule or link of the kind: facts of its acts are bare.
    pub(crate) const fn in_kind(self, kind: KindId) -> Self {
        Self {
            kind: Some(kind),
            ..self
        }
    }

    /// In the handler of an event.
    pub(crate) const fn of_event(self, event: EventRef) -> Self {
        Self {
            event: Some(event),
            ..self
        }
    }

    /// In a plain command.
    pub(crate) const fn of_command(self, command: CommandId) -> Self {
        Self {
            command: Some(command),
            ..self
        }
    }

    /// After this answer of a call.
    pub(crate) const fn of_result(self, call: CallId, outcome: usize) -> Self {
        Self {
            result: Some((call, outcome)),
            ..self
        }
    }

    /// Over a state of these fields.
    pub(crate) const fn of_state(self, state: &'m [Field]) -> Self {
        Self { state, ..self }
    }

    /// Over rows of these fields.
    pub(crate) const fn of_rows(self, row: &'m [Field]) -> Self {
        Self { row, ..self }
    }

    /// In a spec with these constants.
    pub(crate) const fn with_constants<'n>(self, constants: &'n [String]) -> Scope<'n>
    where
        'm: 'n,
    {
        Scope {
            model: self.model,
            kind: self.kind,
            event: self.event,
            command: self.command,
            result: self.result,
            state: self.state,
            row: self.row,
            constants,
        }
    }
}
