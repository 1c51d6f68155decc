//! Calls: functions of the language, look-ups, the clock.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Space, nearest};
use super::super::typer::Typer;
use super::functions::{self, Shape};
use super::path::written;
use crate::model::{Builtin, Expr, ExprKind, Literal, Type, Unit};
use crate::rules;

impl Typer<'_> {
    pub(in super::super) fn call(
        &mut self,
        function: &ast::Path,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        let name = &function.name.text;
        if let Some(id) = self.names.lookups.get(name) {
            let item = self.item;
            self.names
                .used(Space::Lookup, &item, &function.name, self.findings);
            return self.lookup(*id, &function.name, args, span);
        }
        let loc = self.loc(function.span());
        match name.as_str() {
            "now" | "today" => {
                if !args.is_empty() {
                    let finding = rules::wrong_arguments(
                        loc,
                        name,
                        "nothing between its brackets",
                        args.len(),
                    );
                    return self.fail(span, finding);
                }
                if !self.root.asks() {
                    return self.fail(
                        span,
                        rules::input_not_allowed(loc, name, false, self.model.kinds.is_empty()),
                    );
                }
                let (kind, ty) = if name == "now" {
                    (ExprKind::Now, Type::DateTime)
                } else {
                    (ExprKind::Today, Type::Date)
                };
                self.expr(kind, ty, span)
            }
            _ => match functions::find(name) {
                Some((builtin, shape)) => self.builtin(builtin, shape, &function.name, args, span),
                None if self.names.is_declared(Space::Lookup, name) => self.broken(span),
                None => {
                    let mut names: Vec<String> = functions::NAMES
                        .iter()
                        .map(|(name, ..)| (*name).to_owned())
                        .collect();
                    names.extend(["now", "today"].map(str::to_owned));
                    names.extend(self.names.lookups.keys().cloned());
                    names.sort();
                    let near = nearest(name, names.iter());
                    let finding = rules::unknown_function(loc, name, near);
                    self.fail(span, finding)
                }
            },
        }
    }

    pub(in super::super) fn member_call(
        &mut self,
        of: &ast::Expr,
        name: &ast::Name,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        let loc = self.loc(name.span);
        let more = if args.is_empty() { "" } else { ", …" };
        let call = format!("{}({}{more})", name.text, written(of));
        self.fail(span, rules::call_of_member(loc, &name.text, &call))
    }

    /// `stock[key]`: what a map has under a key, or what is read by key.
    pub(in super::super) fn index(
        &mut self,
        of: &ast::Expr,
        args: &[ast::IndexArg],
        span: Span,
    ) -> Expr {
        if let ast::ExprKind::Name(name) = &of.kind
            && let Some(read) = self.by_key(name, args, span)
        {
            return read;
        }
        if let Some(path) = self.lent_path(of) {
            return self.lent_by_key(&path, args, span);
        }
        let map = self.infer(of, None);
        match (map.ty.clone(), args) {
            (Type::Error, _) => self.broken(span),
            (
                Type::Map(key, value),
                [
                    ast::IndexArg {
                        name: None,
                        value: at,
                    },
                ],
            ) => {
                let at = self.expect(at, &key);
                if at.ty == Type::Error {
                    return self.broken(span);
                }
                self.expr(ExprKind::At(Box::new(map), Box::new(at)), *value, span)
            }
            (other, _) => {
                let found = super::super::describe::explained(self.model, &other);
                let finding = if matches!(other, Type::List(_)) {
                    rules::list_by_key(map.loc)
                } else {
                    rules::type_mismatch(map.loc, "a map, and one key", &found)
                };
                self.fail(span, finding)
            }
        }
    }

    pub(in super::super) fn stray_lambda(&mut self, span: Span) -> Expr {
        let loc = self.loc(span);
        self.fail(span, rules::stray_lambda(loc))
    }

    fn lookup(
        &mut self,
        id: crate::model::LookupId,
        name: &ast::Name,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        let loc = self.loc(name.span);
        if !self.root.asks() {
            return self.fail(
                span,
                rules::input_not_allowed(loc, &name.text, true, self.model.kinds.is_empty()),
            );
        }
        let found = &self.model.lookups[id];
        let Some(args) = self.lookup_args(id, name, args) else {
            return self.broken(span);
        };
        self.expr(ExprKind::Lookup(id, args), found.result.clone(), span)
    }

    /// The arguments of a look-up, one per parameter.
    pub(in super::super) fn lookup_args(
        &mut self,
        id: crate::model::LookupId,
        name: &ast::Name,
        args: &[ast::Expr],
    ) -> Option<Vec<Expr>> {
        let found = &self.model.lookups[id];
        if args.len() != found.params.len() {
            let wanted = counted(found.params.len());
            let finding =
                rules::wrong_arguments(self.loc(name.span), &name.text, &wanted, args.len());
            self.report(finding);
            return None;
        }
        let typed: Vec<Expr> = found
            .params
            .iter()
            .zip(args)
            .map(|((_, ty), arg)| self.expect(arg, ty))
            .collect();
        typed
            .iter()
            .all(|arg| arg.ty != Type::Error)
            .then_some(typed)
    }

    fn builtin(
        &mut self,
        builtin: Builtin,
        shape: Shape,
        name: &ast::Name,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        match (shape, args) {
            (Shape::Predicate, [list, function]) => self.over(builtin, list, function, true, span),
            (Shape::Mapping, [list, function]) => self.over(builtin, list, function, false, span),
            (Shape::OptionalPredicate, [list])
            | (Shape::OptionalMapping | Shape::Extreme, [list]) => {
                self.over_plain(builtin, list, span)
            }
            (Shape::OptionalPredicate, [list, function]) => {
                self.over(builtin, list, function, true, span)
            }
            (Shape::OptionalMapping, [list, function]) => {
                self.over(builtin, list, function, false, span)
            }
            (Shape::Extreme, [list, function])
                if matches!(function.kind, ast::ExprKind::Lambda(..)) =>
            {
                self.over(builtin, list, function, false, span)
            }
            (Shape::Extreme, [a, b]) => self.greater(builtin, a, b, span),
            (Shape::Texts(count), args) if args.len() == count => {
                let args: Vec<Expr> = args.iter().map(|arg| self.text(builtin, arg)).collect();
                let ty = functions::text_result(builtin);
                self.built(builtin, args, ty, span)
            }
            (Shape::Dates(count), args) if args.len() == count => {
                let args: Vec<Expr> = args
                    .iter()
                    .map(|arg| self.expect(arg, &Type::Date))
                    .collect();
                let unit = match builtin {
                    Builtin::Days => super::super::units::single("day"),
                    _ => Unit::default(),
                };
                self.built(builtin, args, Type::Int(unit), span)
            }
            (Shape::Number, [value]) => {
                let value = self.infer(value, None);
                if let Some(finding) = self.off_scale(&name.text, &value.ty, span) {
                    return self.fail(span, finding);
                }
                let value = self.plain(value);
                match &value.ty {
                    Type::Int(_) | Type::Decimal(_) | Type::Error => {
                        let ty = value.ty.clone();
                        self.built(builtin, vec![value], ty, span)
                    }
                    _ => self.not_a_number(&value),
                }
            }
            (Shape::Round, [value]) => self.round(value, None, span),
            (Shape::Round, [value, digits]) => self.round(value, Some(digits), span),
            _ => {
                let loc = self.loc(name.span);
                let finding =
                    rules::wrong_arguments(loc, &name.text, functions::usage(shape), args.len());
                self.fail(span, finding)
            }
        }
    }

    /// An argument that is text; the number of elements of a list has another name than that of characters.
    fn text(&mut self, builtin: Builtin, arg: &ast::Expr) -> Expr {
        let typed = self.infer(arg, Some(&Type::Text));
        if builtin == Builtin::Length && matches!(typed.ty, Type::List(_)) {
            let found = super::super::describe::explained(self.model, &typed.ty);
            let finding = rules::length_of_a_list(typed.loc, &found);
            return self.fail(arg.span, finding);
        }
        self.fit(typed, &Type::Text)
    }

    fn round(&mut self, value: &ast::Expr, digits: Option<&ast::Expr>, span: Span) -> Expr {
        let value = self.infer(value, None);
        if let Some(finding) = self.off_scale("round", &value.ty, span) {
            return self.fail(span, finding);
        }
        let value = self.plain(value);
        let value = self.as_decimal(value);
        let whole = Type::Int(Unit::default());
        let digits = match digits {
            Some(digits) => self.expect(digits, &whole),
            None => self.expr(ExprKind::Literal(Literal::Int(0)), whole, span),
        };
        match &value.ty {
            Type::Decimal(_) | Type::Error => {
                let ty = value.ty.clone();
                self.built(Builtin::Round, vec![value, digits], ty, span)
            }
            _ => self.not_a_number(&value),
        }
    }

    /// `min(a, b)`
    fn greater(&mut self, builtin: Builtin, a: &ast::Expr, b: &ast::Expr, span: Span) -> Expr {
        let left = self.infer(a, None);
        let right = self.infer(b, Some(&left.ty.clone()));
        for side in [&left, &right] {
            if let Some(finding) = self.off_scale(functions::name(builtin), &side.ty, span) {
                return self.fail(span, finding);
            }
        }
        let Some((left, right)) = self.unify(left, right) else {
            return self.broken(span);
        };
        let ty = left.ty.clone();
        if !super::super::bounds::ordered(&self.base(&ty)) {
            return self.unordered(&left);
        }
        self.built(builtin, vec![left, right], ty, span)
    }

    /// A call, unless an argument is broken.
    pub(in super::super) fn built(
        &mut self,
        builtin: Builtin,
        args: Vec<Expr>,
        ty: Type,
        span: Span,
    ) -> Expr {
        if ty == Type::Error || args.iter().any(|arg| arg.ty == Type::Error) {
            return self.broken(span);
        }
        self.expr(ExprKind::Builtin(builtin, args), ty, span)
    }
}

/// `one argument`, `2 arguments`
pub(in super::super) fn counted(count: usize) -> String {
    match count {
        0 => "nothing between its brackets".to_owned(),
        1 => "one argument".to_owned(),
        count => format!("{count} arguments"),
    }
}
