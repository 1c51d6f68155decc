//! Containment: what a transaction and those it encloses owe to each other when one is taken back.

use coact_model::ctp::{Act, Base, Step};
use coact_model::model::{KindId, Policy, ResponseLink};
use coact_runtime::RejectionKind;

use super::{Case, Instance, Site, stands, waits};
use crate::cx::Cx;
use crate::rejection::{Decision, Rejection};

/// Refuses by containment.
pub(super) fn check(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    as_child(cx, case, site, step)?;
    as_parent(cx, case, site, step)
}

fn refuse(cx: &Cx<'_>, kind: KindId, link: &ResponseLink, sentence: &str) -> Decision<()> {
    let name = format!("contained.{}", cx.kind_name(kind));
    Err(Rejection::new(
        RejectionKind::Contained,
        name,
        sentence,
        link.loc,
    ))
}

/// A child is asked for only while its parent is promised and quiet, and its revocations start only while the parent's base
/// is promised.
fn as_child(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    let kind = site.kind;
    let Some((parent, link)) = cx.link(kind) else {
        return Ok(());
    };
    let around = parent_instance(cx, case, site, parent);
    let base = around.map_or(Base::Initial, |around| around.status.base);
    let contained = link.policy != Policy::Free;
    match step {
        Step::Base(Act::Request) => {
            if contained {
                let quiet = around.is_some_and(|around| around.status.pending.is_none());
                if !quiet || base != Base::Promised {
                    let name = cx.kind_name(parent);
                    let sentence = format!("{name} is not promised, or being taken back");
                    return refuse(cx, kind, link, &sentence);
                }
            } else if link.source.0 == parent && !stands(around, link.source.1) {
                // Without containment the fact that the link starts from is all there is to hold to.
                let name = format!("waits.{}", cx.kind_name(parent));
                return Err(Rejection::new(RejectionKind::Waits, name, "", link.loc));
            }
            let most = link.max.filter(|_| cx.place(kind).own_subject);
            match most {
                Some(max) if waits::live(cx, case, site, kind, parent) >= max => {
                    refuse(cx, kind, link, &format!("no more than {max} at a time"))
                }
                _ => Ok(()),
            }
        }
        Step::Revoke(_) if contained && base != Base::Promised => {
            let sentence = format!("{} is past its promise", cx.kind_name(parent));
            refuse(cx, kind, link, &sentence)
        }
        _ => Ok(()),
    }
}

/// A revocation of the request or the promise is allowed only when every child is settled.
fn as_parent(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    if !matches!(step, Step::Allow(Act::Request | Act::Promise)) {
        return Ok(());
    }
    for (child, link) in cx.children(site.kind) {
        let link = &cx.model.links[link];
        if link.policy == Policy::Free {
            continue;
        }
        let each = case.within(cx, child, &site.subject);
        if !each.iter().all(|entry| entry.instance.status.is_settled()) {
            let sentence = format!("{} is still under way", cx.kind_name(child));
            return refuse(cx, child, link, &sentence);
        }
    }
    for (child, link) in cx.apart_children(site.kind) {
        let mut children = case.bonds.children(child).iter();
        if link.policy != Policy::Free && !children.all(|(_, child)| child.is_home()) {
            let sentence = format!("{} is still under way", cx.kind_name(child));
            return refuse(cx, child, link, &sentence);
        }
    }
    Ok(())
}

/// The parent of an instance.
pub(super) fn parent_instance<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    site: &Site<'_>,
    parent: KindId,
) -> Option<&'c Instance> {
    let entry = if cx.place(parent).many {
        case.entry(parent, &site.parent)
    } else {
        case.only(parent)
    };
    entry.map(|entry| &entry.instance)
}
