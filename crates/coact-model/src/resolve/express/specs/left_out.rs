//! What stands for what a spec leaves out.

use coact_syntax::Span;

use super::super::scope::snake;
use super::super::typer::Typer;
use crate::ctp::{Act, Performer, Step};
use crate::model::{
    ActDef, Bound, EntityId, Expr, KindId, PayloadField, PayloadOrigin, SpecField, Type,
};
use crate::rules;

impl Typer<'_> {
    /// The only entity of its type that the spec speaks of.
    pub(super) fn only(&mut self, entity: EntityId, span: Span) -> Option<Expr> {
        let known = self.constants.as_ref()?.of_entity(entity);
        match known.as_slice() {
            [only] => self.constant_expr(*only, span),
            // A step before it could not be read, and may have brought it about.
            _ if self.lost_any() => None,
            _ => {
                let name = &self.model.entities[entity].name.text;
                let finding = rules::which_subject(self.loc(span), &snake(name), known.len());
                self.report(finding);
                None
            }
        }
    }

    /// Whoever asks and is known as an entity that the request names, is that entity.
    pub(super) fn own_party(
        &self,
        kind: KindId,
        def: &ActDef,
        given: &[(usize, Expr)],
    ) -> Option<Expr> {
        if def.step != Step::Base(Act::Request) {
            return None;
        }
        let model = self.model;
        let mut named = given.iter().filter(|(at, value)| {
            def.payload.get(*at).is_some_and(|field| {
                matches!(field.origin, PayloadOrigin::Fact(_))
                    && model.kinds[kind].initiators.iter().any(|actor| {
                        model.actors[*actor].is.map(Type::Entity) == Some(value.ty.clone())
                    })
            })
        });
        match (named.next(), named.next()) {
            (Some((_, only)), None) => Some(only.clone()),
            _ => None,
        }
    }

    /// What stands for a field that is left out.
    pub(super) fn left_out(
        &mut self,
        kind: KindId,
        def: &ActDef,
        field: &PayloadField,
        by: Option<&Expr>,
        span: Span,
    ) -> Option<SpecField> {
        let model = self.model;
        if let PayloadOrigin::FilledIn(_) = field.origin {
            let Type::Entity(entity) = field.ty else {
                return Some(SpecField::Default);
            };
            return self.only(entity, span).map(SpecField::Seeded);
        }
        if field.default.is_some() {
            return Some(SpecField::Default);
        }
        if field.ty == Type::Error {
            return None;
        }
        // Who speaks of themselves.
        if let Type::Entity(entity) = &field.ty
            && def.performer == Performer::Initiator
            && model.kinds[kind]
                .initiators
                .iter()
                .any(|actor| model.actors[*actor].is == Some(*entity))
        {
            if let Some(by) = by
                && by.ty == field.ty
            {
                return Some(SpecField::Seeded(by.clone()));
            }
            return self.someone(*entity, span).map(SpecField::Seeded);
        }
        self.made(&field.name.text, &field.ty, &field.bounds, span)
    }

    /// A value from an `example` of the type, or one that is made up.
    pub(super) fn made(
        &mut self,
        name: &str,
        ty: &Type,
        bounds: &[Bound],
        span: Span,
    ) -> Option<SpecField> {
        if let Some(example) = self.example(ty, bounds, span) {
            return Some(SpecField::Example(example));
        }
        match self.seed(ty, bounds, 0, span) {
            Some(seed) => Some(SpecField::Seeded(seed)),
            None => {
                let finding = rules::no_seed(self.loc(span), name);
                self.report(finding);
                None
            }
        }
    }
}
