//! Makes derived facts and laws.

use crate::chance::Chance;
use crate::exprs::{Place, derivable, reads};
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plan::Plan;
use crate::texts;
use crate::types::Field;

/// Every name that an expression may mean something by, so that no variable hides it.
pub(crate) fn taken(plan: &Plan, more: &[&Field]) -> Scope {
    let mut scope = Scope::new(Apart::ByLetter, &["row", "event", "state", "me", "result"]);
    for word in crate::kinds::FACT_WORDS {
        scope.take(word);
    }
    for entity in &plan.entities {
        scope.take(entity.subject().text());
        scope.take(entity.name.text());
        scope.take(entity.key.name.text());
        for fact in &entity.facts {
            scope.take(fact.name.text());
        }
        for derived in &entity.derived {
            scope.take(derived.name.text());
        }
        if let Some((fact, _, back)) = &entity.around {
            scope.take(fact.text());
            if let Some(back) = back {
                scope.take(back.text());
            }
        }
    }
    for name in plan.kinds.iter().map(|kind| &kind.name) {
        scope.take(name.text());
    }
    for name in plan.actors.iter().map(|actor| &actor.name) {
        scope.take(name.text());
    }
    for of in &plan.types.enums {
        scope.take(of.name.text());
        for variant in &of.variants {
            scope.take(variant.text());
        }
    }
    for field in more {
        scope.take(field.name.text());
    }
    scope
}

/// Gives the entities of transactions derived facts and laws.
pub(crate) fn all(chance: &mut Chance, plan: &mut Plan) {
    for at in 0..plan.entities.len() {
        let Some(entity) = plan.entities.get(at) else {
            continue;
        };
        if entity.external || entity.facts.is_empty() {
            continue;
        }
        let facts: Vec<&Field> = plan.set_from_the_start(at);
        let mut inside = crate::kinds::fact_scope(&plan.types, &entity.name);
        for name in entity.facts.iter().map(|fact| &fact.name) {
            inside.take(name.text());
        }
        inside.take(entity.key.name.text());
        if let Some((fact, _, _)) = &entity.around {
            inside.take(fact.text());
        }
        let mut place = Place {
            plan,
            reads: reads(&facts, ""),
            taken: taken(plan, &[]),
        };
        let (mut derived, mut text) = (Vec::new(), String::new());
        for _ in 0..chance.below(4) {
            let ty = derivable(chance, plan);
            let Some(value) = place.value(chance, &ty) else {
                continue;
            };
            // One that no expression of this entity has used as a variable.
            let name = fresh(chance, &mut inside, &mut place.taken);
            text.push_str(&texts::doc(chance, "    "));
            text.push_str(&format!(
                "    derived {}: {} = {value}\n",
                name.text(),
                plan.ty(&ty)
            ));
            derived.push(Field {
                name,
                ty,
                bounds: String::new(),
            });
        }
        if chance.percent(25) {
            let mut laws = Scope::new(Apart::BySound, &[]);
            let (name, condition) = (capital(chance, &mut laws), place.condition(chance));
            text.push_str(&format!(
                "    law {} {}: {condition}\n",
                name.spelt(),
                texts::quoted(chance)
            ));
        }
        if let Some(entity) = plan.entities.get_mut(at) {
            entity.lawful = text.contains("    law ");
            entity.more = text;
            entity.derived = derived;
        }
    }
}

fn fresh(chance: &mut Chance, inside: &mut Scope, taken: &mut Scope) -> Name {
    loop {
        let name = small(chance, inside);
        if taken.take(name.text()) {
            return name;
        }
    }
}
