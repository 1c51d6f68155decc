//! Event Model: stories, slices and specs.

use super::{ActRef, Doc, Expr, FieldInit, Name, Path, Reaction, Str, Translation, TypeExpr};
use crate::Span;

/// `story "Buying" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct StoryItem {
    /// Its title.
    pub title: Str,
    /// Its members.
    pub members: Vec<StoryMember>,
}

/// A member of a story.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum StoryMember {
    /// `slice "Place an order" { … }`
    Slice(Slice),
    /// A spec of the story as a whole.
    Spec(SpecItem),
    /// A constant of the story's specs.
    Let(LetItem),
    /// An example of the story's specs.
    Example(ExampleItem),
    /// `question "who pays the return?" for "Anna"`
    Mark(Mark),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `slice "Confirm or refuse" done { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its title.
    pub title: Str,
    /// `planned | building | done | blocked`
    pub status: Option<Name>,
    /// Its members.
    pub members: Vec<SliceMember>,
    /// The header: `slice "title"`.
    pub span: Span,
}

/// A member of a slice.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum SliceMember {
    /// `screen Checkout`
    Screen(Path),
    /// `command PlaceOrder`
    Command(Path),
    /// `event OrderPlaced`
    Event(Path),
    /// `view OpenOrders`
    View(Path),
    /// `automation request OrderPaying`
    Automation(ActRef),
    /// `automation Holds due expires_at -> CancelBooking { … }`
    Reaction(Reaction),
    /// `translation PaymentProvider.PaymentCaptured -> ReportPayment { … }`
    Translation(Translation),
    /// A spec.
    Spec(SpecItem),
    /// A constant of the slice's specs.
    Let(LetItem),
    /// An example of the slice's specs.
    Example(ExampleItem),
    /// `question "…"`, `note "…"`, `link "…"`, `image "…"`
    Mark(Mark),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `question "who pays the return?" for "Anna"`
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// `note`, `question`, `link`, `image`, or a status
    pub word: Name,
    /// What it says; empty for a status.
    pub text: Str,
    /// Whom it is for.
    pub addressee: Option<Str>,
}

/// `let home = Address { … }`, `let c1: Customer`
#[derive(Clone, Debug, PartialEq)]
pub struct LetItem {
    /// Its name.
    pub name: Name,
    /// `: Customer`: a generated constant of that entity, actor or scalar.
    pub ty: Option<TypeExpr>,
    /// `= value`
    pub value: Option<Expr>,
}

/// `example line: OrderLine { line: 1, … }`
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleItem {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Path,
    /// The fields of the example.
    pub fields: Vec<FieldInit>,
}

/// `spec "in stock" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct SpecItem {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its title.
    pub title: Str,
    /// Its steps, in the order written.
    pub steps: Vec<Step>,
    /// Constants of this spec alone.
    pub lets: Vec<LetItem>,
    /// The whole spec.
    pub span: Span,
}

/// A step of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// The whole step.
    pub span: Span,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// `given now = 2026-05-01T09:00Z`
    GivenNow(Expr),
    /// `given stock("A-100") = 5`
    GivenLookup(Name, Vec<Expr>, Expr),
    /// `given PaymentProvider.Refund = RefundFailed { reason: "…" }`
    GivenAnswer {
        /// The call of an external system.
        call: Path,
        /// The answer.
        outcome: Name,
        /// Its fields.
        fields: Vec<FieldInit>,
    },
    /// `given OrderPlaced { … }`, `given unchecked OrderPlaced { … }`
    GivenEvent {
        /// The event.
        event: Path,
        /// Its fields.
        fields: Vec<FieldInit>,
        /// `unchecked`: need not be legal.
        unchecked: bool,
        /// `by c1`
        by: Option<Expr>,
    },
    /// `when PlaceOrder { … } by c1`
    When {
        /// The command, or the event that arrives from outside.
        command: Path,
        /// Its fields.
        fields: Vec<FieldInit>,
        /// `by c1`
        by: Option<Expr>,
    },
    /// `when automations run`
    WhenAutomations,
    /// `then …`
    Then(Expect),
    /// Could not be read; reported already.
    Broken,
}

/// What a `then` expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    /// `nothing`
    Nothing,
    /// `rejected`, `rejected InStock`, `rejected waits.OrderShipping`: the dotted name
    Rejected(Option<Name>),
    /// `OrderPlaced { … }`, `OpenOrders [ {…} ]`, `OrdersOf(c1) empty`: an event, view or query by name
    Named {
        /// `exactly`
        exactly: bool,
        /// The event, view or query.
        name: Path,
        /// Arguments of a query.
        args: Option<Vec<Expr>>,
        /// What is expected of it.
        body: ExpectBody,
    },
    /// `agenda Payer { promise OrderPaying }`
    Agenda(Path, Vec<ActRef>),
}

/// What is expected of a named event, view or query.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectBody {
    /// `{ … }` or nothing at all: an event, or one row
    Record(Vec<FieldInit>),
    /// `[ {…}, {…} ]`
    Rows(Vec<Vec<FieldInit>>),
    /// `empty`
    Empty,
}
