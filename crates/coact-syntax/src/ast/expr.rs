//! Expressions.

use super::{FactWord, Name, Path, Str};
use crate::Span;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is. Chains of equal precedence are flat, so that a walk is never deeper than the
/// brackets of the text. What is seldom or large is boxed: a hostile text is nothing but expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `5`, `7.50 EUR`, `3 days`
    Number(Number),
    /// `"text"`
    Str(String),
    /// `true`, `false`
    Bool(bool),
    /// `2026-05-01`, as written
    Date(String),
    /// `2026-05-01T09:00Z`, as written
    DateTime(String),
    /// `09:30`, as written
    Time(String),
    /// `none`
    None,
    /// `some x`
    Some(Box<Expr>),
    /// A bare name.
    Name(Name),
    /// `order.lines`
    Member(Box<Expr>, Name),
    /// `stock(l.sku)`
    Call(Box<Path>, Vec<Expr>),
    /// `order.lines(…)`: a call of a member
    MemberCall(Box<Expr>, Box<Name>, Box<[Expr]>),
    /// `Entity[key]`, `Entity[unique: x]`
    Index(Box<Expr>, Vec<IndexArg>),
    /// `l => l.sku`
    Lambda(Name, Box<Expr>),
    /// `not x`, `-x`
    Unary(UnaryOp, Box<Expr>),
    /// A left-associative chain of operators of one precedence: `a + b - c`, `a and b and c`.
    Chain(Box<Expr>, Vec<(BinaryOp, Expr)>),
    /// `a <= b`; comparisons do not chain
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `match e { P => a, _ => b }`
    Match(Box<Expr>, Vec<MatchArm>),
    /// `OrderLine { line: 1, … }`
    Record(Box<Path>, Vec<FieldInit>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{ a: 1, "b": 2 }`: keys and values
    Map(Vec<(Expr, Expr)>),
    /// `s.OrderShipping accepted`: a path, then a fact
    FactTest(Box<Expr>, FactWord),
    /// `( … )`
    Paren(Box<Expr>),
    /// Could not be read; reported already.
    Error,
}

/// A number with its unit or duration word.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Digits, with a point for a decimal.
    pub digits: String,
    /// `EUR`, `EUR/day`, `days`
    pub unit: Option<Box<UnitExpr>>,
}

/// `EUR`, `EUR/day`, `days`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnitExpr {
    /// The unit itself.
    pub unit: Name,
    /// What it is divided by.
    pub per: Option<Name>,
}

/// One argument between the brackets of a read by key.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexArg {
    /// `unique_field:`
    pub name: Option<Name>,
    /// The key.
    pub value: Expr,
}

/// `-` or `not`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `not`
    Not,
}

/// An operator that chains with others of its precedence, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
    /// `??`
    Coalesce,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
}

/// `== != < <= > >= in`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `in`
    In,
}

impl CompareOp {
    /// The operator as it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::In => "in",
        }
    }
}

/// `name: value`, or `name` alone for `name: event.name` and the like.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldInit {
    /// The field.
    pub name: Name,
    /// Its value; left out in the short form.
    pub value: Option<Expr>,
}

/// `Pattern => value`
#[derive(Clone, Debug, PartialEq)]
pub struct MatchArm {
    /// What is matched.
    pub pattern: Pattern,
    /// The value where it matches.
    pub value: Expr,
    /// The whole arm.
    pub span: Span,
}

/// A pattern of a match arm.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// `_`
    Any(Span),
    /// `none`
    None(Span),
    /// `some x`
    Some(Name),
    /// An enum variant, `Requested`, `OrderStatus.Requested` or `billing.Status.Open`: the enum where it is
    /// written, and the variant.
    Variant(Option<Path>, Name),
    /// A literal.
    Literal(Expr),
    /// `1..9`, `..9` or `1..`
    Range(Option<Expr>, Option<Expr>),
}

/// A string used as a sentence beside a rule of the model.
pub type Sentence = Option<Str>;
