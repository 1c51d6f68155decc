//! Where expressions are evaluated: what each place knows.

use coact_runtime::ActorId as Who;
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::jiff::civil::Date;
use coact_runtime::export::uuid::Uuid;

use super::{Outside, Scope};
use crate::case::Case;
use crate::cx::Cx;
use crate::message::Envelope;
use crate::value::Value;

impl<'s> Scope<'s> {
    /// Where nothing is read.
    pub(crate) fn constant(cx: &'s Cx<'s>) -> Self {
        Self {
            cx,
            case: None,
            subject: None,
            clock: None,
            outside: None,
            keeps: false,
            daring: false,
            happened: None,
            row: None,
            me: None,
            command: None,
            state: None,
            arrival: None,
            result: None,
            constants: None,
            bound: None,
        }
    }

    /// In a rule, law or link about this subject.
    pub(crate) fn about(cx: &'s Cx<'s>, case: &'s Case, subject: Value) -> Self {
        Self {
            case: Some(case),
            subject: Some(subject),
            ..Self::constant(cx)
        }
    }

    /// In a derived fact of this entity.
    pub(crate) fn derived(&self, case: &'s Case, subject: Value) -> Self {
        Self {
            keeps: true,
            ..Self::about(self.cx, case, subject)
        }
    }

    /// In what an event does to the state of its aggregate.
    pub(crate) fn apply(cx: &'s Cx<'s>, case: &'s Case, happened: &'s Envelope) -> Self {
        Self {
            case: Some(case),
            state: Some(&case.state),
            happened: Some(happened),
            ..Self::constant(cx)
        }
    }

    /// In a plain command.
    pub(crate) fn of_command(
        cx: &'s Cx<'s>,
        case: &'s Case,
        command: &'s coact_model::model::Command,
        given: &'s [Option<Value>],
    ) -> Self {
        Self {
            case: Some(case),
            command: Some((command, given)),
            state: Some(&case.state),
            ..Self::constant(cx)
        }
    }

    /// In a handler of a view: the case is as of the event.
    pub(crate) fn handler(cx: &'s Cx<'s>, case: &'s Case, happened: &'s Envelope) -> Self {
        Self {
            case: Some(case),
            happened: Some(happened),
            keeps: true,
            ..Self::constant(cx)
        }
    }

    /// In an automation over events.
    pub(crate) fn reaction(cx: &'s Cx<'s>, case: &'s Case, happened: &'s Envelope) -> Self {
        Self {
            keeps: false,
            ..Self::handler(cx, case, happened)
        }
    }

    /// In a translation of what arrived from outside under this id.
    pub(crate) fn arrived(cx: &'s Cx<'s>, happened: &'s Envelope, id: Uuid) -> Self {
        Self {
            happened: Some(happened),
            arrival: Some(id),
            ..Self::constant(cx)
        }
    }

    /// In a query, or in an automation over rows: of this row.
    pub(crate) fn of_row(&self, row: &'s [Value]) -> Self {
        Self {
            row: Some(row),
            ..self.clone()
        }
    }

    /// With this state of an aggregate.
    pub(crate) fn of_state(&self, state: &'s [Option<Value>]) -> Self {
        Self {
            state: Some(state),
            ..self.clone()
        }
    }

    /// With the answer to a call.
    pub(crate) fn answered(&self, result: &'s [Value]) -> Self {
        Self {
            result: Some(result),
            ..self.clone()
        }
    }

    /// Where somebody asks.
    pub(crate) fn asked_by(cx: &'s Cx<'s>, me: &'s Who) -> Self {
        Self {
            me: Some(me),
            ..Self::constant(cx)
        }
    }

    /// In a spec, with its constants.
    pub(crate) fn spec(cx: &'s Cx<'s>, constants: &'s [Option<Value>], daring: bool) -> Self {
        Self {
            constants: Some(constants),
            daring,
            ..Self::constant(cx)
        }
    }

    /// With what lies outside.
    pub(crate) fn with_outside(self, outside: Option<&'s Outside>) -> Self {
        Self { outside, ..self }
    }

    /// With the clock.
    pub(crate) fn at(self, now: Timestamp, today: Date) -> Self {
        Self {
            clock: Some((now, today)),
            ..self
        }
    }
}
