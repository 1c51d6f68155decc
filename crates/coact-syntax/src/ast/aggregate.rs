//! Plain commands, events and aggregates.

use super::{Doc, Expr, FieldBlock, FieldDef, FieldInit, Name, Path, RowField, Sentence};
use crate::Span;

/// `event InventoryNoted { product: ProductId, left: Int }`
#[derive(Clone, Debug, PartialEq)]
pub struct EventItem {
    /// Its doc comment, inside an external system.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: FieldBlock,
}

/// `aggregate Cart { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct AggregateItem {
    /// Its name.
    pub name: Name,
    /// Its members.
    pub members: Vec<AggregateMember>,
}

/// A member of an aggregate.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum AggregateMember {
    /// `key cart: CartId`
    Key(FieldDef),
    /// `state { … }`
    State(FieldBlock, Span),
    /// `command SubmitCart {} by Shopper { … }`
    Command(CommandItem),
    /// `event CartSubmitted apply { submitted: true }`
    Event(AppliedEvent),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `new command OpenCart { shopper: ShopperId } by Shopper { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct CommandItem {
    /// Its doc comment, inside an aggregate.
    pub doc: Option<Doc>,
    /// `new`: it begins the aggregate.
    pub new: bool,
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: FieldBlock,
    /// `by Shopper or Clerk`
    pub by: Vec<Path>,
    /// What it does.
    pub members: Vec<CommandMember>,
    /// The whole command.
    pub span: Span,
}

/// A clause of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum CommandMember {
    /// `reads stock as Stock[items.product]`
    Reads(ReadsClause),
    /// `requires CartOpen "the cart is open": not submitted`
    Requires(RequiresClause),
    /// `emits CartSubmitted {} when count(items) > 0`
    Emits(EmitsClause),
    /// `otherwise nothing`: none; `otherwise emits …`
    Otherwise(Option<EmitsClause>, Span),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `reads stock as Stock[items.product]`
#[derive(Clone, Debug, PartialEq)]
pub struct ReadsClause {
    /// The name under which the rows are read.
    pub name: Name,
    /// The view.
    pub view: Path,
    /// The keys: one row, or as many as the key is a list of.
    pub keys: Vec<Expr>,
    /// The whole clause.
    pub span: Span,
}

/// `requires CartOpen "the cart is open": not submitted`
#[derive(Clone, Debug, PartialEq)]
pub struct RequiresClause {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name, which the rejection bears.
    pub name: Name,
    /// The sentence for people.
    pub sentence: Sentence,
    /// What must hold.
    pub condition: Expr,
    /// The whole clause.
    pub span: Span,
}

/// `each x in E emits ItemAdded { … } when E`
#[derive(Clone, Debug, PartialEq)]
pub struct EmitsClause {
    /// `each x in E`
    pub each: Option<(Name, Expr)>,
    /// The event.
    pub event: Path,
    /// Its fields; none where no braces are written.
    pub fields: Option<Vec<FieldInit>>,
    /// `when E`
    pub when: Option<Expr>,
    /// The whole clause.
    pub span: Span,
}

/// `event CartSubmitted apply { submitted: true }`
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedEvent {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// The event.
    pub name: Name,
    /// Its fields, where they are declared here.
    pub fields: Option<FieldBlock>,
    /// What it does to the state.
    pub apply: Vec<RowField>,
    /// The whole member.
    pub span: Span,
}
