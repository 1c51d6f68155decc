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
mod past;
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
pub use past::*;
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
    /// Notes, questions, links, images and statuses inside it; those of stories and slices stand there.
    pub marks: Vec<Mark>,
    /// What its name, and names of commands and events inside it, were before.
    pub pasts: Vec<NamePast>,
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

impl ItemKind {
    /// The name that the item declares.
    pub const fn name(&self) -> Option<&Name> {
        Some(match self {
            Self::Model(item) => &item.name,
            Self::Scalar(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Value(item) => &item.name,
            Self::Entity(item) => &item.name,
            Self::Actor(item) => &item.name,
            Self::Transaction(item) => &item.name,
            Self::Bank(item) => &item.name,
            Self::Position(item) => &item.name,
            Self::Lookup(item) => &item.name,
            Self::View(item) => &item.name,
            Self::Query(item) => &item.name,
            Self::Screen(item) => &item.name,
            Self::Aggregate(item) => &item.name,
            Self::Command(item) => &item.name,
            Self::Event(item) => &item.name,
            Self::System(item) => &item.name,
            Self::Let(item) => &item.name,
            Self::Example(item) => &item.name,
            Self::Import(_)
            | Self::Access(_)
            | Self::Delegation(_)
            | Self::Process(_)
            | Self::Rule(_)
            | Self::Story(_)
            | Self::Spec(_)
            | Self::Broken => return None,
        })
    }

    /// The word that the item begins with.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Model(_) => "model",
            Self::Import(_) => "import",
            Self::Scalar(_) => "scalar",
            Self::Enum(_) => "enum",
            Self::Value(_) => "value",
            Self::Entity(_) => "entity",
            Self::Actor(_) => "actor",
            Self::Transaction(_) => "transaction",
            Self::Bank(_) => "bank",
            Self::Access(_) => "access",
            Self::Position(_) => "position",
            Self::Delegation(_) => "delegate",
            Self::Process(_) => "process",
            Self::Rule(_) => "rule",
            Self::Lookup(_) => "lookup",
            Self::View(_) => "view",
            Self::Query(_) => "query",
            Self::Screen(_) => "screen",
            Self::Aggregate(_) => "aggregate",
            Self::Command(_) => "command",
            Self::Event(_) => "event",
            Self::System(_) => "system",
            Self::Story(_) => "story",
            Self::Let(_) => "let",
            Self::Example(_) => "example",
            Self::Spec(_) => "spec",
            Self::Broken => "item",
        }
    }
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
