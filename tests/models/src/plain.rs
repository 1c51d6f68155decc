//! Makes plain commands, events, aggregates and a view of them.

mod aggregates;
mod commands;
mod elements;
mod stock;

pub(crate) use elements::{change, keyed};

use crate::chance::Chance;
use crate::exprs::Read;
use crate::facts;
use crate::names::{Apart, Scope, small};
use crate::plan::Plan;
use crate::types::{Field, Ty};

/// What is there beside transactions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plain {
    pub(crate) text: String,
    /// How columns of rows are read by key, each with a value where there is no row.
    pub(crate) rows: Vec<Read>,
    pub(crate) specs: String,
}

/// The scopes that plain things share with transactions.
pub(crate) struct Scopes<'s> {
    /// Commands and events.
    pub(crate) acts: &'s mut Scope,
    pub(crate) types: &'s mut Scope,
    /// What has a module.
    pub(crate) modules: &'s mut Scope,
    /// Views, which are no names of queries either.
    pub(crate) views: &'s mut Scope,
}

pub(crate) fn all(chance: &mut Chance, plan: &mut Plan, scopes: &mut Scopes<'_>) -> Plain {
    let mut plain = Plain::default();
    let stock = chance
        .percent(60)
        .then(|| stock::stock(chance, plan, scopes, &mut plain))
        .flatten();
    plan.read.extend(stock.iter().map(|it| it.name.clone()));
    let plan = &*plan;
    for _ in 0..chance.below(3) {
        let said = commands::outside(chance, plan, scopes, stock.as_ref());
        plain.text.push_str(&said);
    }
    for number in 0..chance.below(3) {
        aggregates::aggregate(chance, plan, scopes, stock.as_ref(), number, &mut plain);
    }
    plain
}

pub(crate) fn list(
    chance: &mut Chance,
    plan: &Plan,
    inside: &mut Scope,
    most: usize,
) -> Vec<Field> {
    let count = chance.below(most + 1);
    let fields = (0..count).map(|_| {
        let name = small(chance, inside);
        let ty = facts::any(chance, &plan.types, 2);
        let bounds = facts::bounds(chance, &ty);
        Field { name, ty, bounds }
    });
    fields.collect()
}

/// Names of fields of commands, which hide nothing that their expressions name.
pub(crate) fn fields_of(plan: &Plan, words: &[&str]) -> Scope {
    let mut scope = Scope::new(Apart::ByLetter, words);
    for name in &plan.read {
        scope.take(name.text());
    }
    for of in &plan.types.enums {
        scope.take(of.name.text());
    }
    scope
}

pub(crate) fn declared(plan: &Plan, fields: &[Field]) -> String {
    let fields = fields
        .iter()
        .map(|field| facts::written(&plan.types, field));
    fields.collect::<Vec<_>>().join(", ")
}

pub(crate) fn by(chance: &mut Chance, plan: &Plan) -> String {
    let Some(actor) = chance.pick(&plan.actors) else {
        return String::new();
    };
    match chance.pick(&plan.actors) {
        Some(other) if other.name != actor.name && chance.percent(30) => {
            format!(" by {} or {}", actor.name.spelt(), other.name.spelt())
        }
        _ => format!(" by {}", actor.name.spelt()),
    }
}

/// A key that a literal can be written for.
pub(crate) fn key_field(chance: &mut Chance, inside: &mut Scope) -> Field {
    let ty = chance.pick(&[Ty::Int, Ty::Text, Ty::Date]).cloned();
    Field {
        name: small(chance, inside),
        ty: ty.unwrap_or(Ty::Int),
        bounds: String::new(),
    }
}
