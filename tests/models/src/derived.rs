//! Makes derived facts and laws.

use crate::chance::Chance;
use crate::exprs::{Place, derivable, reads};
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plan::{Kind, Pattern, Plan};
use crate::texts;
use crate::types::{Field, Ty};
use crate::ways;

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
                scope.take(back.name.text());
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
    for view in &plan.read {
        scope.take(view.text());
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
        for way in plan.ways(at) {
            inside.take(way.text());
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
        for read in ways::reads(plan, at, "") {
            if chance.percent(50) {
                let name = fresh(chance, &mut inside, &mut place.taken);
                text.push_str(&format!(
                    "    derived {}: Int = count({})\n",
                    name.text(),
                    read.path
                ));
                derived.push(Field {
                    name,
                    ty: Ty::Int,
                    bounds: String::new(),
                });
            }
        }
        for (ty, value) in stands(chance, plan, at) {
            let name = fresh(chance, &mut inside, &mut place.taken);
            text.push_str(&format!("    derived {}: Bool = {value}\n", name.text()));
            derived.push(Field {
                name,
                ty,
                bounds: String::new(),
            });
        }
        let lawful = text.contains("    law ");
        text.push_str(&order(chance, plan, at));
        text.push_str(&unique(chance, plan, at));
        if let Some(entity) = plan.entities.get_mut(at) {
            entity.lawful = lawful;
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

/// Whether a fact of a transaction about the entity stands.
fn stands(chance: &mut Chance, plan: &Plan, entity: usize) -> Vec<(Ty, String)> {
    let about =
        (plan.kinds.iter()).filter(|kind| kind.entity == entity && !is_fact(plan, entity, kind));
    let about: Vec<_> = about.collect();
    match chance.pick(&about) {
        Some(kind) if chance.percent(30) => {
            let fact = chance.word(&["promised", "declared", "accepted", "requested"]);
            vec![(Ty::Bool, format!("{} {fact}", kind.name.spelt()))]
        }
        _ => Vec::new(),
    }
}

/// Whether the entity has a fact that is called like the transaction.
fn is_fact(plan: &Plan, entity: usize, kind: &Kind) -> bool {
    let ways = plan.ways(entity).any(|name| *name == kind.name);
    let entity = plan.entities.get(entity);
    entity.is_some_and(|entity| {
        let around = entity.around.iter().map(|(name, ..)| name);
        let facts = entity.facts.iter().map(|fact| &fact.name);
        let mut names = facts.chain(around).chain([&entity.key.name]);
        names.any(|name| *name == kind.name) || ways
    })
}

/// Laws on the order of what is done about the entity.
fn order(chance: &mut Chance, plan: &Plan, entity: usize) -> String {
    let mut text = String::new();
    for (at, child) in plan.kinds.iter().enumerate() {
        let Some(parent) = child.parent.and_then(|at| plan.kinds.get(at)) else {
            continue;
        };
        if parent.entity != entity || child.entity != entity || chance.percent(60) {
            continue;
        }
        // A fact of this name would be meant.
        if is_fact(plan, entity, child) || is_fact(plan, entity, parent) {
            continue;
        }
        let refuses = child.pattern > Pattern::Basic;
        let (child, parent) = (child.name.spelt(), parent.name.spelt());
        let body = match chance.below(if refuses { 3 } else { 2 }) {
            0 => format!("{parent} promised before {child} requested"),
            1 => format!("{child} requested before {parent} accepted"),
            _ => format!("{child} declined precludes {parent} accepted"),
        };
        text.push_str(&format!(
            "    law Order{at} {}: {body}\n",
            texts::quoted(chance)
        ));
    }
    text
}

/// Facts that no two share.
fn unique(chance: &mut Chance, plan: &Plan, entity: usize) -> String {
    let facts = plan.entities.get(entity).map(|it| it.facts.as_slice());
    let simple = |fact: &&Field| {
        matches!(
            fact.ty,
            Ty::Text | Ty::Bool | Ty::Int | Ty::Date | Ty::Uuid | Ty::Enum(_) | Ty::Decimal
        )
    };
    // What was recorded under other names is not compared.
    let renamed = |fact: &&Field| match fact.ty {
        Ty::Enum(at) => plan.types.enums.get(at).is_some_and(|it| it.renamed),
        _ => false,
    };
    let mut names: Vec<String> = facts
        .unwrap_or_default()
        .iter()
        .filter(|fact| simple(fact) && !renamed(fact))
        .map(|fact| fact.name.spelt())
        .collect();
    names.truncate(chance.between(1, 3));
    if names.is_empty() || chance.percent(75) {
        return String::new();
    }
    format!("    unique ({})\n", names.join(", "))
}
