//! Runs one spec, step by step.

use coact_model::Loc;
use coact_model::model::{
    ActorId, Binding, CommandId, ConstantId, EventId, Expr, Field, Id, Spec, SpecAct, SpecField,
    SpecStep, SpecStepKind, Type,
};
use coact_runtime::ActorId as Who;
use coact_runtime::expr::{Absent, Eval};

use super::{Failure, constants};
use crate::case::authority::themselves;
use crate::cx::{Address, Cx, in_command};
use crate::evaluate::{Answer, Scope};
use crate::message::{ActCommand, Command};
use crate::plain;
use crate::value::Value;
use crate::world::{Going, Said, Stuck, World, given_command};

/// A spec while it runs.
pub(super) struct Running<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) spec: &'a Spec,
    pub(super) world: World<'a>,
    /// The constants; none where one waits for an event.
    pub(super) constants: Vec<Option<Value>>,
}

/// Runs a spec.
///
/// # Errors
/// It does not hold.
pub(super) fn run<'a>(cx: &'a Cx<'a>, spec: &'a Spec) -> Result<(), Failure> {
    let known = constants::constants(cx, spec)
        .map_err(|absent| failure(unknown(absent), None, spec.title.loc))?;
    let mut running = Running {
        cx,
        spec,
        world: World::new(cx),
        constants: known,
    };
    running.world.fillers = constants::fillers(cx, spec, &running.constants);
    for (at, step) in spec.steps.iter().enumerate() {
        running
            .step(step)
            .map_err(|stuck| failure(stuck, Some(at), step.loc))?;
    }
    Ok(())
}

fn failure(stuck: Stuck, step: Option<usize>, loc: Loc) -> Failure {
    Failure {
        step,
        loc,
        expected: stuck.expected,
        got: stuck.got,
        differs: stuck.differs,
        rejection: stuck.rejection,
    }
}

/// A value that a spec needs and that is not there.
fn unknown(absent: Absent) -> Stuck {
    let got = match absent {
        Absent::Unknown => "something that is not known",
        Absent::Overflow => "a calculation that leaves its range",
    };
    Stuck::new("a value", got)
}

impl<'a> Running<'a> {
    pub(super) fn scope(&self, daring: bool) -> Scope<'_> {
        Scope::spec(self.cx, &self.constants, daring)
    }

    fn value(&self, expr: &Expr, daring: bool) -> Going<Value> {
        self.scope(daring).eval(expr).map_err(unknown)
    }

    fn values(&self, exprs: &[Expr]) -> Going<Vec<Value>> {
        exprs.iter().map(|expr| self.value(expr, false)).collect()
    }

    fn step(&mut self, step: &SpecStep) -> Going<()> {
        match &step.kind {
            SpecStepKind::Now(now) => match self.value(now, false)? {
                Value::DateTime(now) => {
                    self.world.now = now;
                    Ok(())
                }
                _ => Err(unknown(Absent::Unknown)),
            },
            SpecStepKind::Lookup(lookup, args, answer) => {
                let answer = Answer {
                    lookup: *lookup,
                    asked: self.values(args)?,
                    answer: self.value(answer, false)?,
                };
                // The latest answer comes first.
                self.world.outside.answers.insert(0, answer);
                Ok(())
            }
            SpecStepKind::Given { act, unchecked } => {
                let command = Command::Act(self.command(act, false)?);
                let by = self.speaker(act).map(|by| self.who(by)).transpose()?;
                self.world.given(by, &command, *unchecked)
            }
            SpecStepKind::When(act) => {
                let command = Command::Act(self.command(act, true)?);
                let by = self.speaker(act).map(|by| self.acting(by)).transpose()?;
                self.world.give(by, &command)
            }
            SpecStepKind::GivenEvent {
                event,
                fields,
                by,
                unchecked,
            } => {
                let defs = &self.cx.model.events[*event].fields;
                let fields = self.told(defs, fields, false)?;
                let by = by.as_ref().map(|by| self.who(by)).transpose()?;
                // That no more will be asked for is an act of its case, as its command performs it.
                if let Some(said) = self.saying(*event) {
                    let given = fields.into_iter().map(Some).collect();
                    let command = Command::Plain(said, given);
                    return self.world.given(by, &command, *unchecked);
                }
                self.world.given_event(by, *event, fields, *unchecked)
            }
            SpecStepKind::WhenCommand {
                command,
                fields,
                by,
            } => {
                let def = &self.cx.model.commands[*command];
                let drawn = plain::draws_key(self.cx, def);
                let mut given = Vec::new();
                for at in 0..def.fields.len() {
                    let value = fields.get(at).and_then(SpecField::value);
                    let value = value.map(|value| self.value(value, true)).transpose()?;
                    given.push(match value {
                        None if at == 0 && drawn => None,
                        value => Some(value.unwrap_or(Value::None)),
                    });
                }
                let by = by.as_ref().map(|by| self.acting(by)).transpose()?;
                self.world.give(by, &Command::Plain(*command, given))
            }
            SpecStepKind::Answer {
                call,
                outcome,
                fields,
            } => {
                let outcomes = &self.cx.model.calls[*call].outcomes;
                let defs = outcomes.get(*outcome).map(|outcome| &outcome.fields);
                let fields = self.told(defs.map_or(&[], Vec::as_slice), fields, true)?;
                self.world.answers(Said {
                    call: *call,
                    outcome: *outcome,
                    fields,
                });
                Ok(())
            }
            SpecStepKind::Arrives { event, fields, .. } => {
                let defs = &self.cx.model.events[*event].fields;
                let fields = self.told(defs, fields, true)?;
                self.world.arrives(*event, fields)
            }
            SpecStepKind::Automations => self.world.automations(),
            SpecStepKind::Then(expect) => self.expect(expect),
        }
    }

    /// The command that says what an event tells: that no more of a kind will be asked for.
    fn saying(&self, event: EventId) -> Option<CommandId> {
        let child = self.cx.model.events[event].no_more?;
        let mut commands = self.cx.model.commands.iter();
        let said = commands.find(|(_, command)| command.no_more == Some(child));
        said.map(|(id, _)| id)
    }

    /// The values of fields; one that is left out is none.
    fn told(&self, defs: &[Field], fields: &[SpecField], daring: bool) -> Going<Vec<Value>> {
        (0..defs.len())
            .map(|at| {
                let value = fields.get(at).and_then(SpecField::value);
                value.map_or(Ok(Value::None), |value| self.value(value, daring))
            })
            .collect()
    }

    fn who(&self, by: &Expr) -> Going<Who> {
        Ok(self.value(by, false)?.who(self.cx))
    }

    /// Somebody, with the roles that they may fill.
    fn acting(&self, by: &Expr) -> Going<(Who, Vec<ActorId>)> {
        Ok((self.who(by)?, constants::roles(self.cx, by)))
    }

    /// Who acts, where the spec says it. Where nothing is said and several fields, or several roles, could tell who asks, it is
    /// the one that is made up for each of them.
    fn speaker<'s>(&self, act: &'s SpecAct) -> Option<&'s Expr> {
        if act.by.is_some() {
            return act.by.as_ref();
        }
        let def = self.cx.step(act.kind, act.step)?;
        let known = themselves(self.cx, act.kind, def);
        let is_own = |at: &usize| known.iter().any(|(_, fields)| fields.contains(at));
        let own = act.fields.iter().enumerate().filter(|(at, _)| is_own(at));
        let values = own.map(|(_, value)| match value {
            SpecField::Seeded(value) => Some(value),
            _ => None,
        });
        let values: Vec<&Expr> = values.collect::<Option<_>>()?;
        let (first, rest) = values.split_first()?;
        let several = known.len() > 1 || !rest.is_empty();
        let one = rest.iter().all(|other| other.kind == first.kind);
        (several && one).then_some(*first)
    }

    /// The command of an act.
    fn command(&self, act: &SpecAct, daring: bool) -> Going<ActCommand> {
        let cx = self.cx;
        let value = |at: usize| act.fields.get(at).and_then(SpecField::value).cloned();
        // What a link gives a child that lives apart, nobody else can compute.
        if cx.apart(act.kind).is_some()
            && let Some(address) = cx.address(act.kind)
            && let Some(def) = cx.step(act.kind, act.step)
        {
            let is_missing = def.payload.iter().enumerate().any(|(at, field)| {
                value(at).is_none()
                    && in_command(field)
                    && cx.default_of(act.kind, act.step, at).is_none()
                    && address != Address::Given(at)
                    && !matches!(field.ty, Type::Optional(_))
            });
            if is_missing {
                cx.lacks(
                    self.spec.title.loc,
                    "a request that leaves out what its parent has to give",
                );
            }
        }
        // The only constant of a type: what a child belongs to where the spec does not say it.
        let only = |ty: &Type| -> Option<Value> {
            let mut constants = self.spec.constants.iter();
            let found = constants.find(|(_, constant)| constant.ty == *ty);
            let value = found.and_then(|(id, _)| self.constants.get(id.index())?.clone());
            if value.is_none() {
                cx.lacks(
                    self.spec.title.loc,
                    "a request that does not say what it belongs to",
                );
            }
            value
        };
        let scope = self.scope(daring);
        let of = (act.kind, act.step);
        let made: Eval<ActCommand> =
            given_command(cx, &scope, of, act.subject.as_ref(), value, only);
        made.map_err(unknown)
    }

    /// The constant that an event binds, where it waits for one.
    pub(super) fn produced(&self, value: &Expr) -> Option<ConstantId> {
        let coact_model::model::ExprKind::Constant(id) = &value.kind else {
            return None;
        };
        let waits = matches!(self.spec.constants[*id].binding, Binding::Produced);
        let is_bound = self.constants.get(id.index()).is_some_and(Option::is_some);
        (waits && !is_bound).then_some(*id)
    }

    /// Binds a constant.
    pub(super) fn bind(&mut self, id: ConstantId, value: Value) {
        if let Some(constant) = self.constants.get_mut(id.index()) {
            *constant = Some(value);
        }
    }
}
