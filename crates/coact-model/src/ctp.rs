//! The Complete Transaction Pattern: its one home.
//!
//! The validator, the code generator, diagrams and tests all read the tables here.

pub use coact_syntax::ast::{Act, FactWord, Outcome, StepWord as Step};

/// Which reading of the pattern a model follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// DEMO-4: declare, no quit and no stop, revocable decline and reject.
    #[default]
    Demo4,
    /// DEMO-3: quit and stop.
    Demo3,
}

/// How much of the pattern a kind uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Request, promise, execute, declare, accept.
    Basic,
    /// Basic with decline and reject (`demo3`: quit and stop).
    Standard,
    /// Standard with revocations.
    #[default]
    Complete,
}

/// Which party performs a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Performer {
    /// The party that asked.
    Initiator,
    /// The party that was asked.
    Executor,
}

/// The base state of one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// `in`
    Initial,
    /// `rq`
    Requested,
    /// `pm`
    Promised,
    /// `dc`
    Declined,
    /// `ex`
    Executed,
    /// `da` (`demo3`: st)
    Declared,
    /// `ac`
    Accepted,
    /// `rj`
    Rejected,
    /// `qt` (`demo3`)
    Quitted,
    /// `sp` (`demo3`)
    Stopped,
}

/// Where a transaction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Status {
    /// The last act that stands.
    pub base: Base,
    /// The act whose revocation is pending.
    pub pending: Option<Act>,
}
