//! Types, scalars, enums and values.

use super::{Doc, Expr, FieldBlock, Name, Past, Path, Sentence, Str, UnitExpr};
use crate::Span;

/// A type as written, with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr {
    /// The type without `?`.
    pub kind: TypeKind,
    /// Written with `?`.
    pub optional: bool,
    /// `1..100 "…"`, `max 200`, `matching "…"`, `in 1..999`, `unit EUR`, in the order written.
    pub bounds: Vec<Bound>,
    /// The type without its bounds.
    pub span: Span,
}

/// The shape of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `Text`, `Sku`, `billing.Invoice`
    Named(Path),
    /// `[OrderLine]`
    List(Box<TypeExpr>),
    /// `{Sku: Int}`
    Map(Box<TypeExpr>, Box<TypeExpr>),
}

/// A bound after a type, with the sentence that explains it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What it demands.
    pub kind: BoundKind,
    /// The sentence for people.
    pub sentence: Sentence,
    /// The bound without its sentence.
    pub span: Span,
}

/// What a bound demands.
#[derive(Clone, Debug, PartialEq)]
pub enum BoundKind {
    /// `1..100` after a list: its length; no maximum for `*`
    Length(u64, Option<u64>),
    /// `in 1..999`: inclusive; an end may be left open
    Range(Option<Expr>, Option<Expr>),
    /// `matching "…"`: an anchored regular expression
    Matching(Str),
    /// `max 200`: characters
    MaxLength(u64),
    /// `unit EUR`
    Unit(UnitExpr),
    /// `ordinal`, `interval`, `ratio`, `absolute`, `categorial`
    Scale(Name),
}

/// `scalar Sku = Text matching "…"`
#[derive(Clone, Debug, PartialEq)]
pub struct ScalarItem {
    /// Its name.
    pub name: Name,
    /// The base with its bounds.
    pub base: TypeExpr,
}

/// `enum OrderStatus { Requested, Confirmed }`
#[derive(Clone, Debug, PartialEq)]
pub struct EnumItem {
    /// Its name.
    pub name: Name,
    /// Its variants.
    pub variants: Vec<EnumVariant>,
}

/// One variant of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariant {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// What it was before, where something is said.
    pub past: Option<Box<Past>>,
}

/// `value OrderLine { key line: Int, sku: Sku }`
#[derive(Clone, Debug, PartialEq)]
pub struct ValueItem {
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: FieldBlock,
}

/// A typed field of a value, an entity or a view.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDef {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Written with `key`.
    pub key: bool,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpr,
    /// `generated`: the shell draws the value.
    pub generated: bool,
    /// `personal`: kept out of the immutable log.
    pub personal: bool,
    /// `inverse orders 0..*`: the way back.
    pub inverse: Option<Inverse>,
    /// `= expression`
    pub default: Option<Expr>,
    /// What it was before, where something is said.
    pub past: Option<Box<Past>>,
    /// The whole field without its doc comment.
    pub span: Span,
}

impl FieldDef {
    /// Whether it is no more.
    pub fn is_retired(&self) -> bool {
        self.past
            .as_ref()
            .is_some_and(|past| past.retired.is_some())
    }
}

/// `inverse orders 0..*`
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse {
    /// The name of the way back.
    pub name: Name,
    /// How many may point at one.
    pub bounds: Option<Multiplicity>,
}

/// `k..n`, `k..*`, `k`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Multiplicity {
    /// Least number.
    pub min: u64,
    /// Greatest number; none for `*`.
    pub max: Option<u64>,
    /// Where it stands.
    pub span: Span,
}
