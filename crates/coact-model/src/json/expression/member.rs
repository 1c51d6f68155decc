//! What is reached by a point, and the names that stand bare.

use super::{Scope, level};
use crate::ctp::{Act, Step};
use crate::json::words;
use crate::model::{EventMeta, EventRef, Expr, ExprKind, Instance, Type};

impl Scope<'_> {
    /// What is reached by a point.
    pub(super) fn member(&self, kind: &ExprKind) -> String {
        let of = |of: &Expr, name: Option<&str>| {
            format!("{}.{}", self.at(of, level::ATOM), name.unwrap_or_default())
        };
        let entities = &self.model.entities;
        match kind {
            ExprKind::EventSubject => {
                let subject = self
                    .event
                    .and_then(EventRef::act)
                    .map(|(kind, _)| entities[self.model.kinds[kind].product.entity].subject());
                format!("event.{}", subject.unwrap_or_default())
            }
            ExprKind::EventField(at) => {
                let name = match self.event {
                    Some(EventRef::Act(kind, step)) => self.model.kinds[kind]
                        .act(step)
                        .and_then(|act| act.payload.get(*at))
                        .map(|field| &field.name),
                    Some(EventRef::Plain(id)) => self.model.events[id]
                        .fields
                        .get(*at)
                        .map(|field| &field.name),
                    None => None,
                };
                format!("event.{}", name.map(words::text).unwrap_or_default())
            }
            ExprKind::CommandField(at) => {
                let command = self.command.map(|id| &self.model.commands[id]);
                let field = command.and_then(|command| command.fields.get(*at));
                let name = field.map(|field| words::bare(&field.name.text));
                name.unwrap_or_default()
            }
            ExprKind::ResultField(at) => {
                let fields = self
                    .result
                    .and_then(|(call, outcome)| self.model.calls[call].outcomes.get(outcome));
                let field = fields.and_then(|outcome| outcome.fields.get(*at));
                let name = field.map(|field| words::text(&field.name));
                format!("result.{}", name.unwrap_or_default())
            }
            ExprKind::StateField(at) => {
                let field = self.state.get(*at);
                let name = field.map(|field| words::text(&field.name));
                format!("state.{}", name.unwrap_or_default())
            }
            ExprKind::Read(at) => {
                let command = self.command.map(|id| &self.model.commands[id]);
                let reads = command.and_then(|command| command.reads.get(*at));
                let name = reads.map(|reads| words::bare(&reads.name.text));
                name.unwrap_or_default()
            }
            ExprKind::RowMember(row, view, at) => {
                let field = self.model.views[*view].fields.get(*at);
                of(row, field.map(|field| field.name.text.as_str()))
            }
            ExprKind::EventMeta(EventMeta::At) => "event.at".to_owned(),
            ExprKind::EventMeta(EventMeta::By) => "event.by".to_owned(),
            ExprKind::EventMeta(EventMeta::Id) => "event.id".to_owned(),
            ExprKind::RowField(at) => {
                let field = self.row.get(*at);
                format!(
                    "row.{}",
                    field
                        .map(|field| words::text(&field.name))
                        .unwrap_or_default()
                )
            }
            ExprKind::Key(inner) => match &inner.ty {
                Type::Entity(entity) => of(inner, Some(&entities[*entity].key.name.text)),
                _ => self.at(inner, level::ATOM),
            },
            ExprKind::Fact(inner, entity, at) => {
                let fact = entities[*entity].facts.get(*at);
                of(inner, fact.map(|fact| fact.field.name.text.as_str()))
            }
            ExprKind::Derived(inner, entity, at) => {
                let derived = entities[*entity].derived.get(*at);
                of(inner, derived.map(|derived| derived.name.text.as_str()))
            }
            ExprKind::Inverse(inner, entity, at) => {
                let inverse = entities[*entity].inverses.get(*at);
                of(inner, inverse.map(|inverse| inverse.name.text.as_str()))
            }
            ExprKind::Field(inner, value, at) => {
                let field = self.model.values[*value].fields.get(*at);
                of(inner, field.map(|field| field.name.text.as_str()))
            }
            ExprKind::ActField(instance, act, at) => {
                let def = self.model.kinds[instance.kind].act(Step::Base(*act));
                let field = def.and_then(|def| def.payload.get(*at));
                let name = field
                    .map(|field| words::text(&field.name))
                    .unwrap_or_default();
                format!("{}.{name}", self.act(instance, *act))
            }
            ExprKind::ActMeta(instance, act, meta) => {
                format!("{}.{}", self.act(instance, *act), meta.word())
            }
            _ => String::new(),
        }
    }

    pub(super) fn instance(&self, instance: &Instance) -> String {
        let kind = words::kind(self.model, instance.kind);
        format!("{}.{kind}", self.at(&instance.subject, level::ATOM))
    }

    /// An act of this transaction is bare.
    fn act(&self, instance: &Instance, act: Act) -> String {
        let own = self.kind == Some(instance.kind)
            && matches!(instance.subject.kind, ExprKind::Subject(_));
        if own {
            act.fact_word().to_owned()
        } else {
            format!("{}.{}", self.instance(instance), act.fact_word())
        }
    }
}
