//! Who may act: the role at the door, and the party of the very instance.

use coact_model::ctp::{Act, Performer, Step};
use coact_model::model::{ActDef, ActorId, EntityId, KindId, PayloadOrigin, Type};
use coact_runtime::ActorId as Who;

use super::decide::{Checks, Ctx};
use super::{Case, Site, entity};
use crate::cx::Cx;
use crate::message::ActCommand;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// Who asked, or asked last.
pub(crate) fn initiator(site: &Site<'_>) -> Option<Who> {
    site.instance?.initiator.clone()
}

/// Who was asked: bound by their first act, or named by the case.
pub(crate) fn executor(cx: &Cx<'_>, case: &Case, site: &Site<'_>) -> Option<Who> {
    let bound = site.instance.and_then(|instance| instance.executor.clone());
    bound.or_else(|| named(cx, case, site))
}

/// The party that performs a step.
pub(crate) fn party(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    performer: Performer,
) -> Option<Who> {
    match performer {
        Performer::Initiator => initiator(site),
        Performer::Executor => executor(cx, case, site),
    }
}

/// The party that the case names before it is bound: an external executor of a child who is known as the entity that the
/// case's only fact of its type refers to.
fn named(cx: &Cx<'_>, case: &Case, site: &Site<'_>) -> Option<Who> {
    let (id, fact) = named_by(cx, site.kind)?;
    let key = if cx.model.foundation(id) == cx.case_entity(site.kind) {
        &case.key
    } else {
        &site.subject
    };
    let known = entity::fact(cx, case, id, fact, key).ok()?;
    Some(known.who(cx))
}

fn named_by(cx: &Cx<'_>, kind: KindId) -> Option<(EntityId, usize)> {
    cx.parent(kind)?;
    let actor = &cx.model.actors[cx.kind(kind).executor];
    let wanted = Type::Entity(actor.is.filter(|_| actor.external)?);
    let mut found = Vec::new();
    for id in cx.entities_of(cx.place(kind).case) {
        for (index, fact) in cx.entity(id).facts.iter().enumerate() {
            if fact.field.ty == wanted && fact.inherited.is_none() {
                found.push((id, index));
            }
        }
    }
    match found.as_slice() {
        [(id, fact)] => {
            let known = cx.model.foundation(*id);
            let own = cx.model.foundation(cx.subject(kind));
            (known == cx.case_entity(kind) || known == own).then_some((*id, *fact))
        }
        _ => None,
    }
}

/// The roles in which a step may be performed.
pub(crate) fn roles<'a>(cx: &Cx<'a>, kind: KindId, performer: Performer) -> &'a [ActorId] {
    match performer {
        Performer::Initiator => &cx.kind(kind).initiators,
        Performer::Executor => std::slice::from_ref(&cx.kind(kind).executor),
    }
}

/// The role in which a party acts, where it does not depend on who is at the door: the only one, or the one it asked in.
pub(crate) fn bound_role(cx: &Cx<'_>, site: &Site<'_>, performer: Performer) -> ActorId {
    let kind = cx.kind(site.kind);
    let first = match performer {
        Performer::Initiator => kind.initiators.first().copied(),
        Performer::Executor => Some(kind.executor),
    };
    let first = first.unwrap_or(kind.executor);
    if roles(cx, site.kind, performer).len() == 1 {
        return first;
    }
    let standing = site.instance.map(|instance| &instance.standing);
    let request = standing.and_then(|standing| standing.get(&Act::Request));
    request.and_then(|request| request.role).unwrap_or(first)
}

/// The role in which a step is performed; refuses who may not perform it, and what the pattern does not admit.
pub(super) fn role(
    cx: &Cx<'_>,
    case: &Case,
    ctx: &Ctx<'_>,
    checks: Checks,
    site: &Site<'_>,
    def: &ActDef,
) -> Decision<ActorId> {
    let asked = (def.step == Step::Base(Act::Request))
        .then(|| acting(cx, ctx, site.kind))
        .flatten();
    let role = asked.unwrap_or_else(|| bound_role(cx, site, def.performer));
    if checks.sender {
        if !ctx.roles.contains(&role) {
            return Err(Rejection::role());
        }
        let bound = party(cx, case, site, def.performer);
        if bound.is_some_and(|party| party != ctx.who) {
            return Err(Rejection::party());
        }
    }
    if checks.state && cx.next(site.kind, site.status(), def.step).is_none() {
        return Err(Rejection::pattern());
    }
    Ok(role)
}

/// The first of several roles in which somebody may ask.
fn acting(cx: &Cx<'_>, ctx: &Ctx<'_>, kind: KindId) -> Option<ActorId> {
    let roles = roles(cx, kind, Performer::Initiator);
    if roles.len() < 2 {
        return None;
    }
    roles.iter().copied().find(|role| ctx.roles.contains(role))
}

/// The payload fields of a request in which a performer may speak of themselves, by the role that they ask in. Where there
/// are several, one of them is the performer: nobody asks for others alone.
pub(crate) fn themselves(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Vec<(ActorId, Vec<usize>)> {
    if def.step != Step::Base(Act::Request) {
        return Vec::new();
    }
    let initiators = cx.kind(kind).initiators.iter().copied();
    initiators
        .map(|actor| {
            let known_as = cx.model.actors[actor].is.map(Type::Entity);
            let fields = def.payload.iter().enumerate().filter(|(_, field)| {
                matches!(field.origin, PayloadOrigin::Fact(_))
                    && known_as.as_ref() == Some(&field.ty)
            });
            (actor, fields.map(|(at, _)| at).collect::<Vec<_>>())
        })
        .filter(|(_, fields)| !fields.is_empty())
        .collect()
}

/// Refuses who speaks for somebody else.
pub(super) fn identity(
    cx: &Cx<'_>,
    ctx: &Ctx<'_>,
    def: &ActDef,
    command: &ActCommand,
) -> Decision<()> {
    let kind = command.kind;
    let acting = acting(cx, ctx, kind);
    for (actor, fields) in themselves(cx, kind, def) {
        // Who asks in another role does not speak of themselves.
        if cx.kind(kind).initiators.len() > 1 && acting != Some(actor) {
            continue;
        }
        // Where it is left out, the model says whom it is about.
        let differs = |at: &usize| {
            let given: Option<&Value> = command.payload.get(*at).and_then(Option::as_ref);
            given.is_some_and(|key| key.who(cx) != ctx.who)
        };
        if fields.iter().all(differs) {
            return Err(Rejection::identity());
        }
    }
    Ok(())
}
