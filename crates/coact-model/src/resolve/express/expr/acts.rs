//! Performed acts and facts of transactions.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Element, nearest};
use super::super::known::{fact_text, has_step, step_of};
use super::super::scope::Head;
use super::super::typer::Typer;
use crate::ctp::{Act, FactWord, Performer, Step};
use crate::model::{ActMeta, Expr, ExprKind, Instance, KindId, PayloadOrigin, Type};
use crate::rules;

impl Typer<'_> {
    /// `OrderPaying.requested`
    pub(super) fn instance_member(&mut self, instance: Instance, name: &ast::Name) -> Option<Head> {
        if let Some(act) = self.act_of_fact(instance.kind, &name.text) {
            return Some(Head::Act(instance, act));
        }
        let words = self.fact_words(instance.kind);
        let near = nearest(&name.text, words.iter());
        let what = format!(
            "the transaction kind `{}`",
            self.model.kinds[instance.kind].name.text
        );
        let finding = rules::no_such_member(self.loc(name.span), &what, "fact", &name.text, near);
        self.report(finding);
        None
    }

    pub(super) fn fact_words(&self, kind: KindId) -> Vec<String> {
        self.model.kinds[kind]
            .acts
            .iter()
            .filter_map(|act| match act.step {
                Step::Base(act) => Some(act.fact_word().to_owned()),
                _ => None,
            })
            .collect()
    }

    /// The act of the kind that the word of a fact names: `requested`.
    pub(in super::super) fn act_of_fact(&self, kind: KindId, word: &str) -> Option<Act> {
        let act = Act::ALL.into_iter().find(|act| act.fact_word() == word)?;
        self.model.kinds[kind].act(Step::Base(act)).map(|_| act)
    }

    /// Data of an act by its name.
    pub(in super::super) fn act_data(
        &self,
        instance: &Instance,
        act: Act,
        name: &str,
        span: Span,
    ) -> Option<Expr> {
        let def = self.model.kinds[instance.kind].act(Step::Base(act))?;
        let (index, field) =
            def.payload.iter().enumerate().find(|(_, field)| {
                field.name.text == name && field.origin == PayloadOrigin::Data
            })?;
        let kind = ExprKind::ActField(instance.clone(), act, index);
        Some(self.expr(kind, field.ty.clone(), span))
    }

    /// `requested.note`, `promised.at`, `.by`, `.role`
    pub(super) fn act_member(
        &mut self,
        instance: &Instance,
        act: Act,
        name: &ast::Name,
        span: Span,
    ) -> Option<Head> {
        if let Some(data) = self.act_data(instance, act, &name.text, span) {
            return Some(Head::Value(data));
        }
        let def = self.model.kinds[instance.kind].act(Step::Base(act))?;
        // An entity's fact is read where it belongs, whichever act set it last.
        if def.payload.iter().any(|field| field.name.text == name.text) {
            let entity = self.model.kinds[instance.kind].product.entity;
            return self.entity_member(&instance.subject.clone(), entity, &name.text, span);
        }
        let (meta, ty) = match name.text.as_str() {
            "at" => (ActMeta::At, Type::DateTime),
            "by" => (
                ActMeta::By,
                self.performer_type(instance.kind, Step::Base(act)),
            ),
            "role" => (ActMeta::Role, Type::Role(instance.kind, def.performer)),
            _ => {
                let mut names: Vec<String> = def
                    .payload
                    .iter()
                    .map(|field| field.name.text.clone())
                    .collect();
                names.extend(ActMeta::ALL.map(|meta| meta.word().to_owned()));
                if self.index.is_doubtful(Element::Kind(instance.kind)) {
                    return None;
                }
                let near = nearest(&name.text, names.iter());
                let what = format!(
                    "the {} of `{}`",
                    act.word(),
                    self.model.kinds[instance.kind].name.text
                );
                let loc = self.loc(name.span);
                let finding = rules::no_such_member(loc, &what, "field", &name.text, near);
                self.report(finding);
                return None;
            }
        };
        let kind = ExprKind::ActMeta(instance.clone(), act, meta);
        Some(Head::Value(self.expr(kind, ty, span)))
    }

    /// The role of whoever performs a step; of several initiators the first.
    pub(in super::super) fn performer_type(&self, kind: KindId, step: Step) -> Type {
        let kind = &self.model.kinds[kind];
        let performer = kind.act(step).map(|act| act.performer);
        match performer {
            Some(Performer::Initiator) => kind
                .initiators
                .first()
                .map_or(Type::Error, |actor| Type::Actor(*actor)),
            _ => Type::Actor(kind.executor),
        }
    }

    /// `order.OrderPaying accepted`, `OrderPaying accepted`
    pub(in super::super) fn fact_test(
        &mut self,
        of: &ast::Expr,
        fact: FactWord,
        span: Span,
    ) -> Expr {
        let Some(head) = self.head(of) else {
            return self.broken(span);
        };
        let Head::Instance(instance) = head else {
            let finding = rules::no_fact_of(self.loc(of.span));
            return self.fail(span, finding);
        };
        let kind = &self.model.kinds[instance.kind];
        if !has_step(kind, step_of(fact)) {
            let loc = self.loc(span);
            let finding = rules::fact_outside_pattern(loc, &kind.name.text, &fact_text(fact));
            return self.fail(span, finding);
        }
        self.expr(ExprKind::FactTest(instance, fact), Type::Bool, span)
    }
}
