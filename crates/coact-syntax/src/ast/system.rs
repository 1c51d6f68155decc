//! External systems, and what is done about their events and about to-do lists.

use super::{Doc, EventItem, Expr, FieldBlock, FieldInit, Name, Path};
use crate::Span;

/// `external system PaymentProvider { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct SystemItem {
    /// Its name.
    pub name: Name,
    /// Its members.
    pub members: Vec<SystemMember>,
}

/// A member of an external system.
#[derive(Clone, Debug, PartialEq)]
pub enum SystemMember {
    /// `event PaymentCaptured { reference: Text, amount: Amount }`
    Event(EventItem),
    /// `call Refund { reference: Text } -> Refunded | RefundFailed { reason: Text }`
    Call(CallItem),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `call Refund { reference: Text } -> Refunded | RefundFailed { reason: Text }`
#[derive(Clone, Debug, PartialEq)]
pub struct CallItem {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// What it is told.
    pub fields: FieldBlock,
    /// What it may answer, each with its fields.
    pub outcomes: Vec<(Name, FieldBlock)>,
}

/// `automation OpenCarts where repriced -> ArchiveItem { … }`, `automation on EVENT -> …`
#[derive(Clone, Debug, PartialEq)]
pub struct Reaction {
    /// `on EVENT`: about the event; else about each row of the view.
    pub on_event: bool,
    /// The event or the view.
    pub source: Path,
    /// `where E`
    pub filter: Option<Expr>,
    /// `due E`
    pub due: Option<Expr>,
    /// What is done.
    pub target: Target,
    /// The whole of it.
    pub span: Span,
}

/// `translation PaymentProvider.PaymentCaptured -> ReportPayment { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The event from outside.
    pub source: Path,
    /// The command that it becomes.
    pub target: Target,
    /// The whole of it.
    pub span: Span,
}

/// `ArchiveItem { … }`, `PaymentProvider.Refund { … } then { Refunded -> RecordRefund }`
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The command, or the call of an external system.
    pub name: Path,
    /// Its fields.
    pub fields: Vec<FieldInit>,
    /// What follows each answer.
    pub outcomes: Vec<OutcomeArm>,
    /// The whole of it.
    pub span: Span,
}

/// `RefundFailed -> RecordFailure { reason: result.reason }`
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeArm {
    /// The answer.
    pub outcome: Name,
    /// The command that follows.
    pub command: Path,
    /// Its fields.
    pub fields: Vec<FieldInit>,
    /// The whole of it.
    pub span: Span,
}
