//! Values for the payload of an act.

use coact_syntax::ast;

use super::missing::Owner;
use super::typer::Typer;
use crate::ctp::{Act, Step};
use crate::model::{Expr, KindId, PayloadOrigin, Type};
use crate::rules;

/// What is given to an act.
#[derive(Default)]
pub(super) struct Given {
    /// An index into its payload, and the value.
    pub(super) fields: Vec<(usize, Expr)>,
    /// The key of the new entity that it makes.
    pub(super) key: Option<Expr>,
    /// All of it could be read.
    pub(super) complete: bool,
}

impl Typer<'_> {
    /// Values for an act's payload, and the key of what it makes, under the entity's name.
    pub(super) fn payload(&mut self, kind: KindId, step: Step, inits: &[ast::FieldInit]) -> Given {
        let model = self.model;
        let Some(def) = model.kinds[kind].act(step) else {
            return Given::default();
        };
        let mut given: Vec<(usize, Expr)> = Vec::new();
        let mut key = None;
        let mut complete = true;
        for init in inits {
            let loc = self.loc(init.name.span);
            let Some(at) = def
                .payload
                .iter()
                .position(|field| field.name.text == init.name.text)
            else {
                complete &= self.subject_given(kind, step, init, &mut key);
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
        Given {
            fields: given,
            key,
            complete,
        }
    }

    /// What is given beside the payload: the key of a new entity, where nobody draws it. Answers whether it could be
    /// read.
    fn subject_given(
        &mut self,
        kind: KindId,
        step: Step,
        init: &ast::FieldInit,
        key: &mut Option<Expr>,
    ) -> bool {
        let model = self.model;
        let entity = &model.entities[model.kinds[kind].product.entity];
        let (loc, name) = (self.loc(init.name.span), init.name.text.as_str());
        let makes = model.kinds[kind].product.new && step == Step::Base(Act::Request);
        let subject = entity.subject();
        if name != subject {
            if makes && !entity.key_generated {
                // It may have been meant as the key: that none is given would be said a second time.
                key.get_or_insert_with(|| Expr::pending(Type::Error, loc));
            }
            if makes && !entity.key_generated && name == entity.key.name.text {
                self.report(rules::key_by_its_entity(loc, name, &subject));
            } else {
                self.lacks(Owner::Payload(kind, step), &init.name);
            }
            return false;
        }
        if !makes {
            self.report(rules::filled_in(loc, name));
        } else if entity.key_generated {
            self.report(rules::key_is_drawn(loc, name, &entity.key.name.text));
        } else if key.is_some() {
            self.report(rules::given_twice(loc, name));
        } else {
            let typed = self.init_of(init, &entity.key.ty);
            if let Some(bound) = self.index.patterns.broken(&typed, &entity.key.bounds) {
                let finding = rules::out_of_bounds(typed.loc, &entity.key.name.text, bound);
                self.report(finding);
            }
            let readable = typed.ty != Type::Error;
            *key = Some(typed);
            return readable;
        }
        true
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
