//! The say of who asks for children that no more of them will be asked for.
//!
//! What encloses the children remembers it, as long as it is promised; waits over all of them open only then.

use coact_model::ctp::Base;
use coact_model::model::{ActorId, CommandId, KindId};
use coact_runtime::ActorId as Who;
use coact_runtime::RejectionKind;

use super::decide::{Checks, Ctx, Deciding};
use super::{Case, Instance, Site, authority, site, waits};
use crate::cx::Cx;
use crate::message::{Envelope, Event};
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// Whether it can be said of a kind of children.
pub(crate) fn can_be_said(cx: &Cx<'_>, child: KindId) -> bool {
    let mut commands = cx.model.commands.values();
    commands.any(|command| command.no_more == Some(child))
}

/// What is no longer promised is asked for anew, when it is promised again.
pub(super) fn forget(instance: &mut Instance, target: Base) {
    if matches!(
        target,
        Base::Initial | Base::Requested | Base::Declined | Base::Quitted
    ) {
        instance.no_more.clear();
    }
}

/// Whether it may be said.
fn may(cx: &Cx<'_>, case: &Case, parent: &Site<'_>, child: KindId) -> Decision<()> {
    let Some((_, link)) = cx.link(child) else {
        return Err(Rejection::identity());
    };
    let refuse = |sentence: &str| {
        let name = format!("contained.{}", cx.kind_name(child));
        let kind = RejectionKind::Contained;
        Err(Rejection::new(kind, name, sentence, link.loc))
    };
    let status = parent.status();
    if status.base != Base::Promised || status.pending.is_some() {
        let name = cx.kind_name(parent.kind);
        return refuse(&format!("{name} is not promised, or being taken back"));
    }
    if said(parent.instance, child) {
        return refuse("that is said already");
    }
    let least = link.min;
    if least > 0 && waits::live(cx, case, parent, child, parent.kind) < least {
        return refuse(&format!("at least {least} have to be asked for"));
    }
    Ok(())
}

/// Whether it is said.
pub(super) fn said(parent: Option<&Instance>, child: KindId) -> bool {
    parent.is_some_and(|parent| parent.no_more.contains(&child))
}

/// Decides a command that says it.
///
/// # Errors
/// What stands against it.
pub(crate) fn decide(
    of: Deciding<'_>,
    checks: Checks,
    id: CommandId,
    given: &[Option<Value>],
) -> Decision<Vec<Envelope>> {
    let Deciding { cx, case, ctx, .. } = of;
    let command = &cx.model.commands[id];
    let (Some(child), Some(emission)) = (command.no_more, command.emits.first()) else {
        return Err(Rejection::identity());
    };
    let parent = cx.parent(child).ok_or_else(Rejection::identity)?;
    let subject = given.first().and_then(Option::as_ref);
    let site = site::existing(cx, case, parent, subject, checks)?;
    let role = role(cx, ctx, checks, child)?;
    if checks.state {
        may(cx, case, &site, child)?;
    }
    let event = Event::Plain(emission.event, vec![site.subject]);
    Ok(vec![ctx.envelope(role, event)])
}

fn role(cx: &Cx<'_>, ctx: &Ctx<'_>, checks: Checks, child: KindId) -> Decision<Option<ActorId>> {
    let roles = &cx.kind(child).initiators;
    if !checks.sender {
        return Ok(roles.first().copied());
    }
    let mut filled = ctx.roles.iter();
    let found = filled.find(|role| roles.contains(role)).copied();
    Ok(Some(found.ok_or_else(Rejection::role)?))
}

/// Who says it: the role, and the party of what encloses the children.
pub(crate) fn entitled(
    cx: &Cx<'_>,
    case: &Case,
    child: KindId,
    subject: Option<&Value>,
) -> (Option<ActorId>, Option<Who>) {
    let Some(parent) = cx.parent(child) else {
        return (None, None);
    };
    let site = site::known(cx, case, parent, subject);
    let (roles, def) = (&cx.kind(child).initiators, cx.kind(parent));
    if roles.contains(&def.executor) {
        let party = site.and_then(|site| authority::executor(cx, case, &site));
        return (Some(def.executor), party);
    }
    match def.initiators.iter().find(|role| roles.contains(role)) {
        Some(role) => {
            let party = site.and_then(|site| authority::initiator(&site));
            (Some(*role), party)
        }
        None => (roles.first().copied(), None),
    }
}
