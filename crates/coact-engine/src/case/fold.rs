//! Takes an event into the fold of its case.

use coact_model::ctp::{self, Act, Base, Performer, Status, Step};
use coact_model::model::{EventId, KindId};
use coact_runtime::Via;

use super::{Case, Entry, Instance, Performed, Sort, elements, no_more, settled};
use crate::cx::{Address, Cx};
use crate::message::{ActEvent, Envelope, Event};
use crate::plain;
use crate::value::Value;

impl Case {
    /// Folds one event. Whatever the event, this never fails.
    pub(crate) fn evolve(&mut self, cx: &Cx<'_>, envelope: &Envelope) {
        self.version += 1;
        match (&envelope.event, self.sort) {
            (Event::Act(event), Sort::Case(_)) => self.take(cx, envelope, event),
            // What was decided fits: a decision is tried on the state first.
            (Event::Plain(..), Sort::Aggregate(_)) => {
                let _ = plain::state::fold(cx, self, envelope);
            }
            (Event::Plain(id, fields), Sort::Case(_)) => self.enough(cx, *id, fields),
            (Event::Noted(noted), Sort::Case(_)) => self.note(cx, envelope, noted),
            _ => {}
        }
    }

    /// Somebody said that no more children will be asked for.
    fn enough(&mut self, cx: &Cx<'_>, id: EventId, fields: &[Value]) {
        let Some(child) = cx.model.events[id].no_more else {
            return;
        };
        let Some(parent) = cx.parent(child) else {
            return;
        };
        let only = !cx.place(parent).many;
        let entries = self.entries.get_mut(&parent).into_iter().flatten();
        for entry in entries.filter(|entry| only || Some(&entry.subject) == fields.first()) {
            entry.instance.no_more.insert(child);
        }
    }

    fn take(&mut self, cx: &Cx<'_>, envelope: &Envelope, event: &ActEvent) {
        let kind = event.kind;
        let parent = parent_of(cx, self, event);
        let version = self.version;
        let many = cx.place(kind).many;
        let Some(entries) = self.entries.get_mut(&kind) else {
            return;
        };
        let at = if many {
            entries
                .iter()
                .position(|entry| entry.subject == event.subject)
        } else {
            Some(0)
        };
        let at = match at {
            Some(at) => at,
            None if event.step == Step::Base(Act::Request) => {
                entries.push(Entry {
                    subject: event.subject.clone(),
                    parent,
                    instance: Instance::default(),
                });
                entries.len() - 1
            }
            None => return,
        };
        if let Some(entry) = entries.get_mut(at) {
            fold(cx, &mut entry.instance, version, envelope, event);
            let status = entry.instance.status;
            self.follow(cx, event, status);
        }
    }
}

/// What the transaction that encloses a new instance is about.
fn parent_of(cx: &Cx<'_>, case: &Case, event: &ActEvent) -> Value {
    let kind = event.kind;
    match cx.parent(kind) {
        Some(parent) if cx.place(parent).many && cx.place(kind).own_subject => {
            let said = match cx.address(kind) {
                Some(Address::FilledIn(at) | Address::Given(at)) => event.payload.get(at),
                Some(Address::Added(_)) | None => event.around.as_ref(),
            };
            said.unwrap_or(&case.key).clone()
        }
        Some(parent) if cx.place(parent).many => event.subject.clone(),
        _ => case.key.clone(),
    }
}

fn fold(cx: &Cx<'_>, of: &mut Instance, version: u64, envelope: &Envelope, event: &ActEvent) {
    let (kind, step) = (event.kind, event.step);
    match (step, ctp::performer(step)) {
        (Step::Base(Act::Request), _) => {
            of.initiator.get_or_insert_with(|| envelope.by.clone());
        }
        (_, Performer::Executor) => {
            of.executor.get_or_insert_with(|| envelope.by.clone());
        }
        (_, Performer::Initiator) => {}
    }
    match step {
        Step::Base(act) => {
            let target = target_of(act);
            of.status = at(target);
            if act == Act::Request {
                asked_for(cx, of, envelope, event);
            }
            of.standing.insert(act, performed(version, envelope, event));
            of.last.insert(act, version);
            of.declines += u64::from(act == Act::Decline);
            clear(cx, kind, of, target, Some(act));
            of.returned = undoes_tacit(cx, kind, act);
            no_more::forget(of, target);
        }
        Step::Revoke(act) => {
            of.status.pending = Some(act);
            of.pending_since = version;
        }
        Step::Refuse(_) => of.status.pending = None,
        Step::Allow(act) => {
            let target = return_of(cx, kind, act);
            of.status = at(target);
            clear(cx, kind, of, target, None);
            of.returned = true;
            no_more::forget(of, target);
        }
    }
    settled::fold(cx, kind, of, version, step);
}

/// What an instance remembers of the response and the element it was asked for.
fn asked_for(cx: &Cx<'_>, of: &mut Instance, envelope: &Envelope, event: &ActEvent) {
    if let Via::Automation(cause) = &envelope.via
        && cx.several_ask(event.kind)
    {
        of.response = Some(cause.response.clone());
    }
    if let Some(element) = elements::of_event(cx, envelope, event) {
        of.element = Some(element);
    }
}

const fn at(base: Base) -> Status {
    Status {
        base,
        pending: None,
    }
}

fn performed(version: u64, envelope: &Envelope, event: &ActEvent) -> Performed {
    Performed {
        by: envelope.by.clone(),
        role: envelope.role,
        at: envelope.at,
        version,
        payload: event.payload.clone(),
        around: event.around.clone(),
    }
}

/// Whether an act answers what is tacit: a tacit declaration would undo the rejection that makes it legal.
fn undoes_tacit(cx: &Cx<'_>, kind: KindId, act: Act) -> bool {
    act == Act::Reject && cx.act(kind, act).is_some() && cx.kind(kind).is_tacit(Act::Declare)
}

/// The base state that a base act leads to, wherever it starts.
pub(crate) const fn target_of(act: Act) -> Base {
    match act {
        Act::Request => Base::Requested,
        Act::Promise => Base::Promised,
        Act::Decline => Base::Declined,
        Act::Execute => Base::Executed,
        Act::Declare => Base::Declared,
        Act::Accept => Base::Accepted,
        Act::Reject => Base::Rejected,
        Act::Quit => Base::Quitted,
        Act::Stop => Base::Stopped,
    }
}

/// The base state that an allowed revocation leads to, wherever it starts.
pub(crate) fn return_of(cx: &Cx<'_>, kind: KindId, act: Act) -> Base {
    let before = Status {
        base: target_of(act),
        pending: Some(act),
    };
    cx.next(kind, before, Step::Allow(act))
        .map_or(Base::Initial, |after| after.base)
}

/// Takes away the performances that no longer stand: their facts lapse.
fn clear(cx: &Cx<'_>, kind: KindId, of: &mut Instance, target: Base, performed: Option<Act>) {
    of.standing.retain(|act, _| {
        ctp::stands(target, *act)
            || Some(*act) == performed
            || !may_be_filled(cx, kind, target, performed, *act)
    });
}

/// Whether `act` may stand when a step leads to `target`.
fn may_be_filled(
    cx: &Cx<'_>,
    kind: KindId,
    target: Base,
    performed: Option<Act>,
    act: Act,
) -> bool {
    let (profile, pattern) = (cx.model.profile, cx.kind(kind).pattern);
    let leads = |status: Status| match performed {
        Some(performed) => cx.next(kind, status, Step::Base(performed)).is_some(),
        None => ctp::steps(profile, pattern).into_iter().any(|step| {
            matches!(step, Step::Allow(_))
                && cx
                    .next(kind, status, step)
                    .is_some_and(|after| after.base == target)
        }),
    };
    ctp::statuses(profile, pattern)
        .iter()
        .copied()
        .any(|status| ctp::stands(status.base, act) && leads(status))
}
