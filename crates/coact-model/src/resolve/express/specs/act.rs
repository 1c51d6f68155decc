//! Acts in specs: events of the history and commands.

use coact_syntax::{Span, ast};

use super::super::missing::Owner;
use super::super::scope::snake;
use super::super::typer::Typer;
use crate::ctp::{Act, Step};
use crate::model::{
    ActDef, Binding, CommandRef, EntityId, EventRef, Expr, KindId, Model, PayloadOrigin, SpecAct,
    SpecField, SpecStepKind, SystemId, Type,
};
use crate::rules;

/// What an unknown name becomes where a key is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// An entity of the history, whatever it says.
    Generated,
    /// An entity that the history introduces: one that this event makes, or that no event makes.
    Introduced,
    /// What the event brings about.
    Produced,
    /// A mistake.
    Forbidden,
}

impl Typer<'_> {
    pub(super) fn given(
        &mut self,
        event: &ast::Path,
        fields: &[ast::FieldInit],
        by: Option<&ast::Expr>,
        unchecked: bool,
    ) -> Option<SpecStepKind> {
        let name = &event.name.text;
        if !self.names.events.contains_key(name)
            && let Some(command) = self.names.commands.get(name)
        {
            let event_name = self.brought_about(*command);
            let loc = self.loc(event.span());
            let finding = rules::command_as_event(loc, name, event_name.as_deref());
            self.report(finding);
            self.lose(fields);
            return None;
        }
        if let Some(system) = self.reporting(event) {
            let loc = self.loc(event.span());
            self.report(rules::given_from_outside(loc, system, name));
            self.lose(fields);
            return None;
        }
        let Some(act) = self.names.event(&self.item, event, self.findings) else {
            self.lose(fields);
            return None;
        };
        let unknown = if unchecked {
            Unknown::Generated
        } else {
            Unknown::Introduced
        };
        match act {
            EventRef::Act(kind, step) => {
                let act = self.act((kind, step), event.span(), fields, by, unknown)?;
                Some(SpecStepKind::Given { act, unchecked })
            }
            EventRef::Plain(id) => self.given_plain(id, event, fields, by, unchecked),
        }
    }

    /// The event that a command brings about, for messages.
    pub(super) fn brought_about(&self, command: CommandRef) -> Option<String> {
        let event = match command {
            CommandRef::Act(kind, step) => EventRef::Act(kind, step),
            CommandRef::Plain(id) => {
                EventRef::Plain(self.model.commands[id].emissions().next()?.event)
            }
        };
        Some(self.model.event_name(event).to_owned())
    }

    pub(super) fn when(
        &mut self,
        command: &ast::Path,
        fields: &[ast::FieldInit],
        by: Option<&ast::Expr>,
    ) -> Option<SpecStepKind> {
        let name = &command.name.text;
        if !self.names.commands.contains_key(name)
            && let Some(event) = self.names.events.get(name)
        {
            let loc = self.loc(command.span());
            let finding = rules::event_as_command(loc, name, &self.model.commands_of(*event));
            self.report(finding);
            return None;
        }
        let reported = |(_, event): &(SystemId, String)| event == name;
        if command.model.is_none()
            && !self.names.commands.contains_key(name)
            && let Some((system, _)) = self.names.reported.keys().find(|it| reported(it))
        {
            let system = &self.model.systems[*system].name.text;
            let loc = self.loc(command.span());
            let finding = rules::event_of_a_system(loc, name, system);
            self.report(finding);
            return None;
        }
        let found = self.names.command(&self.item, command, self.findings)?;
        self.daring = true;
        let made = match found {
            CommandRef::Act(kind, step) => self
                .act((kind, step), command.span(), fields, by, Unknown::Forbidden)
                .map(SpecStepKind::When),
            CommandRef::Plain(id) => self.when_plain(id, command, fields, by),
        };
        self.daring = false;
        made
    }

    fn act(
        &mut self,
        (kind, step): (KindId, Step),
        span: Span,
        inits: &[ast::FieldInit],
        by: Option<&ast::Expr>,
        unknown: Unknown,
    ) -> Option<SpecAct> {
        let model = self.model;
        let def = model.kinds[kind].act(step)?;
        let entity = model.kinds[kind].product.entity;
        let (subject, given) = self.fields(kind, def, inits, unknown);
        let makes = model.kinds[kind].product.new && step == Step::Base(Act::Request);
        let made_up = subject.is_none() && makes && !model.entities[entity].key_generated;
        let subject = match subject {
            None if makes && model.entities[entity].key_generated => None,
            // A key that is not drawn comes with the request.
            None if made_up => {
                let name = snake(&model.entities[entity].name.text);
                let id = self.made_up(&name, Type::Entity(entity));
                Some(self.constant_expr(id, span)?)
            }
            // What was written could not be read, and is reported.
            None if names_subject(model, entity, inits) => return None,
            None => Some(self.only(entity, span)?),
            subject => subject,
        };
        let by = match by {
            Some(by) => Some(self.party(by)?),
            None => self.own_party(kind, def, &given),
        };
        let mut fields = Vec::new();
        for (at, field) in def.payload.iter().enumerate() {
            let written = given.iter().find(|(known, _)| *known == at);
            fields.push(match written {
                Some((_, value)) => SpecField::Written(value.clone()),
                None => self.left_out(kind, def, field, by.as_ref(), span)?,
            });
        }
        Some(SpecAct {
            kind,
            step,
            subject,
            made_up,
            fields,
            by,
        })
    }

    /// The subject and the payload as written.
    pub(super) fn fields(
        &mut self,
        kind: KindId,
        def: &ActDef,
        inits: &[ast::FieldInit],
        unknown: Unknown,
    ) -> (Option<Expr>, Vec<(usize, Expr)>) {
        let model = self.model;
        // A command is what a spec dares to try.
        let owner = if self.daring {
            Owner::Command(kind, def.step)
        } else {
            Owner::Event(kind, def.step)
        };
        let entity = model.kinds[kind].product.entity;
        let subject_name = snake(&model.entities[entity].name.text);
        let mut subject = None;
        let mut given: Vec<(usize, Expr)> = Vec::new();
        for init in inits {
            let loc = self.loc(init.name.span);
            let at = def
                .payload
                .iter()
                .position(|field| field.name.text == init.name.text);
            if at.is_none() && init.name.text == subject_name {
                // What a `then` produces is the subject of a request that makes it.
                let makes = model.kinds[kind].product.new && def.step == Step::Base(Act::Request);
                let made = model.entities[entity].created_by.is_some();
                let unknown = match unknown {
                    Unknown::Produced if !makes => Unknown::Forbidden,
                    Unknown::Introduced if made && !makes => Unknown::Forbidden,
                    other => other,
                };
                let value = self.spec_value(init, &Type::Entity(entity), unknown);
                if subject.is_some() {
                    self.report(rules::given_twice(loc, &init.name.text));
                }
                subject = (value.ty != Type::Error).then_some(value).or(subject);
                continue;
            }
            let Some((at, field)) = at.and_then(|at| def.payload.get(at).map(|field| (at, field)))
            else {
                self.lacks(owner, &init.name);
                self.lose(std::slice::from_ref(init));
                continue;
            };
            if given.iter().any(|(known, _)| *known == at) {
                self.report(rules::given_twice(loc, &init.name.text));
                continue;
            }
            // What an event is enclosed in must be there before it.
            let around = matches!(field.origin, PayloadOrigin::FilledIn(_));
            let unknown = match unknown {
                Unknown::Produced => Unknown::Forbidden,
                Unknown::Introduced if around => Unknown::Forbidden,
                other => other,
            };
            let value = self.spec_value(init, &field.ty, unknown);
            self.within(value.loc, &value, &field.name.text, &field.bounds);
            if value.ty != Type::Error {
                given.push((at, value));
            }
        }
        (subject, given)
    }

    /// A value; an unknown name where an entity is expected may bind it.
    pub(super) fn spec_value(
        &mut self,
        init: &ast::FieldInit,
        ty: &Type,
        unknown: Unknown,
    ) -> Expr {
        let of = match ty {
            Type::Optional(inner) => inner,
            ty => ty,
        };
        match of {
            Type::Entity(_) => self.bound(init, of, unknown, ty),
            _ => self.init_of(init, ty),
        }
    }

    /// The key of an aggregate; an unknown name may bind it where keys are drawn, or where it is that of an event
    /// which came about.
    pub(super) fn key_value(&mut self, init: &ast::FieldInit, ty: &Type, unknown: Unknown) -> Expr {
        match self.base(ty) {
            Type::Entity(_) | Type::Uuid | Type::Bytes => self.bound(init, ty, unknown, ty),
            _ if unknown == Unknown::Produced => self.bound(init, ty, unknown, ty),
            _ => self.init_of(init, ty),
        }
    }

    /// A value of type `want`; an unknown name may bind a constant of type `of`.
    fn bound(&mut self, init: &ast::FieldInit, of: &Type, unknown: Unknown, want: &Type) -> Expr {
        let name = match &init.value {
            None => Some(&init.name),
            Some(ast::Expr {
                kind: ast::ExprKind::Name(name),
                ..
            }) => Some(name),
            Some(_) => None,
        };
        if let Some(name) = name
            && unknown != Unknown::Forbidden
            && !self.means_something(&name.text)
        {
            let binding = match unknown {
                Unknown::Produced => Binding::Produced,
                _ => Binding::Generated,
            };
            let ident = self.item.ident(name);
            let id = self
                .constants
                .as_mut()
                .map(|constants| constants.push(ident, of.clone(), binding));
            if let Some(made) = id.and_then(|id| self.constant_expr(id, name.span)) {
                return self.fit(made, want);
            }
        }
        self.init_of(init, want)
    }

    /// Who acts: somebody known as an entity, or the filler of a role.
    pub(super) fn party(&mut self, by: &ast::Expr) -> Option<Expr> {
        let party = self.infer(by, None);
        match &party.ty {
            Type::Entity(_) | Type::Actor(_) => Some(party),
            Type::Error => None,
            other => {
                let found = super::super::describe::explained(self.model, other);
                let finding = rules::type_mismatch(party.loc, "somebody who acts", &found);
                self.report(finding.hint(
                    if self.model.kinds.is_empty() {
                        "name a constant of an actor: `let anna: Shopper`"
                    } else {
                        "name a constant of an actor, or of an entity that fills one: `let anna: Shopper`"
                    },
                ));
                None
            }
        }
    }
}

/// Whether the subject is written.
fn names_subject(model: &Model, entity: EntityId, inits: &[ast::FieldInit]) -> bool {
    let subject = snake(&model.entities[entity].name.text);
    inits.iter().any(|init| init.name.text == subject)
}
