//! What a case has to tell others with which a token binds it. Level-triggered: derived anew from the fold each time.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActorId, KindId, Policy, ResponseLink};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId as Who, CaseId, Cause, Via, ids};

use crate::case::{Case, Sort, cascade};
use crate::cx::Cx;
use crate::message::{ActCommand, Command, Passed};

/// What a case has to tell another one.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// Under this id.
    pub(crate) id: Uuid,
    /// The case that is told.
    pub(crate) to: String,
    /// In whose name.
    pub(crate) by: Who,
    /// In which role.
    pub(crate) role: Option<ActorId>,
    /// How it came about.
    pub(crate) via: Via,
    /// What it is told.
    pub(crate) command: Command,
    /// What it is told where it refuses that.
    pub(crate) otherwise: Option<Command>,
}

/// The case that must lend the token before a command can be decided in this one; none where nothing is needed.
pub(crate) fn borrows(cx: &Cx<'_>, case: &Case, command: &ActCommand) -> Option<String> {
    let (_, link) = cx.apart(command.kind)?;
    if !case.tied_status(cx).is_settled() {
        return None;
    }
    let tied = || case.bonds.tie.parent.clone();
    match command.step {
        Step::Base(Act::Request) => tied().or_else(|| command.around_case(cx)),
        Step::Revoke(_) if link.policy != Policy::Free => tied(),
        _ => None,
    }
}

/// What a case has to tell.
pub(crate) fn messages(cx: &Cx<'_>, id: &str, case: &Case) -> Vec<Message> {
    let mut out = Vec::new();
    let Sort::Case(sort) = case.sort else {
        return out;
    };
    for kind in cx.kinds_of(sort) {
        for (child, link) in cx.apart_children(kind) {
            lent(id, case, child, &mut out);
            recall(cx, id, case, (kind, child, link), &mut out);
        }
    }
    if let Some(kind) = cx.apart_root(sort)
        && let Some((_, link)) = cx.apart(kind)
    {
        out.extend(returned(cx, id, case, kind, link));
    }
    out
}

/// The acts that tokens are lent for, each to its child.
fn lent(id: &str, case: &Case, child: KindId, out: &mut Vec<Message>) {
    for (to, known) in case.bonds.children(child) {
        if let Some(lent) = &known.lent {
            let parent = id.to_owned();
            out.push(Message {
                id: lent.id,
                to: to.clone(),
                by: lent.by.clone(),
                role: lent.role,
                via: lent.via.clone(),
                command: Command::Act(lent.act.clone()),
                otherwise: Some(Command::Passed(Passed::TurnDown { parent })),
            });
        }
    }
}

/// That the case is asked to be taken back, to each child that is under way.
fn recall(
    cx: &Cx<'_>,
    id: &str,
    case: &Case,
    (kind, child, link): (KindId, KindId, &ResponseLink),
    out: &mut Vec<Message>,
) {
    let Some(entry) = case.only(kind) else { return };
    let instance = &entry.instance;
    let pending = instance.status.pending;
    let Some(by) = &instance.initiator else {
        return;
    };
    if !cascade::cascades(cx, child)
        || !pending.is_some_and(|act| cascade::held_up(cx, kind).contains(&act))
    {
        return;
    }
    let since = instance.pending_since;
    for (to, known) in case.bonds.children(child) {
        if known.is_home() {
            continue;
        }
        let (parent, of) = (CaseId(id.to_owned()), CaseId(to.clone()));
        out.push(Message {
            id: ids::recalled_in(&cx.model.name.text, &parent, &of, since),
            to: to.clone(),
            by: by.clone(),
            role: cx.kind(kind).initiators.first().copied(),
            via: via(cx, link, "recall", since),
            command: Command::Passed(Passed::Recall),
            otherwise: None,
        });
    }
}

/// The return of the token, where the child has settled.
fn returned(
    cx: &Cx<'_>,
    id: &str,
    case: &Case,
    kind: KindId,
    link: &ResponseLink,
) -> Option<Message> {
    let tie = &case.bonds.tie;
    let instance = &case.only(kind)?.instance;
    let by = instance.initiator.as_ref().or(tie.turned_down.as_ref())?;
    let parent = tie.parent.clone()?;
    let since = tie.settled;
    (since > 0).then(|| Message {
        id: ids::returned_in(&cx.model.name.text, &CaseId(id.to_owned()), since),
        to: parent,
        by: by.clone(),
        role: cx.kind(kind).initiators.first().copied(),
        via: via(cx, link, "return", since),
        command: Command::Passed(Passed::Return {
            child: id.to_owned(),
            since,
            base: instance.status.base,
        }),
        otherwise: None,
    })
}

fn via(cx: &Cx<'_>, link: &ResponseLink, response: &str, occasion: u64) -> Via {
    Via::Automation(Box::new(Cause {
        rule: cx.link_identity(link),
        response: response.to_owned(),
        occasion,
        element: None,
    }))
}
