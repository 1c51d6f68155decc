//! Actor roles: what their fillers are known as, and the parts of composite ones.

use std::collections::BTreeSet;

use coact_syntax::ast::ActorItem;

use super::paths::distinct;
use crate::diagnostics::Diagnostic;
use crate::model::{Actor, ActorId, List};
use crate::resolve::cx::{ItemRef, Names};
use crate::rules;

/// Reads an actor role.
pub(super) fn actor(
    names: &Names,
    item: &ItemRef<'_>,
    source: &ActorItem,
    target: &mut Actor,
    findings: &mut Vec<Diagnostic>,
) {
    target.is = source
        .is
        .as_ref()
        .and_then(|path| names.entity(item, path, findings));
    if source.composite && !source.external && source.parts.is_empty() {
        let name = &target.name;
        findings.push(rules::composite_of_nothing(name.loc, &name.text));
    }
    if !source.composite
        && let Some(first) = source.parts.first()
    {
        findings.push(rules::parts_of_an_elementary_role(
            item.loc(first.span()),
            &target.name.text,
        ));
        return;
    }
    target.parts = distinct(item, &source.parts, findings, |path, findings| {
        names.actor(item, path, findings)
    });
}

/// Reports composite roles that contain themselves, and cuts them open.
pub(super) fn circular(actors: &mut List<ActorId, Actor>, findings: &mut Vec<Diagnostic>) {
    let ids: Vec<ActorId> = actors.ids().collect();
    for id in ids {
        if contains(actors, id, id) {
            let name = actors[id].name.clone();
            findings.push(rules::role_in_itself(name.loc, &name.text));
            actors[id].parts.clear();
        }
    }
}

/// Whether a role is a part of another, directly or through others.
pub(crate) fn contains(actors: &List<ActorId, Actor>, whole: ActorId, part: ActorId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<ActorId> = actors[whole].parts.clone();
    while let Some(next) = open.pop() {
        if next == part {
            return true;
        }
        if seen.insert(next) {
            open.extend(&actors[next].parts);
        }
    }
    false
}

/// Whether one filler can act in both roles: they are one, or one is a part of the other. What stands in for an
/// unknown role may be any.
pub(super) fn meet(actors: &List<ActorId, Actor>, one: ActorId, other: ActorId) -> bool {
    one == other
        || actors[one].stand_in
        || actors[other].stand_in
        || contains(actors, one, other)
        || contains(actors, other, one)
}
