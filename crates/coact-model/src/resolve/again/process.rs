//! Processes again: payloads of links and texts for people.

use coact_syntax::ast::{ItemKind, Link, ProcessItem, ProcessMember};

use super::{Differs, Edited, Version};
use crate::Loc;
use crate::model::{Expr, LinkId, Model, PayloadDefault, ResponseLink, Type, WaitId};
use crate::resolve::cx::ItemRef;

/// A link of the model.
#[derive(Clone, Copy)]
enum Id {
    Response(LinkId),
    Wait(WaitId),
}

pub(super) struct TakenOut {
    links: Vec<Id>,
    responses: Vec<(LinkId, ResponseLink)>,
}

/// Takes out of the links of a process what stands behind their ends, also where acts have it by default. None where
/// the model lacks one of them.
pub(super) fn take_out(
    item: &ItemRef<'_>,
    process: &ProcessItem,
    model: &mut Model,
) -> Option<TakenOut> {
    let mut out = TakenOut {
        links: Vec::new(),
        responses: Vec::new(),
    };
    for written in links(process)? {
        let loc = item.loc(written.span);
        let response = model.links.iter().find(|(_, link)| link.loc == loc);
        if let Some((id, _)) = response {
            out.links.push(Id::Response(id));
            let link = &mut model.links[id];
            link.loc = start(loc);
            let before = ResponseLink {
                subject: link.subject.take(),
                payload: std::mem::take(&mut link.payload),
                key: link.key.take(),
                ..link.clone()
            };
            for (at, _) in &before.payload {
                take_out_default(model, id, before.target, *at);
            }
            out.responses.push((id, before));
        } else {
            let (id, _) = model.waits.iter().find(|(_, wait)| wait.loc == loc)?;
            out.links.push(Id::Wait(id));
            model.waits[id].loc = start(loc);
        }
    }
    Some(out)
}

fn take_out_default(
    model: &mut Model,
    id: LinkId,
    (kind, step): (crate::model::KindId, crate::ctp::Step),
    at: usize,
) {
    let mut acts = model.kinds[kind].acts.iter_mut();
    let act = acts.find(|act| act.step == step);
    if let Some(field) = act.and_then(|act| act.payload.get_mut(at))
        && matches!(&field.default, Some(PayloadDefault::Link(from, _)) if *from == id)
    {
        let nothing = Expr::pending(Type::Error, Loc::default());
        field.default = Some(PayloadDefault::Link(id, nothing));
    }
}

/// The beginning, which an edit behind it leaves.
fn start(loc: Loc) -> Loc {
    let at = loc.span.start;
    Loc {
        span: coact_syntax::Span::new(at, at),
        ..loc
    }
}

/// Reads the links of a process again, but for their payloads.
pub(super) fn read(
    out: TakenOut,
    edited: Edited<'_>,
    model: &mut Model,
    differs: &mut Differs,
) -> Option<()> {
    let item = &edited.now.item;
    let (ItemKind::Process(then), ItemKind::Process(written)) =
        (&edited.before.item.item.kind, &item.item.kind)
    else {
        return None;
    };
    let (then, written) = (links(then)?, links(written)?);
    if then.len() != written.len() || written.len() != out.links.len() {
        return None;
    }
    for ((a, b), id) in then.into_iter().zip(written).zip(out.links) {
        if !is_alike((edited.before, a), (edited.now, b)) {
            return None;
        }
        let loc = item.loc(b.span);
        match id {
            Id::Response(id) => {
                model.links[id].loc = loc;
                model.links[id].risk = b.risk.as_ref().map(|risk| risk.value.clone());
            }
            Id::Wait(id) => model.waits[id].loc = loc,
        }
    }
    differs.links.extend(out.responses);
    Some(())
}

/// The links of a process; none where one could not be read.
fn links(process: &ProcessItem) -> Option<Vec<&Link>> {
    let links = process.members.iter().map(|member| match member {
        ProcessMember::Link(link) => Some(link),
        ProcessMember::Broken(_) => None,
    });
    links.collect()
}

/// Whether two versions of a link differ at most in payload and risk, which only a response has.
fn is_alike((before, a): (Version<'_>, &Link), (now, b): (Version<'_>, &Link)) -> bool {
    let words = |link: &Link| {
        let bounds = link.bounds.map(|bounds| (bounds.min, bounds.max));
        let retry = link.retry.map(|retry| retry.times);
        let on_revert = link.on_revert.as_ref().map(|word| word.text.clone());
        (
            link.arrow,
            bounds,
            link.automated.is_some(),
            retry,
            link.apart.is_some(),
            on_revert,
        )
    };
    before.of(a.source.span) == now.of(b.source.span)
        && before.of(a.target.span) == now.of(b.target.span)
        && words(a) == words(b)
        && (b.arrow == coact_syntax::ast::Arrow::Response
            || b.payload.is_none() && b.risk.is_none())
}
