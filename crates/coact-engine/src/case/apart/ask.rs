//! When a parent asks for a child that lives apart, and when it lends the token that the child needs.

use coact_model::ctp::{Act, Base, Performer, Step, performer};
use coact_model::model::{ActorId, KindId, Policy, ResponseLink};
use coact_runtime::RejectionKind;

use super::Child;
use crate::case::decide::Ctx;
use crate::case::{Case, Site, Sort, stands};
use crate::cx::Cx;
use crate::message::{ActCommand, Envelope, Event, Passed};
use crate::rejection::{Decision, Rejection};

/// A refusal by containment.
fn refuse(cx: &Cx<'_>, child: KindId, link: &ResponseLink, sentence: &str) -> Rejection {
    let name = format!("contained.{}", cx.kind_name(child));
    Rejection::new(RejectionKind::Contained, name, sentence, link.loc)
}

/// Refuses to ask for a child where that is not the time.
pub(crate) fn may_ask(
    cx: &Cx<'_>,
    case: &Case,
    parent: &Site<'_>,
    child: KindId,
    link: &ResponseLink,
) -> Decision<()> {
    let name = cx.kind_name(parent.kind);
    let status = parent.status();
    if link.policy == Policy::Free {
        if !stands(parent.instance, link.source.1) {
            let name = format!("waits.{name}");
            return Err(Rejection::new(RejectionKind::Waits, name, "", link.loc));
        }
    } else if status.base != Base::Promised || status.pending.is_some() {
        let sentence = format!("{name} is not promised, or being taken back");
        return Err(refuse(cx, child, link, &sentence));
    }
    if let Some(max) = link.max {
        let children = case.bonds.children(child).iter();
        let live = children.filter(|(_, child)| child.status.is_live());
        if u64::try_from(live.count()).unwrap_or(u64::MAX) >= max {
            let sentence = format!("no more than {max} at a time");
            return Err(refuse(cx, child, link, &sentence));
        }
    }
    Ok(())
}

/// The role in which a child performs an act that the token is lent for.
fn lend(
    cx: &Cx<'_>,
    case: &Case,
    ctx: &Ctx<'_>,
    child: &str,
    act: &ActCommand,
) -> Decision<ActorId> {
    let Some((parent, link)) = cx.apart(act.kind) else {
        return Err(Rejection::identity());
    };
    let Some(entry) = case.only(parent) else {
        return Err(Rejection::identity());
    };
    let site = Site::of(parent, entry);
    let known = case.bonds.child(act.kind, child);
    let def = cx.kind(act.kind);
    let filled = |roles: &[ActorId]| {
        let mut roles = roles.iter();
        let role = roles.find(|role| ctx.roles.contains(role)).copied();
        role.ok_or_else(Rejection::role)
    };
    let home = |known: Option<&Child>| {
        if known.is_some_and(|child| !child.is_home()) {
            let sentence = "what it came to is not known here yet";
            return Err(refuse(cx, act.kind, link, sentence));
        }
        Ok(())
    };
    if act.step == Step::Base(Act::Request) {
        if act.address(cx) != Some(&case.key) || entry.instance.initiator.is_none() {
            return Err(Rejection::identity());
        }
        let role = filled(&def.initiators)?;
        home(known)?;
        may_ask(cx, case, &site, act.kind, link)?;
        return Ok(role);
    }
    let mut acts = cx.acts(act.kind);
    let revocable = acts.any(|def| matches!(def.step, Step::Revoke(_)));
    if link.policy == Policy::Free || !revocable || known.is_none() {
        // Nothing is lent for a revocation.
        return Err(Rejection::identity());
    }
    let role = match performer(act.step) {
        Performer::Initiator => filled(&def.initiators),
        Performer::Executor => filled(&[def.executor]),
    }?;
    home(known)?;
    if site.status().base != Base::Promised {
        let sentence = format!("{} is past its promise", cx.kind_name(parent));
        return Err(refuse(cx, act.kind, link, &sentence));
    }
    Ok(role)
}

/// What a case notes of what another one asks; nothing where that is no news.
///
/// # Errors
/// The token is not lent.
pub(crate) fn pass(
    cx: &Cx<'_>,
    case: &Case,
    ctx: &Ctx<'_>,
    passed: &Passed,
) -> Decision<Vec<Envelope>> {
    let Sort::Case(sort) = case.sort else {
        return Ok(Vec::new());
    };
    let own = || ctx.roles.first().copied().ok_or_else(Rejection::role);
    let role = match passed {
        Passed::Lend { child, act, .. } => lend(cx, case, ctx, child, act)?,
        Passed::Return { child, since, .. } => {
            let mut all = case.bonds.children.values().flatten();
            if !all.any(|(known, it)| known == child && *since > it.since) {
                return Ok(Vec::new());
            }
            own()?
        }
        Passed::TurnDown { .. } if cx.apart_root(sort).is_some() => own()?,
        Passed::Recall if cx.apart_root(sort).is_some() && !case.tied_status(cx).is_settled() => {
            own()?
        }
        Passed::TurnDown { .. } | Passed::Recall => return Ok(Vec::new()),
    };
    let noted = Event::Noted(passed.clone());
    Ok(vec![ctx.envelope(Some(role), noted)])
}
