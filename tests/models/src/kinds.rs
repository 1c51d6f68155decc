//! Makes the transactions of a model: trees of them, with their entities and roles.

use crate::apart;
use crate::chance::Chance;
use crate::earlier;
use crate::facts;
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plan::{Act, Actor, Entity, Item, Kind, Pattern, Plan};
use crate::types::{Field, Ty, Types};
use crate::ways;

/// The scopes that all parts of a model share.
pub(crate) struct Scopes {
    pub(crate) types: Scope,
    pub(crate) actors: Scope,
    pub(crate) kinds: Scope,
    pub(crate) acts: Scope,
}

/// Facts of transactions, which no field can be called.
pub(crate) const FACT_WORDS: &[&str] = &[
    "requested",
    "promised",
    "declined",
    "executed",
    "declared",
    "accepted",
    "rejected",
    "quitted",
    "stopped",
    "request",
    "promise",
    "decline",
    "execute",
    "declare",
    "accept",
    "reject",
    "quit",
    "stop",
    "revoke",
    "revocation",
];

/// Functions of a case, beside which one of each entity stands, and its type.
const OF_A_CASE: &[&str] = &[
    "new", "evolve", "tacit", "due", "agenda", "case", "at", "by", "id", "event", "row",
];

/// Makes everything that cooperation is about.
pub(crate) fn cooperation(chance: &mut Chance, scopes: &mut Scopes, plan: &mut Plan) {
    for _ in 0..chance.below(3) {
        let known = outside(chance, scopes, plan);
        plan.types.entities.push(known.name.clone());
        plan.entities.push(known);
    }
    // Most are small: each costs rustc its time.
    let most = match chance.below(100) {
        0 => 12,
        1..=9 => 4,
        10..=44 => 2,
        _ => 1,
    };
    for _ in 0..chance.between(1, if most > 2 { 2 } else { 1 }) {
        let root = kind(chance, scopes, plan, None);
        if chance.percent(15) {
            chain(chance, scopes, plan, root, most.min(6));
        } else {
            children(chance, scopes, plan, root, most, 0);
        }
    }
}

/// One below the other.
fn chain(chance: &mut Chance, scopes: &mut Scopes, plan: &mut Plan, parent: usize, depth: usize) {
    if depth > 0 {
        let child = kind(chance, scopes, plan, Some(parent));
        chain(chance, scopes, plan, child, depth - 1);
    }
}

fn children(
    chance: &mut Chance,
    scopes: &mut Scopes,
    plan: &mut Plan,
    parent: usize,
    most: usize,
    depth: usize,
) {
    for _ in 0..chance.below(4 - depth.min(3)) {
        if plan.kinds.len() >= most {
            return;
        }
        let child = kind(chance, scopes, plan, Some(parent));
        children(chance, scopes, plan, child, most, depth + 1);
    }
}

fn outside(chance: &mut Chance, scopes: &mut Scopes, plan: &Plan) -> Entity {
    let name = entity_name(chance, scopes);
    let mut inside = fact_scope(&plan.types, &name);
    let key = Field {
        name: small(chance, &mut inside),
        ty: key_type(chance, plan),
        bounds: String::new(),
    };
    Entity {
        name,
        external: true,
        key,
        generated: false,
        facts: Vec::new(),
        around: None,
        more: String::new(),
        derived: Vec::new(),
        lawful: false,
    }
}

fn key_type(chance: &mut Chance, plan: &Plan) -> Ty {
    let scalars = plan.types.scalars.iter().enumerate();
    let fit = scalars.filter(|(_, scalar)| {
        matches!(scalar.base, Ty::Text | Ty::Int | Ty::Uuid | Ty::Date) && scalar.unit.is_none()
    });
    let mut of: Vec<Ty> = fit.map(|(at, _)| Ty::Scalar(at)).collect();
    of.extend([Ty::Uuid, Ty::Uuid, Ty::Text, Ty::Int, Ty::Date]);
    chance.pick(&of).cloned().unwrap_or(Ty::Uuid)
}

/// Its key has a type of its own in Rust, and its module a name.
fn entity_name(chance: &mut Chance, scopes: &mut Scopes) -> Name {
    loop {
        let name = capital(chance, &mut scopes.types);
        let subject = Entity::named(&name).subject();
        // Longer, its name in snake case would be none.
        let plain = !subject.text().is_empty()
            && subject.text().len() < 60
            && !FACT_WORDS.contains(&subject.text());
        if plain
            && !OF_A_CASE.contains(&subject.text())
            && scopes.types.take(&format!("{}Id", name.text()))
            && scopes.kinds.take(&format!("{}_case", name.text()))
        {
            return name;
        }
    }
}

pub(crate) fn fact_scope(types: &Types, entity: &Name) -> Scope {
    let mut scope = Scope::new(Apart::ByLetter, FACT_WORDS);
    // Of a fact that is called like an enumeration, `Size.Small` would be a field.
    for of in &types.enums {
        scope.take(of.name.text());
    }
    scope.take(Entity::named(entity).subject().text());
    for word in ["reason", "event", "row", "at", "by", "id"] {
        scope.take(word);
    }
    scope
}

/// Makes a transaction with its entity and its executor.
fn kind(chance: &mut Chance, scopes: &mut Scopes, plan: &mut Plan, parent: Option<usize>) -> usize {
    let name = capital(chance, &mut scopes.kinds);
    let around = parent.and_then(|at| plan.kinds.get(at));
    let own = around.is_none() || chance.percent(60);
    let (parent_entity, parent_executor) =
        around.map_or((None, None), |it| (Some(it.entity), Some(it.executor)));
    // In a case of its own: at what is the root of another.
    let at_root = around.is_some_and(|it| it.parent.is_none());
    let apart = own && at_root && chance.percent(25);
    let entity = match parent_entity {
        Some(entity) if !own => entity,
        _ => {
            let mut made = inside(chance, scopes, plan, parent_entity);
            if apart {
                apart::alone(&mut made);
            }
            plan.types.entities.push(made.name.clone());
            plan.entities.push(made);
            plan.entities.len() - 1
        }
    };
    let initiators = match parent_executor {
        Some(executor) => vec![executor],
        None => (0..chance.between(1, 2))
            .map(|_| actor(chance, scopes, plan, true))
            .collect(),
    };
    let executor = actor(chance, scopes, plan, false);
    let pattern = chance
        .pick(&[
            Pattern::Basic,
            Pattern::Standard,
            Pattern::Complete,
            Pattern::Complete,
        ])
        .copied()
        .unwrap_or(Pattern::Complete);
    let count = if own && parent.is_some() {
        chance.word(&["", " [0..*]", " [0..1]", " [1..*]", " [1..3]", " [2..2]"])
    } else {
        chance.word(&["", " [0..1]", " [1..1]"])
    };
    let facts = plan.entities.get(entity).map_or(0, |it| it.facts.len());
    let about_fact = (!own && facts > 0 && chance.percent(40))
        .then(|| {
            plan.entities
                .get(entity)?
                .facts
                .first()
                .map(|it| it.name.clone())
        })
        .flatten()
        // Behind a point, a capital is the name of an entity.
        .filter(|name| !name.text().starts_with(char::is_uppercase));
    // A word of ours before a name in other letters cannot be written, nor one before a name that is as long as a name
    // may be.
    let renamed = !name.text().is_ascii() || name.text().len() > 60;
    let mut acts = acts(chance, scopes, plan, entity, pattern, own, renamed);
    if apart {
        apart::without_versions(&mut acts);
    }
    let was = earlier::item(chance, &mut scopes.kinds);
    plan.kinds.push(Kind {
        name,
        was,
        entity,
        new: own,
        about_fact,
        initiators,
        executor,
        pattern,
        acts,
        parent,
        count,
        apart,
        given: false,
        free: true,
    });
    plan.kinds.len() - 1
}

fn actor(chance: &mut Chance, scopes: &mut Scopes, plan: &mut Plan, external: bool) -> usize {
    let outside: Vec<usize> = plan
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.external)
        .map(|(at, _)| at)
        .collect();
    let known_as = chance
        .percent(50)
        .then(|| chance.pick(&outside).copied())
        .flatten();
    plan.actors.push(Actor {
        name: capital(chance, &mut scopes.actors),
        was: earlier::item(chance, &mut scopes.actors),
        external: external || chance.percent(30),
        known_as,
    });
    plan.actors.len() - 1
}

fn inside(chance: &mut Chance, scopes: &mut Scopes, plan: &Plan, parent: Option<usize>) -> Entity {
    let name = entity_name(chance, scopes);
    let mut inside = fact_scope(&plan.types, &name);
    let around = parent.map(|of| {
        let fact = small(chance, &mut inside);
        (fact, of, ways::way(chance, plan))
    });
    let generated = parent.is_some() || chance.percent(80);
    let key = Field {
        name: small(chance, &mut inside),
        ty: if generated {
            Ty::Uuid
        } else {
            key_type(chance, plan)
        },
        bounds: String::new(),
    };
    let most = if chance.percent(4) { 40 } else { 6 };
    let mut made: Vec<Field> = Vec::new();
    for _ in 0..chance.below(most) {
        let name = small(chance, &mut inside);
        let ty = fact_type(chance, plan);
        let mut bounds = facts::bounds(chance, &ty);
        bounds.push_str(&earlier::field(chance, &mut inside));
        bounds.push_str(&earlier::later(chance, &plan.types, &ty));
        made.push(Field { name, ty, bounds });
    }
    Entity {
        name,
        external: false,
        key,
        generated,
        facts: made,
        around,
        more: String::new(),
        derived: Vec::new(),
        lawful: false,
    }
}

/// A type of a fact: any, or an entity from outside.
fn fact_type(chance: &mut Chance, plan: &Plan) -> Ty {
    let outside = plan.entities.iter().position(|entity| entity.external);
    match outside {
        Some(at) if chance.percent(20) => Ty::Entity(at),
        _ => facts::any(chance, &plan.types, 2),
    }
}

const BASIC: &[&str] = &["request", "promise", "execute", "declare", "accept"];

fn acts(
    chance: &mut Chance,
    scopes: &mut Scopes,
    plan: &Plan,
    entity: usize,
    pattern: Pattern,
    new: bool,
    renamed: bool,
) -> Vec<Act> {
    let mut words = BASIC.to_vec();
    if pattern > Pattern::Basic {
        words.extend(["decline", "reject"]);
        if plan.demo3 {
            words.extend(["quit", "stop"]);
        }
    }
    // Each fact is set by one act, most of them by the request.
    let facts = plan.entities.get(entity).map_or(0, |it| it.facts.len());
    let mut left: Vec<usize> = (0..facts).collect();
    let mut acts = Vec::new();
    for word in words {
        let tacit = matches!(word, "execute" | "declare" | "accept") && chance.percent(25);
        // A tacit execute shows only in the declare.
        let named = (renamed || chance.percent(60)) && !(tacit && word == "execute");
        let sets = !tacit && matches!(word, "request" | "promise" | "execute" | "declare");
        let mut items = Vec::new();
        if sets && (named || chance.percent(40)) {
            let share = if word == "request" && new { 70 } else { 20 };
            left.retain(|at| {
                let set = chance.percent(share);
                if set {
                    items.push(Item::Fact(*at));
                }
                !set
            });
        }
        if !tacit && chance.percent(30) {
            let mut inside = Scope::new(Apart::ByLetter, &["reason", "event"]);
            for of in &plan.types.enums {
                inside.take(of.name.text());
            }
            let at = entity;
            if let Some(entity) = plan.entities.get(entity) {
                inside.take(entity.subject().text());
                for fact in &entity.facts {
                    inside.take(fact.name.text());
                }
                inside.take(entity.key.name.text());
                for way in plan.ways(at) {
                    inside.take(way.text());
                }
                if let Some((fact, of, _)) = &entity.around {
                    inside.take(fact.text());
                    if let Some(of) = plan.entities.get(*of) {
                        inside.take(of.subject().text());
                    }
                }
            }
            for _ in 0..chance.between(1, 3) {
                let name = small(chance, &mut inside);
                let ty = facts::any(chance, &plan.types, 1);
                let mut bounds = facts::bounds(chance, &ty);
                bounds.push_str(&earlier::field(chance, &mut inside));
                bounds.push_str(&earlier::later(chance, &plan.types, &ty));
                items.push(Item::Data(Field { name, ty, bounds }));
            }
        }
        let due = (word == "request" && chance.percent(30))
            .then(|| due(plan, entity, &items))
            .flatten();
        acts.push(Act {
            word,
            command: capital(chance, &mut scopes.acts),
            event: capital(chance, &mut scopes.acts),
            was: earlier::item(chance, &mut scopes.acts),
            named,
            tacit,
            items,
            due,
        });
    }
    acts
}

/// A moment that comes with the request.
fn due(plan: &Plan, entity: usize, items: &[Item]) -> Option<String> {
    let facts = &plan.entities.get(entity)?.facts;
    let moment = |ty: &Ty| matches!(ty, Ty::Date | Ty::DateTime);
    items.iter().find_map(|item| match item {
        Item::Fact(at) => {
            let fact = facts.get(*at).filter(|fact| moment(&fact.ty))?;
            Some(fact.name.spelt())
        }
        Item::Data(field) => moment(&field.ty).then(|| format!("requested.{}", field.name.spelt())),
    })
}
