//! External systems, and what is done about their events and about to-do lists.

use super::{CallId, CommandRef, EventId, EventRef, Expr, Field, Ident, SystemId, ViewId};
use crate::Loc;

/// A system outside the scope of interest.
#[derive(Clone, Debug)]
pub struct System {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// What it reports.
    pub events: Vec<EventId>,
    /// What it can be asked to do.
    pub calls: Vec<CallId>,
}

/// Something that an external system can be asked to do.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// The system.
    pub system: SystemId,
    /// What the system is told.
    pub fields: Vec<Field>,
    /// What it may answer; never empty.
    pub outcomes: Vec<CallOutcome>,
}

/// An answer of an external system.
#[derive(Clone, Debug)]
pub struct CallOutcome {
    /// Its name.
    pub name: Ident,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// What is done without a person about each row of a view, or about an event. It is a to-do list: a row stands
/// until some event takes it out.
#[derive(Clone, Debug)]
pub struct Automation {
    /// What it is about.
    pub source: AutomationSource,
    /// Only where this holds.
    pub filter: Option<Expr>,
    /// Not before this moment or day.
    pub due: Option<Expr>,
    /// What is done.
    pub target: AutomationTarget,
    /// Where it stands.
    pub loc: Loc,
}

/// What an automation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutomationSource {
    /// Each row.
    View(ViewId),
    /// Each event: its to-do list is derived.
    Event(EventRef),
}

/// What an automation does.
#[derive(Clone, Debug)]
pub enum AutomationTarget {
    /// It gives a command.
    Command(GivenCommand),
    /// It calls an external system, and gives a command for each answer.
    Call {
        /// The call.
        call: CallId,
        /// One value per field of the call, in order.
        fields: Vec<Expr>,
        /// One command per outcome of the call, in order.
        outcomes: Vec<GivenCommand>,
    },
}

/// A command with its values.
#[derive(Clone, Debug)]
pub struct GivenCommand {
    /// The command.
    pub command: CommandRef,
    /// The entity that an act is about; none where the request makes it, and for plain commands.
    pub subject: Option<Expr>,
    /// Indices into the payload of the act or the fields of the command, and their values.
    pub fields: Vec<(usize, Expr)>,
}

/// What an event from outside becomes here.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The event of the external system.
    pub event: EventId,
    /// The command.
    pub command: GivenCommand,
    /// Where it stands.
    pub loc: Loc,
}
