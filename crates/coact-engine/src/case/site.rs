//! How an act finds its instance.

use coact_model::ctp::{Act, Status, Step};
use coact_model::model::KindId;

use super::decide::{Checks, Ctx};
use super::{Case, Entry, Instance};
use crate::cx::Cx;
use crate::message::ActCommand;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// An instance in a case, or the place of one that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Site<'c> {
    pub(crate) kind: KindId,
    /// What it is about.
    pub(crate) subject: Value,
    /// What the transaction that encloses it is about.
    pub(crate) parent: Value,
    /// The instance; none before its first request.
    pub(crate) instance: Option<&'c Instance>,
}

impl<'c> Site<'c> {
    /// The site of an instance.
    pub(crate) fn of(kind: KindId, entry: &'c Entry) -> Self {
        Self {
            kind,
            subject: entry.subject.clone(),
            parent: entry.parent.clone(),
            instance: Some(&entry.instance),
        }
    }

    /// Where the instance stands.
    pub(crate) fn status(&self) -> Status {
        self.instance
            .map_or(Status::INITIAL, |instance| instance.status)
    }

    /// The key of a transaction that encloses it, or of itself.
    pub(crate) fn key_of(&self, cx: &Cx<'_>, case: &Case, around: KindId) -> Value {
        if !cx.place(around).many {
            case.key.clone()
        } else if around == self.kind {
            self.subject.clone()
        } else {
            self.parent.clone()
        }
    }

    /// The site of a transaction that encloses it, or of itself.
    pub(crate) fn around(&self, cx: &Cx<'_>, case: &'c Case, around: KindId) -> Option<Self> {
        if around == self.kind {
            return Some(self.clone());
        }
        let entry = case.entry(around, &self.key_of(cx, case, around))?;
        Some(Site::of(around, entry))
    }
}

/// The instance of a kind about a subject; of a kind that has only one, that one.
pub(crate) fn known<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    kind: KindId,
    subject: Option<&Value>,
) -> Option<Site<'c>> {
    let entry = if cx.place(kind).many {
        case.entry(kind, subject?)
    } else {
        case.only(kind)
    };
    entry.map(|entry| Site::of(kind, entry))
}

/// The place of an instance about a subject that is to be asked for.
pub(crate) fn to_be<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    kind: KindId,
    subject: Value,
    around: Option<&Value>,
) -> Site<'c> {
    let parent = match cx.parent(kind) {
        Some(parent) if cx.place(parent).many && cx.place(kind).own_subject => {
            around.unwrap_or(&case.key).clone()
        }
        Some(parent) if cx.place(parent).many => subject.clone(),
        _ => case.key.clone(),
    };
    let entry = if cx.place(kind).many {
        case.entry(kind, &subject)
    } else {
        case.only(kind)
    };
    Site {
        kind,
        subject,
        parent,
        instance: entry.map(|entry| &entry.instance),
    }
}

/// Finds the instance a command is for. Where the sender is judged, keys that name nothing, or something of another case, are
/// refused.
pub(crate) fn find<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    ctx: &Ctx<'_>,
    checks: Checks,
    command: &ActCommand,
) -> Decision<Site<'c>> {
    let site = found(cx, case, ctx, checks, command)?;
    // What was asked for apart stays what it is of.
    let is_bound = cx.apart(command.kind).is_some() && command.step == Step::Base(Act::Request);
    if checks.sender
        && is_bound
        && let Some(parent) = &case.bonds.tie.parent
        && command.around_case(cx).as_ref() != Some(parent)
    {
        return Err(Rejection::identity());
    }
    Ok(site)
}

fn found<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    ctx: &Ctx<'_>,
    checks: Checks,
    command: &ActCommand,
) -> Decision<Site<'c>> {
    let kind = command.kind;
    let is_request = command.step == Step::Base(Act::Request);
    let subject = command.subject.as_ref();
    if !is_request {
        return existing(cx, case, kind, subject, checks);
    }
    if cx.place(kind).many {
        return of_several(cx, case, ctx, checks, command);
    }
    if checks.sender {
        let exists = exists(cx, case, kind);
        let is_its = subject == Some(&case.key);
        let fits = if cx.draws_key(kind) {
            match subject {
                Some(_) => exists && is_its,
                None => !exists && case.key == Value::Uuid(ctx.new_id),
            }
        } else {
            is_its && (exists || cx.kind(kind).product.new)
        };
        if !fits {
            return Err(Rejection::identity());
        }
    }
    known(cx, case, kind, None).ok_or_else(Rejection::identity)
}

/// Finds an instance that something beside a request is about.
pub(crate) fn existing<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    kind: KindId,
    subject: Option<&Value>,
    checks: Checks,
) -> Decision<Site<'c>> {
    let many = cx.place(kind).many;
    let fits = subject == Some(&case.key) && exists(cx, case, kind);
    if !many && checks.sender && !fits {
        return Err(Rejection::identity());
    }
    known(cx, case, kind, subject).ok_or_else(Rejection::identity)
}

/// Whether the entity that a kind with one instance is about was made, where a transaction makes it.
fn exists(cx: &Cx<'_>, case: &Case, kind: KindId) -> bool {
    let mut makers = cx.model.makers(cx.subject(kind));
    makers.retain(|maker| !cx.place(*maker).many);
    makers.is_empty()
        || makers.into_iter().any(|maker| {
            let only = case.only(maker);
            only.is_some_and(|entry| entry.instance.initiator.is_some())
        })
}

/// The request of one of several: a new one, or one that was asked for before.
fn of_several<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    ctx: &Ctx<'_>,
    checks: Checks,
    command: &ActCommand,
) -> Decision<Site<'c>> {
    let kind = command.kind;
    let drawn = Value::Uuid(ctx.new_id);
    let subject = command.subject.as_ref().unwrap_or(&drawn);
    let around = command.address(cx);
    let site = to_be(cx, case, kind, subject.clone(), around);
    if !checks.sender {
        return Ok(site);
    }
    // What encloses it must be there, and stay what it was.
    let place = cx.place(kind);
    let fits = match (cx.parent(kind), around) {
        (Some(parent), Some(by)) if place.own_subject => {
            if cx.place(parent).many {
                let known = case.entry(kind, subject);
                case.entry(parent, by).is_some() && known.is_none_or(|entry| entry.parent == *by)
            } else {
                *by == case.key
            }
        }
        (Some(parent), _) => case.entry(parent, subject).is_some(),
        // A root about what is created inside the case.
        (None, _) => {
            let creator = cx.maker(cx.subject(kind));
            let creator = creator.filter(|creator| *creator != kind && cx.place(*creator).many);
            creator.is_none_or(|creator| case.entry(creator, subject).is_some())
        }
    };
    let names_nothing = cx.draws_key(kind) && command.subject.is_some() && site.instance.is_none();
    if !fits || names_nothing {
        return Err(Rejection::identity());
    }
    Ok(site)
}
