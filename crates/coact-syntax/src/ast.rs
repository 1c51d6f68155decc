//! The syntax tree: what was written, without meaning.
//!
//! The tree always exists. Where a member or item could not be read it holds a `Broken` node, and the
//! matching [`SyntaxError`](crate::SyntaxError) says why; later phases skip broken nodes, so that one
//! cause gives one message. Spans inside an [`Item`] are relative to [`ParsedItem::base`](crate::ParsedItem).

mod action;
mod aggregate;
mod cooperation;
mod event;
mod expr;
mod fact;
mod organisation;
mod process;
mod step;
mod system;
mod types;
mod view;

pub use action::*;
pub use aggregate::*;
pub use cooperation::*;
pub use event::*;
pub use expr::*;
pub use fact::*;
pub use organisation::*;
pub use process::*;
pub use step::*;
pub use system::*;
pub use types::*;
pub use view::*;

use crate::Span;

/// An identifier as written, without its backticks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The identifier's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A name that may be qualified by an imported model: `Order`, `billing.Invoice`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The imported model's name, where written.
    pub model: Option<Name>,
    /// The name itself.
    pub name: Name,
}

impl Path {
    /// Where the whole path stands.
    pub fn span(&self) -> Span {
        self.model
            .as_ref()
            .map_or(self.name.span, |model| model.span.to(self.name.span))
    }
}

/// A string literal, escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Str {
    /// The text it stands for.
    pub value: String,
    /// The literal with its quotes.
    pub span: Span,
}

/// The `///` lines in front of an item or member, joined by newlines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Doc {
    /// The text without its slashes and the one space after them.
    pub text: String,
    /// All its lines.
    pub span: Span,
}

/// A top-level item of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// What it is.
    pub kind: ItemKind,
    /// The whole item without its doc comment.
    pub span: Span,
}

/// What a top-level item is.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "items are boxed by their memo entry, never moved in bulk"
)]
pub enum ItemKind {
    /// `model shop ctp demo4 zone "Europe/Amsterdam"`
    Model(ModelHeader),
    /// `import billing`
    Import(Name),
    /// `scalar Sku = Text matching "…"`
    Scalar(ScalarItem),
    /// `enum OrderStatus { Requested, Confirmed }`
    Enum(EnumItem),
    /// `value OrderLine { … }`
    Value(ValueItem),
    /// `entity Order { … }`
    Entity(EntityItem),
    /// `external actor Shopper is Customer`
    Actor(ActorItem),
    /// `transaction OrderCompleting { … }`
    Transaction(TransactionItem),
    /// `external bank CustomerFacts { Customer }`
    Bank(BankItem),
    /// `access Seller reads CustomerFacts`
    Access(AccessItem),
    /// `position Desk fills Seller`
    Position(PositionItem),
    /// `delegate decline of OrderCompleting from Desk to Backoffice`
    Delegation(DelegationItem),
    /// `process "Fulfilment" { … }`
    Process(ProcessItem),
    /// `rule on OrderCompleting requested enforced { … }`
    Rule(RuleItem),
    /// `lookup stock(sku: Sku) -> Int`
    Lookup(LookupItem),
    /// `view OpenOrders for Seller { … }`
    View(ViewItem),
    /// `query OrdersOf(customer: Customer) from MyOrders …`
    Query(QueryItem),
    /// `screen SellerDesk for Seller { … }`
    Screen(ScreenItem),
    /// `aggregate Cart { … }`
    Aggregate(AggregateItem),
    /// `command NoteInventory { … } by Clerk { … }`
    Command(CommandItem),
    /// `event InventoryNoted { … }`
    Event(EventItem),
    /// `external system PaymentProvider { … }`
    System(SystemItem),
    /// `story "Buying" { … }`
    Story(StoryItem),
    /// `let home = …`, `let c1: Customer`
    Let(LetItem),
    /// `example line: OrderLine { … }`
    Example(ExampleItem),
    /// `spec "the whole way" { … }` at the top level
    Spec(SpecItem),
    /// Text that could not be read as an item; its errors are in [`ParsedItem::errors`](crate::ParsedItem).
    Broken,
}

/// `model NAME option*`
#[derive(Clone, Debug, PartialEq)]
pub struct ModelHeader {
    /// The model's name.
    pub name: Name,
    /// `ctp demo4 | demo3`
    pub profile: Option<Name>,
    /// `zone "Europe/Amsterdam"`
    pub zone: Option<Str>,
    /// `context Billing`
    pub context: Option<Name>,
    /// `level sketch | standard | strict`
    pub level: Option<Name>,
    /// The `//!` lines of the file.
    pub doc: Option<Doc>,
}
