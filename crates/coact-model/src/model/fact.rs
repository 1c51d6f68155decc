//! Fact Model.

use heck::ToSnakeCase;

use super::{EntityId, Expr, Field, Ident, KindId};
use crate::Loc;
use crate::ctp::{Act, FactWord};

/// An entity type.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its facts come from outside.
    pub external: bool,
    /// What it is in terms of other entities.
    pub form: EntityForm,
    /// Its key field.
    pub key: Field,
    /// `generated`: the shell draws the key.
    pub key_generated: bool,
    /// Its declared facts, the key aside.
    pub facts: Vec<Fact>,
    /// Its derived facts.
    pub derived: Vec<Derived>,
    /// Its laws.
    pub laws: Vec<Law>,
    /// Sets of facts whose values no two entities share: indices into `facts`.
    pub uniques: Vec<(Vec<usize>, Loc)>,
    /// The ways back from facts that refer to this entity.
    pub inverses: Vec<Inverse>,
    /// The kind whose request creates it (`product new E`).
    pub created_by: Option<KindId>,
}

/// What an entity is in terms of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EntityForm {
    /// An entity in its own right.
    #[default]
    Own,
    /// Each is one of another entity, with its key and facts: always, or once a fact holds.
    Specialised(EntityId, Option<(KindId, FactWord)>),
    /// Each is one of these entities, and has that one's key.
    Generalised(Vec<EntityId>),
    /// Each is a set of these; without a key of its own it is known by its members.
    Aggregated(EntityId),
}

impl Entity {
    /// The name under which acts carry an instance of it: `order` for `Order`.
    pub fn subject(&self) -> String {
        Self::subject_of(&self.name.text)
    }

    /// The same of an entity of this name, as it may have been called before.
    pub fn subject_of(name: &str) -> String {
        let name = name.rsplit('.').next();
        name.unwrap_or_default().to_snake_case()
    }

    /// The names that rejections bear where others have what only so many may have: `Order.unique` for unique facts,
    /// `Customer.orders` for a way back with a least or greatest number.
    pub fn limits(&self) -> impl Iterator<Item = String> {
        let unique = (!self.uniques.is_empty()).then_some("unique");
        let ways = self
            .inverses
            .iter()
            .filter(|way| way.min > 0 || way.max.is_some());
        let names = unique.into_iter().chain(ways.map(|way| &*way.name.text));
        names.map(|name| format!("{}.{name}", self.name.text))
    }
}

/// A declared fact of an entity.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Name, type, bounds.
    pub field: Field,
    /// `personal`
    pub personal: bool,
    /// The fact of the entity that this one specialises, whose this is.
    pub inherited: Option<(EntityId, usize)>,
    /// The acts that set it: untyped fields of their payloads, and the request that fills it in.
    pub setters: Vec<(KindId, Act)>,
}

/// A derived fact.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// The value, of the declared type; reads [`ExprKind::Subject`](super::ExprKind::Subject).
    pub value: Expr,
}

/// The way back: `customer.orders`.
#[derive(Clone, Debug)]
pub struct Inverse {
    /// Its name.
    pub name: Ident,
    /// The entity that refers.
    pub entity: EntityId,
    /// The fact by which it refers: an index into that entity's `facts`.
    pub fact: usize,
    /// Least number.
    pub min: u64,
    /// Greatest number.
    pub max: Option<u64>,
}

/// A law.
#[derive(Clone, Debug)]
pub struct Law {
    /// Its name, which the rejection bears.
    pub name: Ident,
    /// The model's sentence; empty where it gives none.
    pub sentence: String,
    /// What it demands.
    pub body: LawBody,
}

/// What a law demands.
#[derive(Clone, Debug)]
pub enum LawBody {
    /// The second may happen only where the first holds.
    Before((KindId, FactWord), (KindId, FactWord)),
    /// The second may not happen once the first holds.
    Precludes((KindId, FactWord), (KindId, FactWord)),
    /// Not both facts: indices into `facts`.
    Excludes(usize, usize),
    /// A condition over the entity.
    Condition(Expr),
}
