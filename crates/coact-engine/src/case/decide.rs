//! Decisions, with their checks in the order in which rejections are reported.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, ActorId};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::jiff::civil::Date;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId as Who, Via};

use super::{Case, Site, admits, authority, laws, payload, rules, site};
use crate::bounds;
use crate::cx::{Cx, in_command};
use crate::evaluate::Outside;
use crate::message::{ActCommand, Envelope, Event};
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// How much a decision checks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checks {
    /// Whether the command itself is judged: bounds, keys, who sends it, and the rules that bind them.
    pub(crate) sender: bool,
    /// Whether the state of the case is: pattern, waits, containment, laws.
    pub(crate) state: bool,
}

/// Every check: for the command of a person, a system or an automation.
pub(crate) const EVERY: Checks = Checks {
    sender: true,
    state: true,
};
/// What the state admits, whoever acts: for tacit acts, and for a given history.
pub(crate) const STATE: Checks = Checks {
    sender: false,
    state: true,
};
/// No check: for a history that need not be legal.
pub(crate) const NOTHING: Checks = Checks {
    sender: false,
    state: false,
};

/// Every input of a decision that is neither state nor command.
#[derive(Clone, Debug)]
pub(crate) struct Ctx<'r> {
    pub(crate) who: Who,
    pub(crate) roles: &'r [ActorId],
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
    /// The key for what this command may create.
    pub(crate) new_id: Uuid,
    pub(crate) via: Via,
}

impl Ctx<'_> {
    /// The same circumstances for a tacit act of this party.
    pub(crate) fn tacit(&self, who: Who) -> Self {
        Self {
            who,
            via: Via::Tacit,
            ..self.clone()
        }
    }

    /// An event as it is recorded in these circumstances.
    pub(crate) fn envelope(&self, role: Option<ActorId>, event: Event) -> Envelope {
        Envelope {
            by: self.who.clone(),
            role,
            at: self.now,
            via: self.via.clone(),
            event,
        }
    }
}

/// What a decision about an act rests on.
#[derive(Clone, Copy)]
pub(crate) struct Deciding<'d> {
    pub(crate) cx: &'d Cx<'d>,
    pub(crate) case: &'d Case,
    pub(crate) ctx: &'d Ctx<'d>,
    /// What lies outside the case; none where nothing of it may be read.
    pub(crate) outside: Option<&'d Outside>,
}

/// Decides an act: the event it brings about, or why not.
///
/// # Errors
/// The first check that refuses: bounds, identity, role, party, pattern, waits, containment, laws, rule.
pub(crate) fn decide(of: Deciding<'_>, checks: Checks, command: &ActCommand) -> Decision<Envelope> {
    let Deciding { cx, case, ctx, .. } = of;
    let (kind, step) = (command.kind, command.step);
    let Some(def) = cx.step(kind, step) else {
        return Err(Rejection::pattern());
    };
    if checks.sender {
        check(cx, def, command)?;
    }
    let site = site::find(cx, case, ctx, checks, command)?;
    if checks.sender {
        authority::identity(cx, ctx, def, command)?;
    }
    let role = authority::role(cx, case, ctx, checks, &site, def)?;
    if checks.state {
        admits::held(cx, case, &site, step)?;
    }
    if checks.sender {
        rules::check(of, &site, step)?;
    }
    let event = payload::event(of, &site, def, command)?;
    let envelope = ctx.envelope(Some(role), Event::Act(event));
    if checks.state {
        judge_after(cx, case, &site, def, &envelope)?;
    }
    Ok(envelope)
}

/// The laws over facts, asked of the case as the act would leave it.
fn judge_after(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    def: &ActDef,
    envelope: &Envelope,
) -> Decision<()> {
    if !laws::may_break(cx, site.kind, def) {
        return Ok(());
    }
    let mut after = case.clone();
    after.evolve(cx, envelope);
    laws::after(cx, case, &after, site, def)
}

/// The bounds of what a command gives.
fn check(cx: &Cx<'_>, def: &ActDef, command: &ActCommand) -> Decision<()> {
    let kind = command.kind;
    for (field, value) in def.payload.iter().zip(&command.payload) {
        if let Some(value) = value.as_ref().filter(|_| in_command(field)) {
            let name = payload::element(cx, kind, field);
            bounds::check(cx, &field.ty, &field.bounds, value, &name)?;
        }
    }
    // The bounds of a key that comes with the request.
    let entity = cx.entity(cx.subject(kind));
    let brings =
        def.step == Step::Base(Act::Request) && cx.kind(kind).product.new && !entity.key_generated;
    if let Some(key) = command.subject.as_ref().filter(|_| brings) {
        let name = format!("{}.{}", entity.name.text, entity.key.name.text);
        bounds::check(cx, &entity.key.ty, &entity.key.bounds, key, &name)?;
    }
    Ok(())
}

/// The value that a command leaves out, where its type has one for that.
pub(crate) fn left_out(value: Option<&Value>) -> Value {
    value.cloned().unwrap_or(Value::None)
}
