//! What a bare name can mean, by where the expression stands.

use crate::ctp::{Act, FactWord};
use crate::model::{
    AutomationSource, CallId, CommandId, EntityId, EventId, EventRef, Expr, Instance, KindId,
    ViewId,
};

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// Bounds and defaults: literals only.
    Constant,
    /// Derived facts and laws: the entity.
    Entity(EntityId),
    /// Rules, payloads of links, operative times: one instance of a kind, after this fact.
    Instance { kind: KindId, on: FactWord },
    /// Handlers: the event, and the row where there is one already.
    Event {
        view: ViewId,
        on: EventRef,
        row: bool,
    },
    /// A plain command: its fields, the state of its aggregate, and what it reads.
    Command(CommandId),
    /// Automations and translations: the event or the row, and the answer of a call.
    Reaction {
        on: AutomationSource,
        result: Option<(CallId, usize)>,
    },
    /// What a plain event does to the state of its aggregate.
    Apply(EventId),
    /// Queries: the row.
    Row(ViewId),
    /// Specs and their constants.
    Spec,
}

impl Root {
    /// Whether the clock and look-ups may be asked.
    pub(super) fn asks(self) -> bool {
        matches!(self, Self::Instance { .. } | Self::Command(_))
    }

    /// Whether entities and rows outside the case may be read by key: where what is read is recorded.
    pub(super) fn reads(self) -> bool {
        self.asks() || matches!(self, Self::Reaction { .. })
    }
}

/// What the beginning of a path means so far.
#[derive(Clone, Debug)]
pub(super) enum Head {
    /// A value.
    Value(Expr),
    /// An instance of a kind, to be followed by a fact or an act's fact.
    Instance(Instance),
    /// A performed act, to be followed by one of its fields.
    Act(Instance, Act),
    /// `event`
    Event,
    /// `row`
    Row,
    /// `state`
    State,
    /// `result`
    Result,
}

/// A name as a field in the generated world: `OrderPaying` becomes `order_paying`.
pub(in crate::resolve) fn snake(name: &str) -> String {
    let of_its_model = name.rsplit('.').next().unwrap_or_default();
    heck::ToSnakeCase::to_snake_case(of_its_model)
}
