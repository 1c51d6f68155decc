//! An event with who brought it about, when, in which role and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ActorId, Ctx, Model};

/// An event as it is recorded: the coordination fact and the circumstances of its act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Envelope<M: Model> {
    /// The party in whose name the act was performed.
    pub by: ActorId,
    /// The actor role it was performed in.
    pub role: M::Role,
    /// When.
    pub at: Timestamp,
    /// By a person, by a rule, or tacitly.
    #[serde(default, skip_serializing_if = "Via::is_own")]
    pub via: Via,
    /// What the look-ups answered when the act was decided; never asked again on replay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Box<M::Facts>>,
    /// The fact itself.
    pub event: M::Event,
}

impl<M: Model> Envelope<M> {
    /// The event of an act that is performed in these circumstances.
    // Always: an event is moved into its envelope where it is made, not copied through a call.
    #[inline(always)]
    pub fn new(ctx: &Ctx<'_, M>, role: M::Role, event: M::Event) -> Self {
        Self {
            by: ctx.who.clone(),
            role,
            at: ctx.now,
            via: ctx.via.clone(),
            facts: None,
            event,
        }
    }
}

/// How an act came to be performed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A person or system decided it.
    #[default]
    Person,
    /// A person decided it in the name of the party, as a position that the act is delegated to.
    Delegate(Box<Delegate>),
    /// Performed in the same commit as the event that made it legal.
    Tacit,
    /// A link or rule of the model, in the name of the entitled party.
    Automation(Box<Cause>),
}

impl Via {
    /// Whether a person or system decided the act.
    pub const fn is_person(&self) -> bool {
        matches!(self, Self::Person | Self::Delegate(_))
    }

    /// Whether the party itself decided the act.
    const fn is_own(&self) -> bool {
        matches!(self, Self::Person)
    }

    /// Who performed the act in the name of the party, where that was somebody else.
    pub const fn delegate(&self) -> Option<&ActorId> {
        match self {
            Self::Delegate(delegate) => Some(&delegate.who),
            Self::Person | Self::Tacit | Self::Automation(_) => None,
        }
    }

    /// The element of a `for each` that this act answers.
    pub fn element(&self) -> Option<&str> {
        match self {
            Self::Automation(cause) => cause.element.as_deref(),
            Self::Person | Self::Delegate(_) | Self::Tacit => None,
        }
    }
}

/// Who performs an act that was delegated. The party stays who it is: a delegate is recorded beside, never instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Delegate {
    /// Who.
    pub who: ActorId,
    /// The position that they hold, by its name in the model.
    pub position: String,
}

/// The occasion on which a link or rule performed an act.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cause {
    /// The link, rule, automation or translation, by its identity in the model.
    pub rule: String,
    /// Which of the rule's responses, or which entry of an automation's list; empty for a link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub response: String,
    /// The case's version right after the standing fact that the rule answers, or the event that made the entry; zero for
    /// a translation.
    pub occasion: u64,
    /// The element's key, in a `for each`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
}
