//! Fact Model: entities, their facts, derivations and laws.

use super::{Doc, Expr, FactRef, FieldDef, Name, Path, Sentence, TypeExpr, Upcast};
use crate::Span;

/// `external entity Customer { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct EntityItem {
    /// Its facts come from outside the scope of interest.
    pub external: bool,
    /// Its name.
    pub name: Name,
    /// What it is in terms of other entities.
    pub form: Option<EntityForm>,
    /// Its members.
    pub members: Vec<EntityMember>,
}

/// What an entity is in terms of others.
#[derive(Clone, Debug, PartialEq)]
pub enum EntityForm {
    /// `is Car`, `is Rental when RentalCompleting accepted`: a specialisation
    Is(Path, Option<FactRef>),
    /// `= Person or Company`: a generalisation
    OneOf(Vec<Path>),
    /// `= set of Sale`: an aggregation
    SetOf(Path),
}

/// A member of an entity.
#[derive(Clone, Debug, PartialEq)]
pub enum EntityMember {
    /// A declared fact, or the key.
    Fact(FieldDef),
    /// `derived total: Amount = …`
    Derived(DerivedFact),
    /// `law PaidFirst "…": …`
    Law(Law),
    /// `unique (customer, reference)`
    Unique(Vec<Name>, Span),
    /// `upcast v1 -> v2 { … }`, which has no place here
    Upcast(Upcast),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `derived total: Amount = sum(lines, l => l.unit_price * l.quantity)`
#[derive(Clone, Debug, PartialEq)]
pub struct DerivedFact {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpr,
    /// How it is derived.
    pub value: Expr,
    /// The whole member.
    pub span: Span,
}

/// `law PaidFirst "an order ships after it is paid": OrderPaying accepted before OrderShipping accepted`
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name, which the rejection bears.
    pub name: Name,
    /// The sentence for people.
    pub sentence: Sentence,
    /// What must hold.
    pub body: LawBody,
    /// The whole member.
    pub span: Span,
}

/// What a law demands.
#[derive(Clone, Debug, PartialEq)]
pub enum LawBody {
    /// `A before B`: B may happen only where A holds (precedence).
    Before(FactRef, FactRef),
    /// `A precludes B`: B may not happen once A holds (preclusion).
    Precludes(FactRef, FactRef),
    /// `a excludes b`: not both facts.
    Excludes(Name, Name),
    /// A condition over the entity.
    Condition(Expr),
}
