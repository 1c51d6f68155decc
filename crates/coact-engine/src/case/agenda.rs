//! What people owe: the acts that are admitted and that nobody else performs, the settlements of pending revocations, and the
//! requests of children that are still missing.

use coact_model::ctp::{Act, Performer, Step};
use coact_model::model::{ActDef, ActorId, KindId, ResponseLink};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::uuid::Uuid;

use super::apart::may_ask;
use super::{Case, Site, Sort, admits, authority, operative, site};
use crate::cx::Cx;
use crate::value::Value;

/// An act that somebody owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// The role that owes it.
    pub(crate) role: ActorId,
    pub(crate) kind: KindId,
    pub(crate) step: Step,
    /// Not on the list before this time.
    pub(crate) not_before: Option<Timestamp>,
}

/// What the parties of a case owe.
pub(crate) fn agenda(cx: &Cx<'_>, case: &Case) -> Vec<Item> {
    let mut out = Vec::new();
    if let Sort::Case(sort) = case.sort {
        for kind in cx.kinds_of(sort) {
            for entry in case.entries(kind) {
                of_instance(cx, case, &Site::of(kind, entry), &mut out);
            }
        }
    }
    out
}

fn of_instance(cx: &Cx<'_>, case: &Case, site: &Site<'_>, out: &mut Vec<Item>) {
    for performer in [Performer::Initiator, Performer::Executor] {
        let role = authority::bound_role(cx, site, performer);
        let owed = cx.acts(site.kind);
        let owed = owed.filter(|def| def.performer == performer && is_owed(cx, site.kind, def));
        for def in owed {
            if !admits::may(cx, case, site, def.step) {
                continue;
            }
            let not_before = if operative::is_held_back(cx, site.kind, def.step) {
                operative::operative_time(cx, case, site)
            } else {
                None
            };
            out.push(Item {
                role,
                kind: site.kind,
                step: def.step,
                not_before,
            });
        }
    }
    let children = cx.children(site.kind).into_iter();
    let missing = children.filter(|(child, link)| {
        let link = &cx.model.links[*link];
        is_missing(cx, case, site, *child, link)
    });
    let apart = cx.apart_children(site.kind).into_iter();
    let missing_apart = apart.filter(|(child, link)| {
        let children = case.bonds.children(*child).iter();
        let live = children.filter(|(_, child)| child.status.is_live());
        is_asked_by_hand(cx, *child, link)
            && u64::try_from(live.count()).unwrap_or(u64::MAX) < link.min
            && may_ask(cx, case, site, *child, link).is_ok()
    });
    let kinds = missing.map(|(child, _)| child);
    for child in kinds.chain(missing_apart.map(|(child, _)| child)) {
        out.push(Item {
            role: asks(cx, site.kind, child),
            kind: child,
            step: Step::Base(Act::Request),
            not_before: None,
        });
    }
}

/// Requests are owed by their parents only, revocations are offered and never owed, and what is automated waits for nobody.
fn is_owed(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    let is_due = match def.step {
        Step::Base(act) => act != Act::Request,
        Step::Allow(_) | Step::Refuse(_) => true,
        Step::Revoke(_) => false,
    };
    is_due && !cx.is_automated(kind, def.step)
}

/// Whether a person has to ask for a child that has to be asked for.
fn is_asked_by_hand(cx: &Cx<'_>, child: KindId, link: &ResponseLink) -> bool {
    let request = Step::Base(Act::Request);
    link.min > 0 && !cx.is_automated(child, request) && cx.step(child, request).is_some()
}

/// Whether a person has to ask for a child: there are fewer than the link demands.
fn is_missing(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    child: KindId,
    link: &ResponseLink,
) -> bool {
    let request = Step::Base(Act::Request);
    if !is_asked_by_hand(cx, child, link) {
        return false;
    }
    // Only live children count: what was declined or withdrawn has to be asked for again.
    let each = case.within(cx, child, &site.subject).into_iter();
    let live = each.filter(|entry| entry.instance.status.is_live());
    if u64::try_from(live.count()).unwrap_or(u64::MAX) >= link.min {
        return false;
    }
    if !cx.place(child).many {
        let only = case.only(child).map(|entry| Site::of(child, entry));
        return only.is_some_and(|only| admits::may(cx, case, &only, request));
    }
    let subject = if !cx.place(child).own_subject {
        site.subject.clone()
    } else if cx.draws_key(child) {
        Value::Uuid(Uuid::nil())
    } else {
        return false;
    };
    let mut new = site::to_be(cx, case, child, subject, Some(&site.subject));
    new.instance = None;
    admits::may(cx, case, &new, request)
}

/// The role in which a child is asked for: whoever of the two parties of its parent plays one that asks.
fn asks(cx: &Cx<'_>, kind: KindId, child: KindId) -> ActorId {
    let roles = &cx.kind(child).initiators;
    let executor = cx.kind(kind).executor;
    if roles.contains(&executor) {
        return executor;
    }
    let mut initiators = cx.kind(kind).initiators.iter();
    let asks = initiators.find(|role| roles.contains(role));
    asks.or_else(|| roles.first()).copied().unwrap_or(executor)
}
