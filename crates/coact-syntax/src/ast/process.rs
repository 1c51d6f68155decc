//! Process Model: links between the steps of different kinds.

use super::{ActRef, Doc, FactRef, FieldInit, Multiplicity, Name, Str};
use crate::Span;

/// `process "Fulfilment" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessItem {
    /// Its title.
    pub title: Option<Str>,
    /// Its links.
    pub members: Vec<ProcessMember>,
}

/// A member of a process.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a broken member is the exception"
)]
pub enum ProcessMember {
    /// A response or wait link.
    Link(Link),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `FACT -> ACT [k..n] { payload } automated retry apart on revert POLICY risk "why"`, or `FACT ~> ACT [k]`
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Where it starts.
    pub source: FactRef,
    /// Response or wait.
    pub arrow: Arrow,
    /// Where it ends.
    pub target: ActRef,
    /// `[k..n]`
    pub bounds: Option<Multiplicity>,
    /// `{ amount: order.total }`
    pub payload: Option<Vec<FieldInit>>,
    /// Performed without a person.
    pub automated: Option<Span>,
    /// `retry`, `retry 3`
    pub retry: Option<Retry>,
    /// The child lives in its own case.
    pub apart: Option<Span>,
    /// `on revert contained | cascade | free`
    pub on_revert: Option<Name>,
    /// `risk "why"`
    pub risk: Option<Str>,
    /// The whole link.
    pub span: Span,
}

/// `->` or `~>`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrow {
    /// `->`: the fact makes the role perform the act.
    Response,
    /// `~>`: the act waits for the fact.
    Wait,
}

/// `retry`, `retry 3`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    /// How often at most; without a number always.
    pub times: Option<u64>,
    /// Where it stands.
    pub span: Span,
}
