//! Views, queries and screens.

use super::{Doc, Expr, FactRef, FieldDef, FieldInit, Name, Param, Path};
use crate::Span;

/// `view OpenOrders for Seller { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct ViewItem {
    /// Its name.
    pub name: Name,
    /// `for Seller or Broker`
    pub readers: Vec<Path>,
    /// `= facts of Order`
    pub facts_of: Option<Path>,
    /// Its members.
    pub members: Vec<ViewMember>,
}

/// A member of a view.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum ViewMember {
    /// A field of the row.
    Field(FieldDef),
    /// `on EVENT …`
    Handler(Handler),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `on TRIGGER (or TRIGGER)* [each …] [at E (and E)*] VERB [{ fields }]`
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// What it answers.
    pub triggers: Vec<Trigger>,
    /// `each row where E`, `each x in E`
    pub each: Option<Each>,
    /// `at E and E`: the key of the row, where the route is not evident.
    pub at: Vec<Expr>,
    /// What happens to the row.
    pub verb: RowVerb,
    /// The word of the verb.
    pub verb_span: Span,
    /// The fields it sets.
    pub fields: Vec<RowField>,
    /// The whole handler.
    pub span: Span,
}

/// What a handler answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// An event by its own name.
    Event(Path),
    /// A fact of a kind.
    Fact(FactRef),
}

/// Which rows a handler touches.
#[derive(Clone, Debug, PartialEq)]
pub enum Each {
    /// `each row where E`
    Row(Expr),
    /// `each x in E`
    In(Name, Expr),
}

/// The four verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowVerb {
    /// Makes or replaces the row.
    Add,
    /// Touches the row only if it exists.
    Update,
    /// Makes the row or touches it.
    Set,
    /// Drops the row.
    Remove,
}

/// A field that a handler sets.
#[derive(Clone, Debug, PartialEq)]
pub enum RowField {
    /// `status: Confirmed`, `deliver_by`
    Init(FieldInit),
    /// `lines add { … }`, `lines update KEY { … }`, `lines remove KEY`
    List(ListField),
}

/// A verb on a keyed list inside the row.
#[derive(Clone, Debug, PartialEq)]
pub struct ListField {
    /// The list.
    pub list: Name,
    /// What happens to the element.
    pub verb: RowVerb,
    /// Which element.
    pub key: Option<Expr>,
    /// The fields it sets.
    pub fields: Vec<FieldInit>,
    /// The whole member.
    pub span: Span,
}

/// `query OrdersOf(customer: Customer) from MyOrders where … order by total desc`
#[derive(Clone, Debug, PartialEq)]
pub struct QueryItem {
    /// Its name.
    pub name: Name,
    /// Its parameters.
    pub params: Vec<Param>,
    /// The view it reads.
    pub from: Path,
    /// `where E`
    pub filter: Option<Expr>,
    /// `order by E desc, E`
    pub order: Vec<OrderKey>,
}

/// One key of an ordering.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderKey {
    /// What is compared.
    pub by: Expr,
    /// `desc`
    pub descending: bool,
}

/// `screen SellerDesk for Seller { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenItem {
    /// Its name.
    pub name: Name,
    /// `for Seller or Broker`
    pub users: Vec<Path>,
    /// Its members.
    pub members: Vec<ScreenMember>,
}

/// A member of a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenMember {
    /// `shows OpenOrders { customer, total }`: a view or a query
    Shows(Path, Option<Vec<Name>>),
    /// `form ConfirmOrder { deliver_by }`
    Form(Path, Option<Vec<Name>>),
    /// `opens OrderDetail`
    Opens(Path),
    /// Could not be read; reported already.
    Broken(Span),
}
