//! What stands after a point.

use coact_syntax::{Span, ast};

use super::super::super::cx::nearest;
use super::super::describe::type_name;
use super::super::scope::{Head, Root, snake};
use super::super::typer::Typer;
use crate::ctp::{Act, FactWord, Step};
use crate::model::{ActMeta, EntityId, Expr, ExprKind, Instance, Type, ViewId};
use crate::rules;

impl Typer<'_> {
    pub(in super::super) fn member(
        &mut self,
        head: Head,
        name: &ast::Name,
        span: Span,
    ) -> Option<Head> {
        match head {
            Head::Value(of) => self.value_member(of, name, span),
            Head::Event => self.event_member(name, span).map(Head::Value),
            Head::Row => self.row_member(name, span),
            Head::Instance(instance) => match self.act_of_fact(instance.kind, &name.text) {
                Some(act) => Some(Head::Act(instance, act)),
                None => {
                    let kind = &self.model.kinds[instance.kind];
                    let words: Vec<String> = self.fact_words(instance.kind);
                    let near = nearest(&name.text, words.iter()).map(str::to_owned);
                    let what = format!("the transaction kind `{}`", kind.name.text);
                    self.missing(name, &what, "fact", near)
                }
            },
            Head::Act(instance, act) => self.act_member(&instance, act, name, span),
        }
    }

    fn fact_words(&self, kind: crate::model::KindId) -> Vec<String> {
        self.model.kinds[kind]
            .acts
            .iter()
            .filter_map(|act| match act.step {
                Step::Base(act) => Some(act.fact_word().to_owned()),
                _ => None,
            })
            .collect()
    }

    fn missing(
        &mut self,
        name: &ast::Name,
        what: &str,
        sort: &str,
        near: Option<String>,
    ) -> Option<Head> {
        let finding =
            rules::no_such_member(self.loc(name.span), what, sort, &name.text, near.as_deref());
        self.report(finding);
        None
    }

    fn value_member(&mut self, of: Expr, name: &ast::Name, span: Span) -> Option<Head> {
        match of.ty.clone() {
            Type::Error => None,
            Type::Optional(_) => {
                let finding = rules::may_be_absent(of.loc, &type_name(self.model, &of.ty));
                self.report(finding);
                None
            }
            Type::Entity(entity) => {
                if let Some(member) = self.entity_member(&of, entity, &name.text, span) {
                    let inside = match &member {
                        Head::Value(value) => self.reaches(value),
                        _ => true,
                    };
                    return inside.then_some(member);
                }
                let found = &self.model.entities[entity];
                let names = self.entity_names(entity);
                let near = nearest(&name.text, names.iter()).map(str::to_owned);
                let what = format!("the entity `{}`", found.name.text);
                self.missing(name, &what, "fact", near)
            }
            Type::Value(id) => {
                let value = &self.model.values[id];
                let found = value
                    .fields
                    .iter()
                    .enumerate()
                    .find(|(_, field)| field.name.text == name.text);
                match found {
                    Some((index, field)) => {
                        let ty = field.ty.clone();
                        let kind = ExprKind::Field(Box::new(of), id, index);
                        Some(Head::Value(self.expr(kind, ty, span)))
                    }
                    None => {
                        let near = nearest(&name.text, value.fields.iter().map(|f| &f.name.text))
                            .map(str::to_owned);
                        let what = format!("the value `{}`", value.name.text);
                        self.missing(name, &what, "field", near)
                    }
                }
            }
            other => {
                let finding = rules::no_members(
                    self.loc(name.span),
                    &type_name(self.model, &other),
                    &name.text,
                    matches!(other, Type::List(_)),
                );
                self.report(finding);
                None
            }
        }
    }

    /// The key, a fact, a derived fact, a way back, or a kind about the entity.
    pub(in super::super) fn entity_member(
        &self,
        of: &Expr,
        entity: EntityId,
        name: &str,
        span: Span,
    ) -> Option<Head> {
        let found = &self.model.entities[entity];
        let inside = || Box::new(of.clone());
        if found.key.name.text == name {
            let ty = found.key.ty.clone();
            return Some(Head::Value(self.expr(ExprKind::Key(inside()), ty, span)));
        }
        for (index, fact) in found.facts.iter().enumerate() {
            if fact.field.name.text == name {
                let kind = ExprKind::Fact(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, fact.field.ty.clone(), span)));
            }
        }
        for (index, derived) in found.derived.iter().enumerate() {
            if derived.name.text == name {
                let kind = ExprKind::Derived(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, derived.value.ty.clone(), span)));
            }
        }
        for (index, inverse) in found.inverses.iter().enumerate() {
            if inverse.name.text == name {
                let ty = Type::List(Box::new(Type::Entity(inverse.entity)));
                let kind = ExprKind::Inverse(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, ty, span)));
            }
        }
        let kind = *self.names.kinds.get(name)?;
        (self.model.kinds[kind].product.entity == entity).then(|| {
            Head::Instance(Instance {
                kind,
                subject: inside(),
            })
        })
    }

    /// Names that may stand after an entity.
    pub(in super::super) fn entity_names(&self, entity: EntityId) -> Vec<String> {
        let found = &self.model.entities[entity];
        let mut names = vec![found.key.name.text.clone()];
        names.extend(found.facts.iter().map(|fact| fact.field.name.text.clone()));
        names.extend(
            found
                .derived
                .iter()
                .map(|derived| derived.name.text.clone()),
        );
        names.extend(
            found
                .inverses
                .iter()
                .map(|inverse| inverse.name.text.clone()),
        );
        names.extend(
            self.model
                .kinds
                .values()
                .filter(|kind| kind.product.entity == entity)
                .map(|kind| kind.name.text.clone()),
        );
        names
    }

    /// `requested.note`, `promised.at`, `.by`, `.role`
    fn act_member(
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
            "role" => (ActMeta::Role, Type::Role),
            _ => {
                let mut names: Vec<String> = def
                    .payload
                    .iter()
                    .map(|field| field.name.text.clone())
                    .collect();
                names.extend(["at", "by", "role"].map(str::to_owned));
                let near = nearest(&name.text, names.iter()).map(str::to_owned);
                let what = format!(
                    "the {} of `{}`",
                    act.word(),
                    self.model.kinds[instance.kind].name.text
                );
                return self.missing(name, &what, "field", near);
            }
        };
        let kind = ExprKind::ActMeta(instance.clone(), act, meta);
        Some(Head::Value(self.expr(kind, ty, span)))
    }

    /// The role of whoever performs a step; of several initiators the first.
    pub(in super::super) fn performer_type(&self, kind: crate::model::KindId, step: Step) -> Type {
        let kind = &self.model.kinds[kind];
        let performer = kind.act(step).map(|act| act.performer);
        match performer {
            Some(crate::ctp::Performer::Initiator) => kind
                .initiators
                .first()
                .map_or(Type::Error, |actor| Type::Actor(*actor)),
            _ => Type::Actor(kind.executor),
        }
    }

    fn row_member(&mut self, name: &ast::Name, span: Span) -> Option<Head> {
        let view = match self.root {
            Root::Row(view) | Root::Event { view, .. } => view,
            _ => return None,
        };
        if let Some(field) = self.row_field(view, &name.text, span) {
            return Some(Head::Value(field));
        }
        let found = &self.model.views[view];
        let near = nearest(
            &name.text,
            found.fields.iter().map(|field| &field.name.text),
        )
        .map(str::to_owned);
        let what = format!("the view `{}`", found.name.text);
        self.missing(name, &what, "field", near)
    }

    pub(in super::super) fn row_field(&self, view: ViewId, name: &str, span: Span) -> Option<Expr> {
        let (index, field) = self.model.views[view]
            .fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name)?;
        Some(self.expr(ExprKind::RowField(index), field.ty.clone(), span))
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
        let step = super::super::known::step_of(fact);
        if kind.act(step).is_none() {
            let finding = rules::fact_outside_pattern(
                self.loc(span),
                &kind.name.text,
                &super::super::known::fact_text(fact),
            );
            return self.fail(span, finding);
        }
        self.expr(ExprKind::FactTest(instance, fact), Type::Bool, span)
    }

    /// All bare names that mean something here, for suggestions.
    pub(in super::super) fn candidates(&self) -> Vec<String> {
        let mut names: Vec<String> = self.locals.iter().map(|local| local.name.clone()).collect();
        match self.root {
            Root::Constant => {}
            Root::Spec => {
                if let Some(constants) = &self.constants {
                    names.extend(constants.names());
                }
            }
            Root::Entity(entity) => {
                names.push(snake(&self.model.entities[entity].name.text));
                names.extend(self.entity_names(entity));
            }
            Root::Instance { kind, on } => {
                let entity = self.model.kinds[kind].product.entity;
                names.push(snake(&self.model.entities[entity].name.text));
                names.extend(self.entity_names(entity));
                names.extend(self.fact_words(kind));
                if let FactWord::Base(act) = on
                    && let Some(def) = self.model.kinds[kind].act(Step::Base(act))
                {
                    names.extend(def.payload.iter().map(|field| field.name.text.clone()));
                }
            }
            Root::Event { view, row, .. } => {
                names.push("event".to_owned());
                if row {
                    names.extend(self.row_names(view));
                }
            }
            Root::Row(view) => names.extend(self.row_names(view)),
        }
        names
    }

    fn row_names(&self, view: ViewId) -> Vec<String> {
        let fields = &self.model.views[view].fields;
        let mut names: Vec<String> = fields.iter().map(|field| field.name.text.clone()).collect();
        names.push("row".to_owned());
        names
    }
}
