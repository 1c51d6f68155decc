//! Plain commands and events in specs: what is written, and what stands for what is left out.

use coact_syntax::{Span, ast};

use super::super::missing::Owner;
use super::super::typer::Typer;
use super::act::Unknown;
use crate::model::{
    AggregateId, Command, CommandId, EventId, Expr, ExprKind, Field, Model, Otherwise, SpecField,
    SpecStepKind, Type,
};

/// What a step does to an aggregate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    /// It begins one whose key is drawn.
    Drawn,
    /// It begins one, and brings its key.
    Given,
    /// It is about one that is there.
    Not,
}

impl Typer<'_> {
    /// An event of the history.
    pub(super) fn given_plain(
        &mut self,
        event: EventId,
        path: &ast::Path,
        inits: &[ast::FieldInit],
        by: Option<&ast::Expr>,
        unchecked: bool,
    ) -> Option<SpecStepKind> {
        // The history introduces an aggregate by the event that begins it.
        let begins = self.begun_by(event);
        let unknown = match begins {
            _ if unchecked => Unknown::Generated,
            Begins::Not => Unknown::Forbidden,
            _ => Unknown::Introduced,
        };
        let rest = match unknown {
            // What children are asked for in is there before it.
            _ if self.model.events[event].no_more.is_some() && !unchecked => Unknown::Forbidden,
            Unknown::Forbidden => Unknown::Introduced,
            other => other,
        };
        let given = self.plain_fields(Owner::PlainEvent(event), inits, unknown, rest);
        let by = match by {
            Some(by) => Some(self.party(by)?),
            None => None,
        };
        let begins = match begins {
            Begins::Drawn => Begins::Given,
            other => other,
        };
        let fields = self.whole(Owner::PlainEvent(event), inits, &given, begins, path.span())?;
        Some(SpecStepKind::GivenEvent {
            event,
            fields,
            by,
            unchecked,
        })
    }

    /// A command.
    pub(super) fn when_plain(
        &mut self,
        command: CommandId,
        path: &ast::Path,
        inits: &[ast::FieldInit],
        by: Option<&ast::Expr>,
    ) -> Option<SpecStepKind> {
        let owner = Owner::PlainCommand(command);
        let forbidden = Unknown::Forbidden;
        let given = self.plain_fields(owner, inits, forbidden, forbidden);
        let by = match by {
            Some(by) => Some(self.party(by)?),
            None => None,
        };
        let begins = self.begins(&self.model.commands[command]);
        let fields = self.whole(owner, inits, &given, begins, path.span())?;
        Some(SpecStepKind::WhenCommand {
            command,
            fields,
            by,
        })
    }

    /// An event that is expected; what it leaves out is not compared.
    pub(super) fn then_plain(
        &mut self,
        event: EventId,
        inits: &[ast::FieldInit],
    ) -> Vec<(usize, Expr)> {
        let unknown = match self.begun_by(event) {
            Begins::Not => Unknown::Forbidden,
            Begins::Drawn | Begins::Given => Unknown::Produced,
        };
        let owner = Owner::PlainEvent(event);
        let rest = match self.model.events[event].no_more {
            Some(_) => Unknown::Forbidden,
            None => Unknown::Produced,
        };
        self.plain_fields(owner, inits, unknown, rest)
    }

    /// The fields of a plain command or event as written, and what unknown names become: that of the key, and others.
    fn plain_fields(
        &mut self,
        owner: Owner,
        inits: &[ast::FieldInit],
        of_key: Unknown,
        unknown: Unknown,
    ) -> Vec<(usize, Expr)> {
        let (aggregate, fields) = owned(self.model, owner);
        let key = aggregate.and_then(|_| fields.first());
        let given = self.assigned(owner, fields, inits, |typer, init, field| {
            if key.is_some_and(|key| key.name.text == field.name.text) {
                typer.key_value(init, &field.ty, of_key)
            } else {
                typer.spec_value(init, &field.ty, unknown)
            }
        });
        if let (Some(aggregate), Some((_, key))) =
            (aggregate, given.iter().find(|(at, _)| *at == 0))
        {
            self.speak_of(aggregate, key.clone());
        }
        given
    }

    /// One value per field, whatever is written.
    fn whole(
        &mut self,
        owner: Owner,
        inits: &[ast::FieldInit],
        given: &[(usize, Expr)],
        begins: Begins,
        span: Span,
    ) -> Option<Vec<SpecField>> {
        let (aggregate, fields) = owned(self.model, owner);
        let mut whole = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let written = given.iter().find(|(known, _)| *known == at);
            whole.push(match (written, aggregate) {
                (Some((_, value)), _) => SpecField::Written(value.clone()),
                // What was written could not be read, and is reported.
                (None, _) if inits.iter().any(|it| it.name.text == field.name.text) => return None,
                (None, Some(aggregate)) if at == 0 => {
                    self.key_left_out(aggregate, field, begins, span)?
                }
                (None, _) => match (&field.ty, says_no_more(self.model, owner)) {
                    (Type::Entity(entity), true) => SpecField::Seeded(self.only(*entity, span)?),
                    _ => self.plain_left_out(field, span)?,
                },
            });
        }
        Some(whole)
    }

    fn key_left_out(
        &mut self,
        aggregate: AggregateId,
        key: &Field,
        begins: Begins,
        span: Span,
    ) -> Option<SpecField> {
        match begins {
            Begins::Drawn => Some(SpecField::Default),
            Begins::Given => {
                let (SpecField::Example(made) | SpecField::Seeded(made)) =
                    self.plain_left_out(key, span)?
                else {
                    return Some(SpecField::Default);
                };
                self.speak_of(aggregate, made.clone());
                Some(SpecField::Seeded(made))
            }
            Begins::Not => {
                let known = self.spoken_of(aggregate);
                match known.as_slice() {
                    [only] => Some(SpecField::Seeded(Expr {
                        loc: self.loc(span),
                        ..only.clone()
                    })),
                    // A step before it could not be read, and may have brought it about.
                    _ if self.lost_any() || self.item.faulty => None,
                    _ => {
                        let loc = self.loc(span);
                        let finding = crate::rules::which_subject(loc, &key.name.text, known.len());
                        self.report(finding);
                        None
                    }
                }
            }
        }
    }

    /// What stands for a field of a plain command or event.
    pub(super) fn plain_left_out(&mut self, field: &Field, span: Span) -> Option<SpecField> {
        if field.default.is_some() {
            return Some(SpecField::Default);
        }
        if field.ty == Type::Error {
            return None;
        }
        self.made(&field.name.text, &field.ty, &field.bounds, span)
    }

    fn begins(&self, command: &Command) -> Begins {
        match command.aggregate {
            Some(aggregate) if command.new => {
                if self.model.aggregates[aggregate].key_generated {
                    Begins::Drawn
                } else {
                    Begins::Given
                }
            }
            Some(_) => Begins::Not,
            // Of no aggregate: it brings what it says.
            None => Begins::Given,
        }
    }

    /// What an event does, by the commands that record it.
    fn begun_by(&self, event: EventId) -> Begins {
        let Some(aggregate) = self.model.events[event].aggregate else {
            return Begins::Given;
        };
        let of_it = || {
            let commands = self.model.commands.values();
            commands.filter(move |command| command.aggregate == Some(aggregate))
        };
        let records = |command: &&Command| {
            let otherwise = match &command.otherwise {
                Some(Otherwise::Emits(emission)) => Some(emission),
                _ => None,
            };
            let mut emissions = command.emits.iter().chain(otherwise);
            emissions.any(|emission| emission.event == event)
        };
        // Where nothing begins it, it is there from its first event on.
        if !of_it().any(|command| command.new) {
            return Begins::Given;
        }
        of_it()
            .filter(records)
            .find(|command| command.new)
            .map_or(Begins::Not, |command| self.begins(command))
    }

    /// Takes note of an aggregate that the spec speaks of.
    fn speak_of(&mut self, aggregate: AggregateId, key: Expr) {
        if let Some(constants) = &mut self.constants {
            let mut known = constants.keys.iter();
            if !known.any(|(of, known)| *of == aggregate && is_same(known, &key)) {
                constants.keys.push((aggregate, key));
            }
        }
    }

    /// The aggregates of this kind that the spec has spoken of, by their keys.
    fn spoken_of(&self, aggregate: AggregateId) -> Vec<Expr> {
        let constants = self.constants.iter();
        let keys = constants.flat_map(|constants| &constants.keys);
        keys.filter(|(of, _)| *of == aggregate)
            .map(|(_, key)| key.clone())
            .collect()
    }
}

/// The aggregate and the fields of a plain command or event.
fn owned(model: &Model, owner: Owner) -> (Option<AggregateId>, &[Field]) {
    match owner {
        Owner::PlainCommand(id) => {
            let command = &model.commands[id];
            (command.aggregate, &command.fields)
        }
        Owner::PlainEvent(id) => {
            let event = &model.events[id];
            (event.aggregate, &event.fields)
        }
        _ => (None, &[]),
    }
}

/// Whether it is about the one in which children are asked for, of which no more will be.
fn says_no_more(model: &Model, owner: Owner) -> bool {
    match owner {
        Owner::PlainCommand(id) => model.commands[id].no_more.is_some(),
        Owner::PlainEvent(id) => model.events[id].no_more.is_some(),
        _ => false,
    }
}

/// Whether two keys are one, wherever they stand.
fn is_same(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Convert(a), ExprKind::Convert(b)) => is_same(a, b),
        (ExprKind::Constant(a), ExprKind::Constant(b)) => a == b,
        (ExprKind::Literal(a), ExprKind::Literal(b)) => a == b,
        _ => false,
    }
}
