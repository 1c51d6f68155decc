//! Which row an event is about.

use coact_syntax::ast;

use super::super::describe::type_name;
use super::super::typer::Typer;
use crate::model::{Each, EventRef, Expr, ExprKind, Field, Type, ViewId};
use crate::rules;

impl Typer<'_> {
    /// The key of the row, one expression per key field: as written after `at`, else found.
    pub(super) fn route(
        &mut self,
        view: ViewId,
        trigger: EventRef,
        each: &Option<Each>,
        written: &ast::Handler,
    ) -> Option<Vec<Expr>> {
        let model = self.model;
        let keys: Vec<&Field> = model.views[view]
            .fields
            .iter()
            .filter(|field| field.key)
            .collect();
        if let Some(first) = written.at.first() {
            let span = written
                .at
                .last()
                .map_or(first.span, |last| first.span.to(last.span));
            if keys.is_empty() {
                return None;
            }
            if written.at.len() != keys.len() {
                let names: Vec<&str> = keys.iter().map(|key| key.name.text.as_str()).collect();
                let finding = rules::route_count(self.loc(span), &names, written.at.len());
                self.report(finding);
                return None;
            }
            let route: Vec<Expr> = keys
                .iter()
                .zip(&written.at)
                .map(|(key, at)| self.expect(at, &key.ty))
                .collect();
            return route
                .iter()
                .all(|key| key.ty != Type::Error)
                .then_some(route);
        }
        let mut route = Vec::new();
        for key in keys {
            route.push(self.found(key, trigger, each, written)?);
        }
        Some(route)
    }

    /// The element itself, the event's own field of the key's type, or the nearest subject around it.
    fn found(
        &mut self,
        key: &Field,
        on: EventRef,
        each: &Option<Each>,
        written: &ast::Handler,
    ) -> Option<Expr> {
        if key.ty == Type::Error {
            return None;
        }
        let span = written.verb_span;
        if let Some(Each::In(local, _)) = each
            && local.ty == key.ty
        {
            return Some(self.expr(
                ExprKind::Local(Box::new(local.clone())),
                key.ty.clone(),
                span,
            ));
        }
        let model = self.model;
        let (fields, subjects, places) = match on {
            EventRef::Act(kind, step) => {
                let payload = &model.kinds[kind].act(step)?.payload;
                let fields = payload.iter().map(|field| (&field.name, &field.ty));
                let subjects = self.subjects(kind, span);
                (
                    fields.collect::<Vec<_>>(),
                    subjects,
                    self.index.nodes(kind).len(),
                )
            }
            EventRef::Plain(id) => {
                let fields = model.events[id].fields.iter();
                let fields = fields.map(|field| (&field.name, &field.ty));
                (fields.collect(), Vec::new(), 0)
            }
        };
        let is_part_unknown = fields.iter().any(|(_, ty)| **ty == Type::Error);
        let mut own: Vec<(String, Expr)> = Vec::new();
        for (at, (name, ty)) in fields.into_iter().enumerate() {
            if *ty == key.ty {
                let value = self.expr(ExprKind::EventField(at), ty.clone(), span);
                own.push((format!("event.{}", name.text), value));
            }
        }
        let named = |entity: crate::model::EntityId| {
            format!(
                "event.{}",
                super::super::scope::snake(&model.entities[entity].name.text)
            )
        };
        let mut around: Vec<(String, Expr)> = Vec::new();
        for (at, (subject, entity)) in subjects.into_iter().enumerate() {
            if subject.ty == key.ty {
                let into = if at == 0 { &mut own } else { &mut around };
                into.push((named(entity), subject));
            }
        }
        // Of one chain of subjects the nearest counts; kinds with several places have several chains.
        if places <= 1 {
            around.truncate(1);
        }
        let candidates = if own.is_empty() { around } else { own };
        let mut candidates = candidates.into_iter();
        match (candidates.next(), candidates.next()) {
            (Some((_, only)), None) => Some(only),
            (first, second) => {
                let ways: Vec<String> = first
                    .into_iter()
                    .chain(second)
                    .chain(candidates)
                    .map(|(name, _)| name)
                    .collect();
                // It may be told by what is of a type that is not known.
                if is_part_unknown {
                    return None;
                }
                let finding = rules::no_route(
                    self.loc(span),
                    model.event_name(on),
                    &key.name.text,
                    &type_name(model, &key.ty),
                    &ways,
                )
                .also(key.name.loc, "the key");
                self.report(finding);
                None
            }
        }
    }
}
