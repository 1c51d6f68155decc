//! Reading by key: `Customer[id]`, `Customer[email: x]`, `Stock[sku]`, `Stock[skus]`.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Element, Space, TypeName};
use super::super::describe::explained;
use super::super::missing::Owner;
use super::super::scope::{Head, Root};
use super::super::typer::Typer;
use crate::model::{Builtin, EntityId, Expr, ExprKind, Field, Type, ViewId};
use crate::rules;

impl Typer<'_> {
    /// What a name with brackets behind it reads; none where it is neither an entity nor a view.
    pub(super) fn by_key(
        &mut self,
        name: &ast::Name,
        args: &[ast::IndexArg],
        span: Span,
    ) -> Option<Expr> {
        if self.means_something(&name.text) {
            return None;
        }
        if let Some(TypeName::Entity(entity)) = self.names.types.get(&name.text) {
            let item = self.item;
            self.names.used(Space::Type, &item, name, self.findings);
            return Some(self.entity_read(*entity, args, span));
        }
        let view = *self.names.views.get(&name.text)?;
        let item = self.item;
        self.names.used(Space::View, &item, name, self.findings);
        Some(self.view_read(view, args, span))
    }

    /// `billing.Invoice[key]`
    pub(super) fn lent_by_key(
        &mut self,
        path: &ast::Path,
        args: &[ast::IndexArg],
        span: Span,
    ) -> Expr {
        if self.names.view_there(path) {
            return match self.names.view(&self.item, path, self.findings) {
                Some(view) => self.view_read(view, args, span),
                None => self.broken(span),
            };
        }
        match self.names.entity(&self.item, path, self.findings) {
            Some(entity) => self.entity_read(entity, args, span),
            None => self.broken(span),
        }
    }

    fn entity_read(&mut self, entity: EntityId, args: &[ast::IndexArg], span: Span) -> Expr {
        if self.root.reads() {
            return self.entity_by_key(entity, args, span);
        }
        let in_view = matches!(self.root, Root::Event { .. });
        let name = &self.model.entities[entity].name.text;
        let finding = rules::read_not_allowed(self.loc(span), name, in_view);
        self.fail(span, finding)
    }

    fn view_read(&mut self, view: ViewId, args: &[ast::IndexArg], span: Span) -> Expr {
        if self.root.reads() || matches!(self.root, Root::Event { .. }) {
            return self.view_by_key(view, args, span);
        }
        let name = &self.model.views[view].name.text;
        let finding = rules::read_not_allowed(self.loc(span), name, false);
        self.fail(span, finding)
    }

    /// `Entity[key]`, `Entity[unique_fact: x]`; many keys give a map.
    fn entity_by_key(&mut self, entity: EntityId, args: &[ast::IndexArg], span: Span) -> Expr {
        let model = self.model;
        let found = &model.entities[entity];
        let mut keys: Vec<(Option<usize>, Expr)> = Vec::new();
        let mut each = None;
        for arg in args {
            let key = match &arg.name {
                None if args.len() == 1 => {
                    let key = self.key_or_keys(&arg.value, &found.key.ty, Some(entity));
                    each = elements(&key, &found.key.ty);
                    (None, key)
                }
                None => (None, self.expect(&arg.value, &found.key.ty)),
                Some(name) => {
                    let mut facts = found.facts.iter().enumerate();
                    let fact = facts.find(|(_, fact)| fact.field.name.text == name.text);
                    let Some((at, fact)) = fact else {
                        if found.key.name.text == name.text {
                            let finding = rules::key_by_name(self.loc(name.span), &found.name.text);
                            return self.fail(span, finding);
                        }
                        self.lacks(Owner::Entity(entity), name);
                        return self.broken(span);
                    };
                    (Some(at), self.expect(&arg.value, &fact.field.ty))
                }
            };
            if key.1.ty == Type::Error {
                return self.broken(span);
            }
            keys.push(key);
        }
        let named: Vec<usize> = keys.iter().filter_map(|(at, _)| *at).collect();
        let is_key = named.is_empty() && keys.len() == 1;
        let is_unique = named.len() == keys.len()
            && found.uniques.iter().any(|(set, _)| {
                set.len() == named.len() && set.iter().all(|fact| named.contains(fact))
            });
        if !is_key && !is_unique {
            let finding = rules::not_unique(self.loc(span), &found.name.text);
            return self.fail(span, finding);
        }
        let ty = mapped(each, Type::Entity(entity));
        self.expr(ExprKind::Find(entity, keys), ty, span)
    }

    /// `View[key]`, one value per key field; many keys give a map.
    fn view_by_key(&mut self, view: ViewId, args: &[ast::IndexArg], span: Span) -> Expr {
        let model = self.model;
        let keys: Vec<&Field> = model.views[view]
            .fields
            .iter()
            .filter(|field| field.key)
            .collect();
        if keys.is_empty() || keys.iter().any(|key| key.ty == Type::Error) {
            // A view without key is reported where it is declared.
            return self.broken(span);
        }
        if let Some(named) = args.iter().find_map(|arg| arg.name.as_ref()) {
            if !self.index.is_doubtful(Element::View(view)) {
                let finding =
                    rules::rows_by_place(self.loc(named.span), &model.views[view].name.text);
                self.report(finding);
            }
            return self.broken(span);
        }
        if args.len() != keys.len() {
            let names: Vec<&str> = keys.iter().map(|key| key.name.text.as_str()).collect();
            let finding = rules::key_count(
                self.loc(span),
                &model.views[view].name.text,
                &names,
                args.len(),
            );
            return self.fail(span, finding);
        }
        let mut each = None;
        let mut given = Vec::new();
        for (key, arg) in keys.iter().zip(args) {
            let value = if keys.len() == 1 {
                let value = self.key_or_keys(&arg.value, &key.ty, None);
                each = elements(&value, &key.ty);
                value
            } else {
                self.expect(&arg.value, &key.ty)
            };
            if value.ty == Type::Error {
                return self.broken(span);
            }
            given.push(value);
        }
        let ty = mapped(each, Type::Row(view));
        self.expr(ExprKind::RowAt(view, given), ty, span)
    }

    /// One key, or a list of keys. A reference to the entity `of` is its key.
    fn key_or_keys(&mut self, written: &ast::Expr, key: &Type, of: Option<EntityId>) -> Expr {
        let value = match &written.kind {
            ast::ExprKind::Name(_) | ast::ExprKind::Member(..) => self.through_list(written),
            _ => self.infer(written, Some(key)),
        };
        let refers = |ty: &Type| of.is_some_and(|of| *ty == Type::Entity(of));
        match &value.ty {
            Type::List(element) if refers(element) || self.converts(element, key) => value,
            Type::List(element) => {
                let wanted = explained(self.model, key);
                let found = explained(self.model, element);
                let finding = rules::type_mismatch(value.loc, &wanted, &found);
                self.fail(written.span, finding)
            }
            ty if refers(ty) => {
                let kind = ExprKind::Key(Box::new(value));
                self.expr(kind, key.clone(), written.span)
            }
            _ => self.fit(value, key),
        }
    }

    /// A path in which a member of a list is the list of its elements' members: `items.product`.
    pub(in super::super) fn through_list(&mut self, written: &ast::Expr) -> Expr {
        match self.list_head(written) {
            Some(Head::Value(value)) => value,
            // What is no value is told by how it is read.
            Some(_) => self.infer(written, None),
            None => self.broken(written.span),
        }
    }

    fn list_head(&mut self, written: &ast::Expr) -> Option<Head> {
        let ast::ExprKind::Member(of, name) = &written.kind else {
            return self.head(written);
        };
        if !matches!(of.kind, ast::ExprKind::Name(_) | ast::ExprKind::Member(..))
            || self.variant(written, None).is_some()
        {
            return self.head(written);
        }
        let head = self.list_head(of)?;
        let Head::Value(list) = &head else {
            return self.member(head, name, written.span);
        };
        let Type::List(element) = list.ty.clone() else {
            return self.member(head, name, written.span);
        };
        let list = list.clone();
        let local = self.fresh("each", *element);
        let kind = ExprKind::Local(Box::new(local.clone()));
        let each = self.expr(kind, local.ty.clone(), of.span);
        let value = self.member_value(each, name, written.span)?;
        let ty = value.ty.clone();
        let function = ExprKind::Lambda(Box::new(local), Box::new(value));
        let function = self.expr(function, ty.clone(), written.span);
        let kind = ExprKind::Builtin(Builtin::Map, vec![list, function]);
        let mapped = self.expr(kind, Type::List(Box::new(ty)), written.span);
        Some(Head::Value(mapped))
    }
}

/// The type of each of many keys; none for one key, which may be a list itself.
fn elements(key: &Expr, wanted: &Type) -> Option<Type> {
    match &key.ty {
        Type::List(element) if key.ty != *wanted => Some((**element).clone()),
        _ => None,
    }
}

fn mapped(each: Option<Type>, read: Type) -> Type {
    match each {
        Some(key) => Type::Map(Box::new(key), Box::new(read)),
        None => read,
    }
}
