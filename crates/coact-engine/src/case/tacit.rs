//! Tacit acts: performed in the same commit as the event that makes them legal.

use coact_model::ctp::{Act, FactWord, Step};
use coact_model::model::{ActDef, KindId, LawBody};

use super::decide::{self, Ctx, Deciding, decide};
use super::{Case, Site, Sort, admits, authority, cascade, least, operative, rules};
use crate::cx::Cx;
use crate::message::{ActCommand, ActEvent, Envelope, Event, Passed};

/// The tacit acts of a kind that have an event.
fn tacit_acts<'a>(cx: &Cx<'a>, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
    cx.acts(kind)
        .filter(|def| def.tacit && matches!(def.step, Step::Base(act) if act != Act::Request))
}

/// The next tacit act that `last` made legal, or a revocation that follows from it.
pub(crate) fn next(cx: &Cx<'_>, case: &Case, ctx: &Ctx<'_>, last: &Envelope) -> Option<Envelope> {
    let Sort::Case(sort) = case.sort else {
        return None;
    };
    let kinds = cx.kinds_of(sort);
    let event = match &last.event {
        Event::Act(event) => event,
        // That no more children will be asked for may open any wait.
        Event::Plain(..) => {
            let kinds = kinds.into_iter();
            let mut sites =
                kinds.flat_map(|kind| case.entries(kind).iter().map(move |it| Site::of(kind, it)));
            return sites.find_map(|site| tacit(cx, case, ctx, &site));
        }
        Event::Noted(Passed::Recall) if cascade::is_recalled(cx, &kinds) => {
            return cascade::next(cx, case, ctx);
        }
        _ => return None,
    };
    // A return by an allowed revocation makes nothing tacit.
    let found = if matches!(event.step, Step::Allow(_)) {
        None
    } else {
        let acting = kinds.iter().filter(|kind| depends(cx, **kind, event.kind));
        let mut acts = acting.map(|kind| of_kind(cx, case, ctx, *kind, event));
        acts.find_map(|act| act)
    };
    found.or_else(|| {
        let follows = cascade::concerns(cx, event.kind);
        follows.then(|| cascade::next(cx, case, ctx)).flatten()
    })
}

/// Asks the instances of `kind` for a tacit act after an event.
fn of_kind(
    cx: &Cx<'_>,
    case: &Case,
    ctx: &Ctx<'_>,
    kind: KindId,
    event: &ActEvent,
) -> Option<Envelope> {
    let about_one = cx.place(kind).many && kind == event.kind;
    let entries = case.entries(kind).iter();
    let mut entries = entries.filter(|entry| !about_one || entry.subject == event.subject);
    entries.find_map(|entry| tacit(cx, case, ctx, &Site::of(kind, entry)))
}

/// Whether an event of `of` may make a tacit act of `kind` legal.
fn depends(cx: &Cx<'_>, kind: KindId, of: KindId) -> bool {
    tacit_acts(cx, kind).any(|def| {
        let Step::Base(act) = def.step else {
            return false;
        };
        let mut waits = cx.model.waits.values();
        let waits = waits.any(|wait| wait.target == (kind, act) && wait.source.0 == of);
        let laws = cx.model.orders().iter().any(|law| match &law.body {
            LawBody::Before(first, second) | LawBody::Precludes(first, second) => {
                *second == (kind, FactWord::Base(act)) && first.0 == of
            }
            LawBody::Excludes(..) | LawBody::Condition(_) => false,
        });
        let rules = rules::answers(cx, kind, def.step);
        let rules = rules
            .iter()
            .any(|answer| !answer.rule.assessments.is_empty());
        kind == of || waits || laws || rules || least::opens(cx, kind, act, of)
    })
}

/// The next tacit act of an instance.
fn tacit(cx: &Cx<'_>, case: &Case, ctx: &Ctx<'_>, site: &Site<'_>) -> Option<Envelope> {
    // A return by an allowed revocation, or by a rejection, makes nothing tacit.
    if site.instance.is_some_and(|instance| instance.returned) {
        return None;
    }
    tacit_acts(cx, site.kind).find_map(|def| act(cx, case, ctx, site, def))
}

fn act(cx: &Cx<'_>, case: &Case, ctx: &Ctx<'_>, site: &Site<'_>, def: &ActDef) -> Option<Envelope> {
    if !admits::may(cx, case, site, def.step) {
        return None;
    }
    for answer in rules::answers(cx, site.kind, def.step) {
        let rule = answer.rule;
        let speaks =
            rule.kind == site.kind && answer.branch == rules::Branch::Then && rules::is_plain(rule);
        if speaks
            && rules::applies(cx, case, site, rule)
            && !(rule.assessments.iter()).all(|it| rules::holds(cx, case, site, it))
        {
            return None;
        }
    }
    if operative::is_held_back(cx, site.kind, def.step) {
        let time = operative::operative_time(cx, case, site);
        if time.is_some_and(|due| due > ctx.now) {
            return None;
        }
    }
    let by = authority::party(cx, case, site, def.performer)?;
    perform(cx, case, &ctx.tacit(by), site, def)
}

/// Performs an act that gives nothing, as the state admits it.
pub(super) fn perform(
    cx: &Cx<'_>,
    case: &Case,
    ctx: &Ctx<'_>,
    site: &Site<'_>,
    def: &ActDef,
) -> Option<Envelope> {
    let command = ActCommand {
        kind: site.kind,
        step: def.step,
        subject: Some(site.subject.clone()),
        around: None,
        payload: vec![None; def.payload.len()],
    };
    let of = Deciding {
        cx,
        case,
        ctx,
        outside: None,
    };
    decide(of, decide::STATE, &command).ok()
}
