//! `on revert cascade`: where what encloses an instance is asked to be taken back, its own request is asked to be taken back in
//! the same commit.

use coact_model::ctp::{Act, Step};
use coact_model::model::{KindId, Policy};

use super::decide::Ctx;
use super::{Case, Site, Sort, admits, authority, contained, tacit};
use crate::cx::Cx;
use crate::message::Envelope;

/// What is asked for of a child.
const TAKEN_BACK: Step = Step::Revoke(Act::Request);

/// The acts of what encloses a child whose revocation is held up by it.
pub(super) fn held_up(cx: &Cx<'_>, parent: KindId) -> Vec<Act> {
    [Act::Request, Act::Promise]
        .into_iter()
        .filter(|act| cx.step(parent, Step::Revoke(*act)).is_some())
        .collect()
}

/// Whether instances of a kind are asked to be taken back with what encloses them.
pub(super) fn cascades(cx: &Cx<'_>, kind: KindId) -> bool {
    let link = cx.link(kind).or_else(|| cx.apart(kind));
    link.is_some_and(|(parent, link)| {
        link.policy == Policy::Cascade
            && cx.step(kind, TAKEN_BACK).is_some()
            && !held_up(cx, parent).is_empty()
    })
}

/// Whether an event of a kind may be what such revocations follow.
pub(super) fn concerns(cx: &Cx<'_>, kind: KindId) -> bool {
    let mut children = cx.children(kind).into_iter();
    cascades(cx, kind) || children.any(|(child, _)| cascades(cx, child))
}

/// Whether what encloses a case may be told to it, so that its request is asked to be taken back.
pub(super) fn is_recalled(cx: &Cx<'_>, kinds: &[KindId]) -> bool {
    let mut kinds = kinds.iter();
    kinds.any(|kind| cx.apart(*kind).is_some() && cascades(cx, *kind))
}

/// The next request that is asked to be taken back with what encloses it.
pub(super) fn next(cx: &Cx<'_>, case: &Case, ctx: &Ctx<'_>) -> Option<Envelope> {
    let Sort::Case(sort) = case.sort else {
        return None;
    };
    let kinds = cx.kinds_of(sort).into_iter();
    let mut sites = kinds
        .filter(|kind| cascades(cx, *kind))
        .flat_map(|kind| case.entries(kind).iter().map(move |it| Site::of(kind, it)));
    sites.find_map(|site| cascade(cx, case, ctx, &site))
}

/// Asks to take back the request of an instance that is not settled, once what encloses it is asked to be taken back, and was
/// so after the instance itself.
fn cascade(cx: &Cx<'_>, case: &Case, ctx: &Ctx<'_>, site: &Site<'_>) -> Option<Envelope> {
    let since = site.instance.map_or(0, |instance| instance.pending_since);
    let is_asked = match cx.link(site.kind) {
        Some((parent, _)) => {
            let around = contained::parent_instance(cx, case, site, parent)?;
            let pending = around.status.pending?;
            held_up(cx, parent).contains(&pending) && since <= around.pending_since
        }
        // The case has heard of it.
        None => case.bonds.tie.is_recalled(since),
    };
    if !is_asked || site.status().is_settled() || !admits::may(cx, case, site, TAKEN_BACK) {
        return None;
    }
    let by = authority::initiator(site)?;
    let def = cx.step(site.kind, TAKEN_BACK)?;
    tacit::perform(cx, case, &ctx.tacit(by), site, def)
}
