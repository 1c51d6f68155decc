//! Functions over lists, and lists as written.

use coact_syntax::{Span, ast};

use super::super::bounds;
use super::super::describe::{explained, type_name};
use super::super::typer::Typer;
use super::functions;
use crate::diagnostics::Diagnostic;
use crate::model::{Builtin, Expr, ExprKind, Field, Local, Type, Unit};
use crate::rules;

impl Typer<'_> {
    /// A list and what its elements are; anything else is reported.
    fn elements(&mut self, list: &ast::Expr) -> Option<(Expr, Type)> {
        let list = self.infer(list, None);
        match list.ty.clone() {
            Type::Error => None,
            Type::List(element) => Some((list, *element)),
            other => {
                let finding = self.no_list(&list, &other);
                self.report(finding);
                None
            }
        }
    }

    /// The finding for something else than a list.
    pub(super) fn no_list(&self, found: &Expr, ty: &Type) -> Diagnostic {
        if let Type::Optional(inner) = ty
            && matches!(**inner, Type::List(_))
        {
            return rules::may_be_absent(found.loc, &type_name(self.model, ty));
        }
        let finding = rules::type_mismatch(found.loc, "a list", &explained(self.model, ty));
        match ty {
            Type::Map(..) => finding.hint("a map is read by its keys: `map[key]`"),
            _ => finding,
        }
    }

    /// A name bound to each element of a list. It is bound all the same where there is no list, so that its uses stay
    /// silent.
    pub(in super::super) fn each(
        &mut self,
        name: &ast::Name,
        list: &ast::Expr,
    ) -> Option<(Local, Expr)> {
        match self.elements(list) {
            Some((list, element)) => Some((self.bind(name, element), list)),
            None => {
                self.bind(name, Type::Error);
                None
            }
        }
    }

    /// A function over a list, with the function of its elements.
    pub(super) fn over(
        &mut self,
        builtin: Builtin,
        list: &ast::Expr,
        function: &ast::Expr,
        condition: bool,
        span: Span,
    ) -> Expr {
        let Some((list, element)) = self.elements(list) else {
            return self.broken(span);
        };
        let ast::ExprKind::Lambda(param, body) = &function.kind else {
            let field = self.field_of(&element, function);
            let finding = rules::lambda_wanted(self.loc(function.span), field);
            return self.fail(span, finding);
        };
        let local = self.bind(param, element.clone());
        let body = if condition {
            self.condition(body)
        } else {
            self.infer(body, None)
        };
        self.unbind();
        if let Some(finding) = self.off_scale(functions::name(builtin), &body.ty, span) {
            return self.fail(span, finding);
        }
        let body = match builtin {
            Builtin::Sum => self.plain(body),
            _ => body,
        };
        let Some(ty) = self.result(builtin, &list, &element, &body) else {
            return self.broken(span);
        };
        let result = body.ty.clone();
        let function = self.expr(
            ExprKind::Lambda(Box::new(local), Box::new(body)),
            result,
            function.span,
        );
        self.built(builtin, vec![list, function], ty, span)
    }

    /// The field of an element with which an expression begins that should be a function of it.
    fn field_of<'e>(&self, element: &Type, written: &'e ast::Expr) -> Option<&'e str> {
        let name = match &written.kind {
            ast::ExprKind::Name(name) => name,
            ast::ExprKind::Compare(_, first, _) | ast::ExprKind::Chain(first, _) => {
                return self.field_of(element, first);
            }
            _ => return None,
        };
        let Type::Value(id) = element else {
            return None;
        };
        let mut fields = self.model.values[*id].fields.iter();
        fields
            .any(|field| field.name.text == name.text)
            .then_some(name.text.as_str())
    }

    /// What a function over a list gives, where it gives the values of its function.
    fn result(
        &mut self,
        builtin: Builtin,
        list: &Expr,
        element: &Type,
        body: &Expr,
    ) -> Option<Type> {
        if body.ty == Type::Error {
            return None;
        }
        Some(match builtin {
            Builtin::All | Builtin::Any => Type::Bool,
            Builtin::Count => Type::Int(Unit::default()),
            Builtin::Map => Type::List(Box::new(body.ty.clone())),
            Builtin::Filter => list.ty.clone(),
            Builtin::First | Builtin::Last => Type::Optional(Box::new(element.clone())),
            Builtin::Min | Builtin::Max => {
                if !bounds::ordered(&self.base(&body.ty)) {
                    self.unordered(body);
                    return None;
                }
                Type::Optional(Box::new(body.ty.clone()))
            }
            _ => match &body.ty {
                Type::Int(_) | Type::Decimal(_) | Type::Duration => body.ty.clone(),
                _ => {
                    self.not_a_number(body);
                    return None;
                }
            },
        })
    }

    /// A function over a list alone.
    pub(super) fn over_plain(&mut self, builtin: Builtin, list: &ast::Expr, span: Span) -> Expr {
        let Some((list, element)) = self.elements(list) else {
            return self.broken(span);
        };
        if let Some(finding) = self.off_scale(functions::name(builtin), &element, span) {
            return self.fail(span, finding);
        }
        let ty = match builtin {
            Builtin::Count => Type::Int(Unit::default()),
            Builtin::First | Builtin::Last => Type::Optional(Box::new(element)),
            Builtin::Min | Builtin::Max if bounds::ordered(&self.base(&element)) => {
                Type::Optional(Box::new(element))
            }
            Builtin::Min | Builtin::Max => return self.unordered(&list),
            _ => match self.base(&element) {
                number @ (Type::Int(_) | Type::Decimal(_) | Type::Duration) => number,
                other => return self.not_summed(&list, &other),
            },
        };
        self.built(builtin, vec![list], ty, span)
    }

    /// A list of what cannot be summed; of values a field may be.
    fn not_summed(&mut self, list: &Expr, element: &Type) -> Expr {
        let found = explained(self.model, &list.ty);
        let field = match element {
            Type::Value(id) => {
                let mut fields = self.model.values[*id].fields.iter();
                let number = |field: &&Field| {
                    let base = self.base(&field.ty);
                    !field.key && matches!(base, Type::Int(_) | Type::Decimal(_))
                };
                fields.find(number).map(|field| field.name.text.as_str())
            }
            _ => None,
        };
        let finding = match element {
            Type::Value(_) | Type::Entity(_) | Type::Row(_) => {
                rules::sum_of_what(list.loc, &found, field)
            }
            _ => rules::type_mismatch(list.loc, "a list of numbers", &found),
        };
        self.report(finding);
        Expr::pending(Type::Error, list.loc)
    }

    pub(super) fn not_a_number(&mut self, value: &Expr) -> Expr {
        let found = explained(self.model, &value.ty);
        self.report(match &value.ty {
            Type::Optional(inner) if self.unit(inner).is_some() => {
                rules::may_be_absent(value.loc, &type_name(self.model, &value.ty))
            }
            _ => rules::type_mismatch(value.loc, "a number", &found),
        });
        Expr::pending(Type::Error, value.loc)
    }

    pub(super) fn unordered(&mut self, value: &Expr) -> Expr {
        let found = explained(self.model, &value.ty);
        self.report(match &value.ty {
            Type::Optional(_) => rules::may_be_absent(value.loc, &type_name(self.model, &value.ty)),
            _ => rules::type_mismatch(
                value.loc,
                "something with an order (numbers, dates, times, texts)",
                &found,
            ),
        });
        Expr::pending(Type::Error, value.loc)
    }

    /// `[a, b]`
    pub(in super::super) fn list(
        &mut self,
        items: &[ast::Expr],
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let wanted = match want {
            Some(Type::List(element)) => Some((**element).clone()),
            Some(Type::Optional(inner)) => match &**inner {
                Type::List(element) => Some((**element).clone()),
                _ => None,
            },
            _ => None,
        };
        if let Some(element) = wanted {
            let items: Vec<Expr> = items
                .iter()
                .map(|item| self.expect(item, &element))
                .collect();
            if items.iter().any(|item| item.ty == Type::Error) {
                return self.broken(span);
            }
            return self.expr(ExprKind::List(items), Type::List(Box::new(element)), span);
        }
        let Some((first, rest)) = items.split_first() else {
            let loc = self.loc(span);
            return match want {
                Some(Type::Error) => self.broken(span),
                Some(other) => {
                    let wanted = explained(self.model, other);
                    self.fail(span, rules::type_mismatch(loc, &wanted, "a list"))
                }
                None => self.fail(span, rules::untold_type(loc, "[]")),
            };
        };
        let first = self.infer(first, None);
        let mut element = first.ty.clone();
        let mut typed = vec![first];
        for item in rest {
            let item = self.infer(item, Some(&element));
            let widens = matches!((&element, &item.ty), (Type::Int(_), Type::Decimal(_)));
            if widens && self.converts(&element, &item.ty) {
                element = item.ty.clone();
            }
            typed.push(self.fit(item, &element));
        }
        // What stands before the first decimal number is one too.
        let fit = |item| self.fit(item, &element);
        let typed: Vec<Expr> = typed.into_iter().map(fit).collect();
        if typed.iter().any(|item| item.ty == Type::Error) {
            return self.broken(span);
        }
        self.expr(ExprKind::List(typed), Type::List(Box::new(element)), span)
    }
}
