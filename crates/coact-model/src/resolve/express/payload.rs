//! Values for the payload of an act.

use coact_syntax::ast;

use super::missing::Owner;
use super::typer::Typer;
use crate::ctp::Step;
use crate::model::{Expr, KindId, PayloadOrigin, Type};
use crate::rules;

impl Typer<'_> {
    /// Values for an act's payload: an index into it, and the value. Answers too whether all of them could be
    /// read.
    pub(super) fn payload(
        &mut self,
        kind: KindId,
        step: Step,
        inits: &[ast::FieldInit],
    ) -> (Vec<(usize, Expr)>, bool) {
        let model = self.model;
        let Some(def) = model.kinds[kind].act(step) else {
            return (Vec::new(), false);
        };
        let mut given: Vec<(usize, Expr)> = Vec::new();
        let mut complete = true;
        for init in inits {
            let loc = self.loc(init.name.span);
            let Some(at) = def
                .payload
                .iter()
                .position(|field| field.name.text == init.name.text)
            else {
                let entity = &model.entities[model.kinds[kind].product.entity];
                if entity.subject() == init.name.text && !model.kinds[kind].product.new {
                    self.report(rules::filled_in(loc, &init.name.text));
                    continue;
                }
                self.lacks(Owner::Command(kind, step), &init.name);
                complete = false;
                continue;
            };
            let Some(field) = def.payload.get(at) else {
                continue;
            };
            if matches!(field.origin, PayloadOrigin::FilledIn(_)) {
                self.report(rules::filled_in(loc, &init.name.text));
                continue;
            }
            let typed = self.init_of(init, &field.ty);
            if let Some(bound) = self.index.patterns.broken(&typed, &field.bounds) {
                let finding = rules::out_of_bounds(typed.loc, &field.name.text, bound);
                self.report(finding);
            }
            if given.iter().any(|(known, _)| *known == at) {
                self.report(rules::given_twice(loc, &init.name.text));
                continue;
            }
            if typed.ty == Type::Error {
                complete = false;
            } else {
                given.push((at, typed));
            }
        }
        (given, complete)
    }

    /// What an act is about, where one of the values names it, and the values for its payload.
    pub(super) fn about(
        &mut self,
        kind: KindId,
        inits: &[ast::FieldInit],
    ) -> (Option<Expr>, Vec<ast::FieldInit>) {
        let entity = self.model.kinds[kind].product.entity;
        let name = self.model.entities[entity].subject();
        let (about, rest): (Vec<_>, Vec<_>) = inits
            .iter()
            .cloned()
            .partition(|init| init.name.text == name);
        for again in about.iter().skip(1) {
            let finding = rules::given_twice(self.loc(again.name.span), &name);
            self.report(finding);
        }
        let about = about.first();
        let about = about.map(|init| self.init_of(init, &Type::Entity(entity)));
        (about, rest)
    }

    /// `name: value`, or `name` alone for the name itself.
    pub(super) fn init_of(&mut self, init: &ast::FieldInit, ty: &Type) -> Expr {
        match &init.value {
            Some(value) => self.expect(value, ty),
            None => self.expect(&bare(&init.name), ty),
        }
    }
}

/// A name as an expression: what `name` without a value stands for.
pub(super) fn bare(name: &ast::Name) -> ast::Expr {
    ast::Expr {
        kind: ast::ExprKind::Name(name.clone()),
        span: name.span,
    }
}
