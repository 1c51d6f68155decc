//! What names mean in plain commands and in what events do to a state.

use coact_syntax::{Span, ast};

use super::super::missing::{self, Owner};
use super::super::scope::{Head, Root};
use super::super::typer::Typer;
use crate::model::{AggregateId, CommandId, Expr, ExprKind, Reads, Type};

impl Typer<'_> {
    /// Fields of the command, of the state it is decided on, and what it reads.
    pub(super) fn command_meanings(
        &self,
        id: CommandId,
        name: &str,
        span: Span,
        found: &mut Vec<Head>,
    ) {
        let command = &self.model.commands[id];
        let field = command
            .fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name);
        if let Some((at, field)) = field {
            let kind = ExprKind::CommandField(at);
            found.push(Head::Value(self.expr(kind, field.ty.clone(), span)));
            // A field of the state with this name is `state.x`.
            return;
        }
        // What begins an aggregate finds no state.
        if let Some(aggregate) = command.aggregate.filter(|_| !command.new) {
            self.state_meanings(aggregate, name, span, found);
        }
        let read = command
            .reads
            .iter()
            .enumerate()
            .find(|(_, reads)| reads.name.text == name);
        if let Some((at, reads)) = read {
            let ty = read_type(reads);
            found.push(Head::Value(self.expr(ExprKind::Read(at), ty, span)));
        }
    }

    pub(super) fn state_meanings(
        &self,
        aggregate: AggregateId,
        name: &str,
        span: Span,
        found: &mut Vec<Head>,
    ) {
        if name == "state" {
            found.push(Head::State);
        } else if let Some(field) = self.state_field(aggregate, name, span) {
            found.push(Head::Value(field));
        }
    }

    fn state_field(&self, aggregate: AggregateId, name: &str, span: Span) -> Option<Expr> {
        let (at, field) = self.model.aggregates[aggregate]
            .state
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name)?;
        Some(self.expr(ExprKind::StateField(at), field.ty.clone(), span))
    }

    /// `state.x`
    pub(super) fn state_member(&mut self, name: &ast::Name, span: Span) -> Option<Head> {
        let aggregate = match self.root {
            Root::Command(id) => self.model.commands[id].aggregate,
            Root::Apply(id) => self.model.events[id].aggregate,
            _ => None,
        }?;
        if let Some(field) = self.state_field(aggregate, &name.text, span) {
            return Some(Head::Value(field));
        }
        self.lacks(Owner::State(aggregate), name);
        None
    }

    /// The command that begins an aggregate, and the aggregate, where a name is of the state that it will have.
    pub(super) fn state_to_come(&self, name: &str) -> Option<(&str, &str)> {
        let Root::Command(id) = self.root else {
            return None;
        };
        let command = &self.model.commands[id];
        let aggregate = command.aggregate.filter(|_| command.new)?;
        let aggregate = &self.model.aggregates[aggregate];
        let mut state = aggregate.state.iter();
        let of_state = name == "state" || state.any(|field| field.name.text == name);
        of_state.then_some((&command.name.text, &aggregate.name.text))
    }

    /// All names that mean something in a command, for suggestions.
    pub(super) fn command_names(&self, id: CommandId) -> Vec<String> {
        let command = &self.model.commands[id];
        let mut names = missing::names(self.model, Owner::PlainCommand(id));
        if let Some(aggregate) = command.aggregate.filter(|_| !command.new) {
            names.extend(missing::names(self.model, Owner::State(aggregate)));
        }
        names.extend(command.reads.iter().map(|reads| reads.name.text.clone()));
        names
    }
}

/// A row, or rows by their key.
fn read_type(reads: &Reads) -> Type {
    let row = Type::Row(reads.view);
    match &reads.key.ty {
        Type::List(key) if reads.many => Type::Map(key.clone(), Box::new(row)),
        _ => row,
    }
}
