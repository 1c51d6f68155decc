//! Typed expressions. Every conversion is explicit, so that a back end never guesses.
//!
//! An evaluation may find no value although the type promises one: a fact that is not known yet, an act that
//! does not stand, `/` or `%` by zero. Such an expression is *unknown*, and so is everything around it up to a
//! [`ExprKind::Coalesce`]. An unknown condition does not hold; a command that needs an unknown value is
//! rejected. In views the checker has shown that facts are known.

use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};
use rust_decimal::Decimal;

use super::{ActorId, ConstantId, EntityId, EnumId, KindId, LookupId, Type, ValueId, ViewId};
use crate::Loc;
use crate::ctp::{Act, FactWord};

/// A typed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub loc: Loc,
}

impl Expr {
    /// The number that a constant expression is.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match &self.kind {
            ExprKind::Literal(Literal::Int(value)) => Some(Decimal::from(*value)),
            ExprKind::Literal(Literal::Decimal(digits)) => digits.parse().ok(),
            ExprKind::Convert(inner) => inner.number(),
            ExprKind::Unary(UnaryOp::Neg, inner) => inner.number().map(|value| -value),
            _ => None,
        }
    }
}

/// A variable bound inside an expression: a lambda's parameter, a `for each` element, a query's parameter,
/// a look-up's parameter, `some x`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Local {
    /// Its name as written.
    pub name: String,
    /// Distinct from every other local of the same root expression.
    pub id: u32,
    /// Its type.
    pub ty: Type,
}

/// One instance of a transaction kind in the case: the one about this subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The kind.
    pub kind: KindId,
    /// An expression of type [`Type::Entity`].
    pub subject: Box<Expr>,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExprKind {
    /// A literal of the expression's type.
    Literal(Literal),
    /// Absent.
    None,
    /// Present.
    Some(Box<Expr>),
    /// A bound variable.
    Local(Box<Local>),
    /// A constant of the spec.
    Constant(ConstantId),
    /// The entity that the rule, derived fact, law or link is about: its key.
    Subject(EntityId),
    /// The subject of the event: its key (views only).
    EventSubject,
    /// A field of the event: an index into the payload of the handler's step (views only).
    EventField(usize),
    /// When, by whom, and under which id the event was recorded (views only).
    EventMeta(EventMeta),
    /// A field of the row: an index into the view's fields (views and queries only).
    RowField(usize),
    /// Whoever asks: a [`Type::Actor`] (queries only).
    Me,
    /// A field of the command: an index into its `fields` (plain commands only).
    CommandField(usize),
    /// A field of the aggregate's state: an index (plain commands and `apply` only).
    StateField(usize),
    /// What the command reads: an index into its `reads`; a [`Type::Row`], or a map of such.
    Read(usize),
    /// A field of the answer of an external system: an index into the outcome's fields.
    ResultField(usize),
    /// The entity with this key, or whose unique facts are these: indices into `facts`; unknown where there is none.
    Find(EntityId, Vec<(Option<usize>, Expr)>),
    /// The row of a view with this key, one expression per key field; unknown where there is none. Of a list of
    /// keys it is a map of rows, as [`ExprKind::Find`] of one is a map of entities.
    RowAt(ViewId, Vec<Expr>),
    /// The element of a map under a key; unknown where it has none.
    At(Box<Expr>, Box<Expr>),
    /// A field of a row that was read: an index into the view's fields.
    RowMember(Box<Expr>, ViewId, usize),
    /// The key of the entity that `of` refers to, as its own type.
    Key(Box<Expr>),
    /// A declared fact of the entity that the expression refers to: an index into `facts`.
    Fact(Box<Expr>, EntityId, usize),
    /// A derived fact: an index into `derived`.
    Derived(Box<Expr>, EntityId, usize),
    /// All entities that refer to this one: an index into `inverses`; a list.
    Inverse(Box<Expr>, EntityId, usize),
    /// Data of the latest standing performance of an act: an index into its payload.
    ActField(Instance, Act, usize),
    /// Circumstances of the latest standing performance of an act.
    ActMeta(Instance, Act, ActMeta),
    /// Whether a fact of an instance still stands: `order.OrderPaying accepted`. The product fact
    /// (`accepted`) must also have nothing pending; in derived facts and views it is kept until the revocation is
    /// allowed.
    FactTest(Instance, FactWord),
    /// A field of a structured value.
    Field(Box<Expr>, ValueId, usize),
    /// A structured value; one expression per field, in order.
    Record(ValueId, Vec<Expr>),
    /// A list.
    List(Vec<Expr>),
    /// A map: its keys, all of them different where they are constant, and their values.
    Map(Vec<(Expr, Expr)>),
    /// A variant of an enum.
    Variant(EnumId, usize),
    /// An actor role, where a [`Type::Role`] is compared.
    Role(ActorId),
    /// An answer of the host.
    Lookup(LookupId, Vec<Expr>),
    /// A function of the language.
    Builtin(Builtin, Vec<Expr>),
    /// The function argument of a builtin.
    Lambda(Box<Local>, Box<Expr>),
    /// `-x`, `not x`
    Unary(UnaryOp, Box<Expr>),
    /// `and`, `or`: at least two operands.
    Logic(BinaryOp, Vec<Expr>),
    /// `+ - * / %` of two operands whose types the operator admits as they are: two numbers of one base, a
    /// date and a period, a moment and a duration, a length of time and a whole number. `/` is decimal.
    Arithmetic(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a ?? b`: `b` where `a` is absent or unknown.
    Coalesce(Box<Expr>, Box<Expr>),
    /// A comparison of two operands of one type; of [`CompareOp::In`] the right one is a list of it.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `match e { … }`; exhaustive.
    Match(Box<Expr>, Vec<(Pattern, Expr)>),
    /// The same value in the expression's type: base to scalar (bounds checked), scalar to base, whole to
    /// decimal number, plain to optional, entity to its key.
    Convert(Box<Expr>),
    /// The command's clock.
    Now,
    /// The command's day.
    Today,
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A decimal number, as digits with an optional sign and point.
    Decimal(String),
    /// A text.
    Text(String),
    /// Year, month, day.
    Date(i16, i8, i8),
    /// An instant in RFC 3339 form.
    DateTime(String),
    /// Hour, minute, second.
    Time(i8, i8, i8),
    /// Months and days.
    Period(i32, i32),
    /// Seconds.
    Duration(i64),
}

/// Circumstances of a recorded event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventMeta {
    /// When it was performed; a [`Type::DateTime`].
    At,
    /// In whose name.
    By,
    /// Its position in the case; a [`Type::Int`].
    Id,
}

/// Circumstances of a performed act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActMeta {
    /// When.
    At,
    /// In whose name.
    By,
    /// In which role.
    Role,
}

impl ActMeta {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::At, Self::By, Self::Role];

    /// Its name behind a fact: `promised.at`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::By => "by",
            Self::Role => "role",
        }
    }
}

/// The functions of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Builtin {
    /// `all(list, x => …)`
    All,
    /// `any(list, x => …)`
    Any,
    /// `count(list)`, `count(list, x => …)`
    Count,
    /// `sum(list)`, `sum(list, x => …)`
    Sum,
    /// `min(list)`, `min(list, x => …)`, `min(a, b)`
    Min,
    /// `max(list)`, `max(list, x => …)`, `max(a, b)`
    Max,
    /// `map(list, x => …)`
    Map,
    /// `filter(list, x => …)`
    Filter,
    /// `first(list)`, `first(list, x => …)`: optional
    First,
    /// `last(list)`, `last(list, x => …)`: optional
    Last,
    /// `days(a, b)`: whole days between two dates
    Days,
    /// `round(x, digits)`: half-even
    Round,
    /// `abs(x)`
    Abs,
    /// `length(text)`: characters
    Length,
    /// `lower(text)`
    Lower,
    /// `upper(text)`
    Upper,
    /// `trim(text)`
    Trim,
    /// `contains(text, part)`
    Contains,
    /// `starts_with(text, part)`
    StartsWith,
    /// `ends_with(text, part)`
    EndsWith,
    /// `year(date)`
    Year,
    /// `month(date)`
    Month,
    /// `day(date)`
    Day,
}

/// A pattern of a match arm, typed by what is matched.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// Everything.
    Any,
    /// Absent.
    None,
    /// Present, bound to a local.
    Some(Local),
    /// A variant.
    Variant(EnumId, usize),
    /// An actor role.
    Role(ActorId),
    /// A literal.
    Literal(Expr),
    /// Inclusive ends; where one is left out, the range has none on that side.
    Range(Option<Expr>, Option<Expr>),
}
