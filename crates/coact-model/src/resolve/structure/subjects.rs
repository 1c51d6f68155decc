//! What a child is about, and how it knows what it was asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::initiation::Initiation;
use crate::ctp::{Act, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{Entity, EntityId, Fact, KindId, Model, PayloadField, PayloadOrigin, Type};
use crate::rules;

/// What a child is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// What its parent is about.
    Parents,
    /// An entity of its own, made by its request.
    Own,
}

/// What the child of an initiation is about, or why it can be about nothing.
pub(super) fn of_child(
    model: &Model,
    parent: KindId,
    initiation: Initiation,
) -> Result<Subject, Box<Diagnostic>> {
    let link = &model.links[initiation.link];
    let around = model.kinds[parent].product.entity;
    let child = &model.kinds[initiation.child];
    let entity = &model.entities[child.product.entity];
    if !child.product.new || child.product.fact.is_some() {
        if !model.is_same_thing(child.product.entity, around) {
            return Err(Box::new(rules::other_subject(
                link.loc,
                &child.name.text,
                &entity.name.text,
                &model.entities[around].name.text,
            )));
        }
        if link.max != Some(1) {
            return Err(Box::new(rules::many_about_one(
                link.loc,
                &child.name.text,
                &entity.name.text,
            )));
        }
        return Ok(Subject::Parents);
    }
    let referring: Vec<usize> = referring(model, entity, around).collect();
    let given = |fact: usize| {
        child.act(Step::Base(Act::Request)).is_some_and(|act| {
            act.payload
                .iter()
                .any(|field| field.origin == PayloadOrigin::Fact(fact))
        })
    };
    match referring.as_slice() {
        [_] => Ok(Subject::Own),
        several if several.iter().any(|fact| given(*fact)) => Ok(Subject::Own),
        several => Err(Box::new(rules::parent_unknown(
            link.loc,
            &child.name.text,
            &entity.name,
            &model.entities[around].name.text,
            several.len(),
        ))),
    }
}

/// The facts by which an entity refers to another one.
fn referring(model: &Model, entity: &Entity, other: EntityId) -> impl Iterator<Item = usize> {
    let is_it = move |ty: &Type| match ty {
        Type::Entity(id) => model.lineage(other).any(|more| more == *id),
        _ => false,
    };
    entity
        .facts
        .iter()
        .enumerate()
        .filter(move |(_, fact)| match &fact.field.ty {
            Type::Optional(inner) => is_it(inner),
            ty => is_it(ty),
        })
        .map(|(index, _)| index)
}

/// Adds to the request of every child that makes its own entity the fact that refers to the parent's
/// subject: it is in the event, and nobody has to give it.
pub(super) fn fill_in(model: &mut Model) {
    let mut filled: BTreeMap<KindId, BTreeSet<usize>> = BTreeMap::new();
    let enclosed = model.cases.values().flat_map(|case| {
        case.nodes.values().filter_map(|node| {
            let (parent, _) = node.parent?;
            Some((case.nodes[parent].kind, node.kind))
        })
    });
    let apart = model
        .links
        .values()
        .filter(|link| link.apart && link.target.1 == Step::Base(Act::Request))
        .map(|link| (link.source.0, link.target.0));
    for (parent, child) in enclosed.chain(apart) {
        let product = &model.kinds[child].product;
        if !product.new {
            continue;
        }
        let around = model.kinds[parent].product.entity;
        let facts: Vec<usize> = referring(model, &model.entities[product.entity], around).collect();
        if let [fact] = facts.as_slice() {
            filled.entry(child).or_default().insert(*fact);
        }
    }
    for (kind, facts) in filled {
        let entity = model.kinds[kind].product.entity;
        let Some(request) = model.kinds[kind]
            .acts
            .iter_mut()
            .find(|act| act.step == Step::Base(Act::Request))
        else {
            continue;
        };
        for fact in facts.into_iter().rev() {
            if request
                .payload
                .iter()
                .any(|field| field.origin == PayloadOrigin::Fact(fact))
            {
                continue;
            }
            let Some(source) = model.entities[entity].facts.get(fact) else {
                continue;
            };
            request.payload.insert(0, filled_in(fact, source));
        }
    }
}

/// The field of a fact of a child that refers to the subject of its parent.
pub(in crate::resolve) fn filled_in(at: usize, fact: &Fact) -> PayloadField {
    PayloadField {
        name: fact.field.name.clone(),
        doc: fact.field.doc.clone(),
        origin: PayloadOrigin::FilledIn(at),
        ty: fact.field.ty.clone(),
        bounds: fact.field.bounds.clone(),
        default: None,
    }
}

/// Notes at every fact which acts set it, also as the fact of what specialises its entity or is specialised by it.
pub(super) fn setters(model: &mut Model) {
    let mut found: Vec<(EntityId, usize, (KindId, Act))> = Vec::new();
    for (id, kind) in model.kinds.iter() {
        for act in &kind.acts {
            let Step::Base(base) = act.step else {
                continue;
            };
            for field in &act.payload {
                let (PayloadOrigin::Fact(fact) | PayloadOrigin::FilledIn(fact)) = field.origin
                else {
                    continue;
                };
                found.push((kind.product.entity, fact, (id, base)));
            }
        }
    }
    for (entity, at, setter) in found {
        let bearers: Vec<EntityId> = model.bearers(entity, at).collect();
        for id in bearers {
            if let Some(fact) = model.entities[id].facts.get_mut(at) {
                fact.setters.push(setter);
            }
        }
    }
}
