//! What derived facts rest on, by which others may tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Derived, EntityId, Expr, ExprKind, Model};

/// Something that an expression reads, and whether it may be unknown there.
type Ground = (Read, bool);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Read {
    Fact(EntityId, usize),
    Derived(EntityId, usize),
    /// Of something else than the subject.
    FactOfOther(EntityId, usize),
    DerivedOfOther(EntityId, usize),
}

/// Whether two versions of derived facts have the same types and rest on the same.
pub(super) fn are_same(before: &[Derived], now: &[Derived]) -> bool {
    before.len() == now.len()
        && before
            .iter()
            .zip(now)
            .all(|(a, b)| a.value.ty == b.value.ty && grounds(&a.value) == grounds(&b.value))
}

/// The names of the derived facts that rest on facts that differ, and of those that rest on something else than before.
pub(super) fn words(
    model: &Model,
    facts: &BTreeSet<(EntityId, usize)>,
    before: &BTreeMap<EntityId, Vec<Derived>>,
) -> BTreeSet<String> {
    let mut differ = BTreeSet::new();
    for (id, before) in before {
        for (at, (a, b)) in before.iter().zip(&model.entities[*id].derived).enumerate() {
            if !are_same(std::slice::from_ref(a), std::slice::from_ref(b)) {
                differ.insert((*id, at));
            }
        }
    }
    if !facts.is_empty() || !differ.is_empty() {
        let all: Vec<((EntityId, usize), Vec<Ground>)> = model
            .entities
            .iter()
            .flat_map(|(id, entity)| {
                let derived = entity.derived.iter().enumerate();
                derived.map(move |(at, derived)| ((id, at), grounds(&derived.value)))
            })
            .collect();
        let mut more = true;
        while more {
            let rests = |(read, _): &Ground| match read {
                Read::Fact(entity, at) | Read::FactOfOther(entity, at) => {
                    facts.contains(&(*entity, *at))
                }
                Read::Derived(entity, at) | Read::DerivedOfOther(entity, at) => {
                    differ.contains(&(*entity, *at))
                }
            };
            let further: Vec<(EntityId, usize)> = all
                .iter()
                .filter(|(derived, grounds)| !differ.contains(derived) && grounds.iter().any(rests))
                .map(|(derived, _)| *derived)
                .collect();
            more = !further.is_empty();
            differ.extend(further);
        }
    }
    let name = |(entity, at): (EntityId, usize)| {
        let derived = model.entities[entity].derived.get(at)?;
        Some(derived.name.text.clone())
    };
    differ.into_iter().filter_map(name).collect()
}

/// What an expression reads of entities, in order.
fn grounds(expr: &Expr) -> Vec<Ground> {
    let mut found = Vec::new();
    let mut open = vec![(expr, false)];
    while let Some((expr, is_spared)) = open.pop() {
        let of_subject = |of: &Expr| matches!(of.kind, ExprKind::Subject(_));
        let read = match &expr.kind {
            ExprKind::Fact(of, entity, at) if of_subject(of) => Some(Read::Fact(*entity, *at)),
            ExprKind::Fact(_, entity, at) => Some(Read::FactOfOther(*entity, *at)),
            ExprKind::Derived(of, entity, at) if of_subject(of) => {
                Some(Read::Derived(*entity, *at))
            }
            ExprKind::Derived(_, entity, at) => Some(Read::DerivedOfOther(*entity, *at)),
            _ => None,
        };
        found.extend(read.map(|read| (read, is_spared)));
        if let ExprKind::Coalesce(value, otherwise) = &expr.kind {
            open.push((value, true));
            open.push((otherwise, is_spared));
        } else {
            open.extend(
                expr.children()
                    .into_iter()
                    .map(|inside| (inside, is_spared)),
            );
        }
    }
    found
}
