//! Structured values.

use coact_syntax::{Span, ast};

use super::super::super::cx::TypeName;
use super::super::missing::Owner;
use super::super::typer::Typer;
use crate::model::{Expr, ExprKind, Field, Type, ValueId};
use crate::rules;

impl Typer<'_> {
    /// `OrderLine { line: 1, … }`
    pub(in super::super) fn record(
        &mut self,
        path: &ast::Path,
        fields: &[ast::FieldInit],
        span: Span,
    ) -> Expr {
        let name = &path.name;
        match self.names.ty(&self.item, path, self.findings) {
            Some(TypeName::Value(id)) => self.record_of(id, name, fields, span),
            Some(_) => {
                let finding = rules::not_a_record(self.loc(path.span()), &name.text);
                self.fail(span, finding)
            }
            None => self.broken(span),
        }
    }

    /// All fields of a value: what is written, and the defaults.
    pub(in super::super) fn record_of(
        &mut self,
        id: ValueId,
        name: &ast::Name,
        fields: &[ast::FieldInit],
        span: Span,
    ) -> Expr {
        let model = self.model;
        let value = &model.values[id];
        let mut given: Vec<Option<Expr>> = value.fields.iter().map(|_| None).collect();
        let mut broken = false;
        for init in fields {
            let found = value
                .fields
                .iter()
                .position(|field| field.name.text == init.name.text);
            let Some(field) = found.and_then(|index| value.fields.get(index)) else {
                self.lacks(Owner::Value(id), &init.name);
                broken = true;
                continue;
            };
            let typed = self.init(init, field);
            broken |= typed.ty == Type::Error;
            if let Some(place) = found.and_then(|index| given.get_mut(index))
                && place.replace(typed).is_some()
            {
                let finding = rules::given_twice(self.loc(init.name.span), &init.name.text);
                self.report(finding);
            }
        }
        let mut missing = Vec::new();
        let mut complete = Vec::new();
        for (field, given) in value.fields.iter().zip(given) {
            match given.or_else(|| self.absent(field, span)) {
                Some(expr) => complete.push(expr),
                None => missing.push(field.name.text.as_str()),
            }
        }
        if broken {
            return self.broken(span);
        }
        if !missing.is_empty() && self.item.faulty {
            return self.broken(span);
        }
        if !missing.is_empty() {
            let finding = rules::missing_fields(
                self.loc(name.span),
                &format!("`{}`", value.name.text),
                &missing,
            );
            return self.fail(span, finding);
        }
        self.expr(ExprKind::Record(id, complete), Type::Value(id), span)
    }

    /// `name: value` in the type and bounds of its field; the short form `name` is the name itself.
    pub(in super::super) fn init(&mut self, init: &ast::FieldInit, field: &Field) -> Expr {
        let typed = self.init_of(init, &field.ty);
        self.within(typed.loc, &typed, &field.name.text, &field.bounds);
        typed
    }

    /// What stands for a field that is left out: its default, or nothing where it may be absent.
    pub(in super::super) fn absent(&self, field: &Field, span: Span) -> Option<Expr> {
        match (&field.default, &field.ty) {
            (Some(default), _) => Some(default.clone()),
            (None, ty @ Type::Optional(_)) => Some(self.expr(ExprKind::None, ty.clone(), span)),
            _ => None,
        }
    }
}
