//! Commands, and events with who brought them about.

use coact_model::ctp::{Base, Step};
use coact_model::model::{ActorId, CommandId, EventId, EventRef, KindId};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId as Who, Via};

use crate::cx::{Address, Cx};
use crate::value::Value;

/// A command with what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Of an act.
    Act(ActCommand),
    /// A plain one, with one value per field; none for a key that is drawn.
    Plain(CommandId, Vec<Option<Value>>),
    /// What one case asks of another: nobody gives it.
    Passed(Passed),
}

/// What one case asks of another. Cases are named by their streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    /// To the parent: lend the child what it needs for this act, which it performs under the id.
    Lend {
        child: String,
        id: Uuid,
        act: Box<ActCommand>,
    },
    /// To the child: what the token was lent for is refused.
    TurnDown { parent: String },
    /// To the parent: the child has settled, as this.
    Return {
        child: String,
        since: u64,
        base: Base,
    },
    /// To the child: what encloses it is asked to be taken back.
    Recall,
}

/// The command of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActCommand {
    pub(crate) kind: KindId,
    pub(crate) step: Step,
    /// Which one it is about; none where a new one is asked for under a key that is drawn.
    pub(crate) subject: Option<Value>,
    /// What encloses a new one, where no field that the command gives says so.
    pub(crate) around: Option<Value>,
    /// One value per field of the payload; none where it is left to the model.
    pub(crate) payload: Vec<Option<Value>>,
}

impl ActCommand {
    /// The case of what encloses the new instance that is asked for.
    pub(crate) fn around_case(&self, cx: &Cx<'_>) -> Option<String> {
        let around = cx.around(self.kind)?;
        Some(cx.stream(cx.subject(around), self.address(cx)?))
    }

    /// What encloses the new instance that is asked for.
    pub(crate) fn address(&self, cx: &Cx<'_>) -> Option<&Value> {
        match cx.address(self.kind)? {
            Address::Given(at) => self.payload.get(at)?.as_ref(),
            Address::FilledIn(_) | Address::Added(_) => self.around.as_ref(),
        }
    }
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// Of an act.
    Act(ActEvent),
    /// A plain one, with its fields in order.
    Plain(EventId, Vec<Value>),
    /// What a case notes of what another one asked.
    Noted(Passed),
}

/// The event of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActEvent {
    pub(crate) kind: KindId,
    pub(crate) step: Step,
    pub(crate) subject: Value,
    /// What encloses it, where no field of the payload says so.
    pub(crate) around: Option<Value>,
    pub(crate) payload: Vec<Value>,
}

impl Event {
    /// Which event of the model it is; none where the model names none.
    pub(crate) const fn of(&self) -> Option<EventRef> {
        match self {
            Self::Act(event) => Some(EventRef::Act(event.kind, event.step)),
            Self::Plain(id, _) => Some(EventRef::Plain(*id)),
            Self::Noted(_) => None,
        }
    }

    /// The fields of its payload.
    pub(crate) fn fields(&self) -> &[Value] {
        match self {
            Self::Act(event) => &event.payload,
            Self::Plain(_, fields) => fields,
            Self::Noted(_) => &[],
        }
    }
}

/// An event as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Envelope {
    /// The party in whose name the act was performed.
    pub(crate) by: Who,
    /// The role it was performed in; none where that is nobody's in particular.
    pub(crate) role: Option<ActorId>,
    pub(crate) at: Timestamp,
    pub(crate) via: Via,
    pub(crate) event: Event,
}
