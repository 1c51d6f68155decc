//! Derived facts and laws.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef, sentence};
use super::gaps::Shown;
use super::known::{fact_text, has_step, step_of};
use super::missing::{Owner, missing};
use super::pass::Pass;
use super::scope::Root;
use crate::ctp::FactWord;
use crate::model::{EntityId, ExprKind, KindId, Law, LawBody, Type};
use crate::rules;

/// The derived facts and laws of an entity.
pub(super) fn derived(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    let (ItemKind::Entity(entity), Some(Element::Entity(id))) =
        (&item.item.kind, pass.names.item(&item))
    else {
        return;
    };
    for member in &entity.members {
        match member {
            ast::EntityMember::Derived(fact) => derived_fact(pass, item, id, fact),
            ast::EntityMember::Law(written) => {
                if let Some(body) = law(pass, item, id, &written.body) {
                    let law = Law {
                        name: item.ident(&written.name),
                        sentence: sentence(&written.sentence),
                        body,
                    };
                    pass.model.entities[id].laws.push(law);
                }
            }
            _ => {}
        }
    }
}

fn derived_fact(pass: &mut Pass<'_>, item: ItemRef<'_>, id: EntityId, fact: &ast::DerivedFact) {
    let place = item.loc(fact.name.span);
    let known = &pass.model.entities[id].derived;
    let Some(at) = known.iter().position(|derived| derived.name.loc == place) else {
        return;
    };
    let Some(ty) = known.get(at).map(|derived| derived.value.ty.clone()) else {
        return;
    };
    let value = pass.typer(item, Root::Entity(id)).expect(&fact.value, &ty);
    pass.needs_value(&value, &Shown::default());
    if let Some(derived) = pass.model.entities[id].derived.get_mut(at) {
        // Who reads the fact goes on with the declared type, whatever is wrong inside.
        derived.value.kind = value.kind;
        derived.value.loc = value.loc;
    }
}

fn law(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    entity: EntityId,
    body: &ast::LawBody,
) -> Option<LawBody> {
    Some(match body {
        ast::LawBody::Before(first, second) => {
            let (first, second) = (fact_ref(pass, item, first), fact_ref(pass, item, second));
            let (first, second) = both(pass, item, entity, (first?, second?), body)?;
            LawBody::Before(first, second)
        }
        ast::LawBody::Precludes(first, second) => {
            let (first, second) = (fact_ref(pass, item, first), fact_ref(pass, item, second));
            let (first, second) = both(pass, item, entity, (first?, second?), body)?;
            LawBody::Precludes(first, second)
        }
        ast::LawBody::Excludes(a, b) => {
            let (a, b) = (
                own_fact(pass, item, entity, a),
                own_fact(pass, item, entity, b),
            );
            LawBody::Excludes(a?, b?)
        }
        ast::LawBody::Condition(condition) => {
            let condition = pass.typer(item, Root::Entity(entity)).condition(condition);
            (condition.ty != Type::Error).then_some(LawBody::Condition(condition))?
        }
    })
}

/// A fact of a kind that its pattern admits.
pub(super) fn fact_ref(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::FactRef,
) -> Option<(KindId, FactWord)> {
    let kind = pass.names.kind(&item, &written.kind, pass.findings)?;
    if !has_step(&pass.model.kinds[kind], step_of(written.fact)) {
        let finding = rules::fact_outside_pattern(
            item.loc(written.span),
            &pass.model.kinds[kind].name.text,
            &fact_text(written.fact),
        );
        pass.findings.push(finding);
        return None;
    }
    Some((kind, written.fact))
}

/// A law reaches its case only: each fact, and both of them together.
fn both(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    entity: EntityId,
    (first, second): ((KindId, FactWord), (KindId, FactWord)),
    body: &ast::LawBody,
) -> Option<((KindId, FactWord), (KindId, FactWord))> {
    let first = reached(pass, item, entity, first, body)?;
    let second = reached(pass, item, entity, second, body)?;
    if pass.index.meet(first.0, second.0) {
        return Some((first, second));
    }
    let (ast::LawBody::Before(_, written) | ast::LawBody::Precludes(_, written)) = body else {
        return None;
    };
    let name = |kind: KindId| &pass.model.kinds[kind].name.text;
    let finding = rules::law_over_two_cases(item.loc(written.span), name(first.0), name(second.0));
    pass.findings.push(finding);
    None
}

/// A law reaches its case only.
fn reached(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    entity: EntityId,
    fact: (KindId, FactWord),
    body: &ast::LawBody,
) -> Option<(KindId, FactWord)> {
    if pass.index.in_case_of(pass.model, fact.0, entity) {
        return Some(fact);
    }
    let place = match body {
        ast::LawBody::Before(a, b) | ast::LawBody::Precludes(a, b) => [a, b]
            .into_iter()
            .find(|side| pass.names.kinds.get(&side.kind.name.text) == Some(&fact.0))
            .map(|side| side.span),
        _ => None,
    };
    let finding = rules::law_beyond_case(
        item.loc(place.unwrap_or_default()),
        &pass.model.kinds[fact.0].name.text,
        &pass.model.entities[entity].name.text,
    );
    pass.findings.push(finding);
    None
}

fn own_fact(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    entity: EntityId,
    name: &ast::Name,
) -> Option<usize> {
    let found = &pass.model.entities[entity];
    let at = found
        .facts
        .iter()
        .position(|fact| fact.field.name.text == name.text);
    if at.is_none() {
        let loc = item.loc(name.span);
        let finding = missing(
            pass.model,
            pass.index,
            Owner::Entity(entity),
            &name.text,
            loc,
        );
        pass.findings.extend(finding);
    }
    at
}

/// A derived fact must not rest on itself.
pub(super) fn cycles(pass: &mut Pass<'_>) {
    let mut facts: Vec<(EntityId, usize)> = Vec::new();
    for (id, entity) in pass.model.entities.iter() {
        facts.extend((0..entity.derived.len()).map(|at| (id, at)));
    }
    let mut done = std::collections::HashSet::new();
    for fact in facts {
        let mut path = Vec::new();
        if let Some(cycle) = cycle_from(pass, fact, &mut path, &mut done) {
            let name = |(entity, at): &(EntityId, usize)| {
                let entity = &pass.model.entities[*entity];
                entity.derived.get(*at).map(|derived| derived.name.clone())
            };
            let names: Vec<_> = cycle.iter().filter_map(name).collect();
            if let Some(first) = names.first() {
                let words: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                let finding = rules::derived_cycle(first.loc, &words);
                pass.findings.push(finding);
            }
        }
    }
}

/// Depth first with a path of its own, so that long chains need no deep stack.
fn cycle_from(
    pass: &Pass<'_>,
    start: (EntityId, usize),
    path: &mut Vec<(EntityId, usize)>,
    done: &mut std::collections::HashSet<(EntityId, usize)>,
) -> Option<Vec<(EntityId, usize)>> {
    let mut work = vec![(start, false)];
    while let Some((fact, leaving)) = work.pop() {
        if leaving {
            path.pop();
            done.insert(fact);
            continue;
        }
        if let Some(at) = path.iter().position(|on| *on == fact) {
            let cycle = path.get(at..).map(<[_]>::to_vec);
            done.extend(path.iter().copied());
            return cycle;
        }
        if done.contains(&fact) {
            continue;
        }
        path.push(fact);
        work.push((fact, true));
        if let Some(derived) = pass.model.entities[fact.0].derived.get(fact.1) {
            for inside in derived.value.all() {
                if let ExprKind::Derived(_, entity, at) = &inside.kind {
                    work.push(((*entity, *at), false));
                }
            }
        }
    }
    None
}
