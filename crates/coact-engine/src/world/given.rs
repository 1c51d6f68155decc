//! The given history of a spec, and commands with their values.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActorId, CommandRef, EventId, Expr, KindId, Type};
use coact_runtime::expr::{Absent, Eval};
use coact_runtime::{ActorId as Who, CaseId, Via};

use super::{Going, Stuck, World, entitled};
use crate::case::decide::{NOTHING, STATE};
use crate::case::payload;
use crate::cx::{Address, Cx, in_command};
use crate::evaluate::Scope;
use crate::message::{ActCommand, Command, Event};
use crate::rejection::Rejection;
use crate::value::Value;

impl World<'_> {
    /// The name of a command.
    fn name(&self, command: &Command) -> String {
        let model = self.cx.model;
        let name = match command {
            Command::Act(act) => model.command_name(CommandRef::Act(act.kind, act.step)),
            Command::Plain(id, _) => model.command_name(CommandRef::Plain(*id)),
            Command::Passed(_) => "",
        };
        name.to_owned()
    }

    /// An act of the history, by somebody or by whoever is entitled to it.
    ///
    /// # Errors
    /// The state does not admit it.
    pub(crate) fn given(
        &mut self,
        by: Option<Who>,
        command: &Command,
        unchecked: bool,
    ) -> Going<()> {
        let new_id = self.next_id();
        let name = self.name(command);
        let id = self.place(command, new_id).ok_or_else(|| {
            Stuck::new(format!("a history with {name}"), "a key that names nothing")
        })?;
        let case = self.case(&id)?;
        let (role, party) = entitled::entitled(self.cx, &case, command);
        let who = by.or(party).unwrap_or_else(|| self.filled(role));
        let roles: Vec<ActorId> = role.into_iter().collect();
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, &roles, new_id, Via::Person);
        // What followed tacitly may be told again.
        if let Ok(told) = self.decide(&case, &ctx, NOTHING, command)
            && let [told] = told.as_slice()
        {
            let mut followed = self.followed.iter();
            if let Some(at) = followed.position(|event| event.event == told.event) {
                self.followed.remove(at);
                return Ok(());
            }
        }
        let checks = if unchecked { NOTHING } else { STATE };
        let refused = |rejection: &Rejection| {
            Stuck::refused(format!("a history that admits {name}"), rejection)
        };
        let told = self.decide(&case, &ctx, checks, command);
        let told = match self.borrows(&case, command) {
            // A history that says nothing of the parent is one of the child alone.
            Some(parent) if self.outside.cases.contains_key(&parent) => {
                match self.lend(&ctx, &parent, &id, command, told.clone())? {
                    Err(_) if unchecked => told,
                    lent => lent,
                }
            }
            _ => told,
        };
        let told = told.map_err(|rejection| refused(&rejection))?;
        match self.record(&id, told, unchecked)? {
            Ok(events) => {
                self.followed = events.iter().skip(1).cloned().collect();
                if !self.acted {
                    self.events
                        .extend(events.into_iter().map(|event| (event, false)));
                }
                self.pass_on()
            }
            Err(rejection) => Err(refused(&rejection)),
        }
    }

    /// A plain event of the history, brought about by somebody, else by whoever may give its command.
    ///
    /// # Errors
    /// What it is of has not begun, or has begun already.
    pub(crate) fn given_event(
        &mut self,
        by: Option<Who>,
        event: EventId,
        fields: Vec<Value>,
        unchecked: bool,
    ) -> Going<()> {
        let model = self.cx.model;
        let def = &model.events[event];
        let name = &def.name.text;
        let new_id = self.next_id();
        let commands = model.commands.values();
        let giving: Vec<_> = commands
            .filter(|command| command.emissions().any(|it| it.event == event))
            .collect();
        let role = giving
            .iter()
            .find_map(|command| command.by.first().copied());
        let role = role.or_else(|| model.actors.ids().next());
        let new = giving.iter().filter(|command| command.new).count();
        let aggregate = def.aggregate.map(|id| &model.aggregates[id]);
        let begins = match (aggregate, new) {
            (None, _) => None,
            (_, 0) => Some(false),
            (_, new) if new == giving.len() => Some(true),
            _ => None,
        };
        let id = match (aggregate, fields.first()) {
            (Some(aggregate), Some(key)) => self.stream_of(aggregate, key),
            _ => CaseId::plain(new_id).0,
        };
        let exists = self.outside.cases.contains_key(&id);
        if !unchecked && begins.is_some_and(|begins| begins == exists) {
            let got = if exists {
                "it has begun already"
            } else {
                "it has not begun"
            };
            return Err(Stuck::new(format!("a history that admits {name}"), got));
        }
        let who = by.unwrap_or_else(|| self.filled(role));
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, &[], new_id, Via::Person);
        let envelope = ctx.envelope(role, Event::Plain(event, fields));
        match self.record(&id, vec![envelope], unchecked)? {
            Ok(events) => {
                if !self.acted {
                    self.events
                        .extend(events.into_iter().map(|event| (event, false)));
                }
                Ok(())
            }
            Err(rejection) => Err(Stuck::refused(
                format!("a history that admits {name}"),
                &rejection,
            )),
        }
    }
}

/// The command of an act with its values, as specs and automations give it. `only` says what a child belongs to where that is
/// not given.
///
/// # Errors
/// A value that is not known.
pub(crate) fn given_command(
    cx: &Cx<'_>,
    scope: &Scope<'_>,
    (kind, step): (KindId, Step),
    subject: Option<&Expr>,
    value: impl Fn(usize) -> Option<Expr>,
    only: impl Fn(&Type) -> Option<Value>,
) -> Eval<ActCommand> {
    let def = cx.step(kind, step).ok_or(Absent::Unknown)?;
    let is_request = step == Step::Base(Act::Request);
    let address = cx.address(kind).filter(|_| is_request);
    let given = |at: usize| {
        let value = value(at);
        value.map(|value| scope.eval(&value)).transpose()
    };
    let subject = subject.map(|subject| scope.eval(subject)).transpose()?;
    let around = match address {
        Some(Address::FilledIn(at)) => {
            let ty = def.payload.get(at).map(|field| &field.ty);
            given(at)?.or_else(|| only(ty?))
        }
        Some(Address::Added(_)) => {
            let parent = cx.around(kind);
            parent.and_then(|parent| only(&Type::Entity(cx.subject(parent))))
        }
        Some(Address::Given(_)) | None => None,
    };
    let mut values = Vec::new();
    for (at, field) in def.payload.iter().enumerate() {
        if !in_command(field) {
            values.push(None);
            continue;
        }
        let mut value = given(at)?;
        if value.is_none() && address == Some(Address::Given(at)) {
            value = only(&field.ty);
        }
        values.push(payload::given(cx, kind, step, at, &field.ty, value));
    }
    Ok(ActCommand {
        kind,
        step,
        subject,
        around,
        payload: values,
    })
}
