//! Conversions, all of them explicit.

use super::super::advice::advice;
use super::super::describe::{explained, type_name};
use super::super::gaps::{self, Shown};
use super::super::scope::Root;
use super::super::typer::Typer;
use super::super::units;
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{Builtin, Expr, ExprKind, Literal, Type, Unit};
use crate::rules;

impl Typer<'_> {
    /// The type itself, or the base of a scalar.
    pub(in super::super) fn base(&self, ty: &Type) -> Type {
        match ty {
            Type::Scalar(id) => self.model.scalars[*id].base.clone(),
            other => other.clone(),
        }
    }

    /// The expression in this type; what cannot be converted is reported.
    pub(in super::super) fn fit(&mut self, expr: Expr, want: &Type) -> Expr {
        if expr.ty == Type::Error || *want == Type::Error || expr.ty == *want {
            return expr;
        }
        // Of a scalar that could not be read all is told where it is declared.
        if [&expr.ty, want]
            .map(|ty| self.base(ty))
            .contains(&Type::Error)
        {
            return Expr::pending(Type::Error, expr.loc);
        }
        let expr = match want {
            Type::Optional(_) => expr,
            _ => self.narrowed(expr),
        };
        let expr = match self.mapped(expr, want) {
            Ok(fitted) => return fitted,
            Err(expr) => expr,
        };
        if !self.converts(&expr.ty, want) {
            let finding = self.misfit(&expr, want);
            self.report(finding);
            return Expr::pending(Type::Error, expr.loc);
        }
        self.convert(expr, want)
    }

    /// What `map` makes, of elements in the type that is wanted; the expression as it was where it is no such list.
    fn mapped(&mut self, expr: Expr, want: &Type) -> Result<Expr, Expr> {
        let to = match want {
            Type::List(to) => Some(to),
            Type::Optional(inner) => match &**inner {
                Type::List(to) => Some(to),
                _ => None,
            },
            _ => None,
        };
        let fits = match (&expr.ty, to) {
            (Type::List(from), Some(to)) => from != to && self.converts(from, to),
            _ => false,
        };
        let (Some(to), true) = (to, fits) else {
            return Err(expr);
        };
        let (ty, loc) = (expr.ty, expr.loc);
        match expr.kind {
            ExprKind::Builtin(Builtin::Map, mut args) => {
                if let Some(Expr {
                    kind: ExprKind::Lambda(_, body),
                    ty,
                    ..
                }) = args.get_mut(1)
                {
                    let plain = std::mem::replace(&mut **body, Expr::pending(Type::Error, loc));
                    **body = self.convert(plain, to);
                    ty.clone_from(to);
                }
                let list = Expr {
                    kind: ExprKind::Builtin(Builtin::Map, args),
                    ty: Type::List(to.clone()),
                    loc,
                };
                Ok(self.convert(list, want))
            }
            kind => Err(Expr { kind, ty, loc }),
        }
    }

    /// Whether a value of one type is a value of the other.
    pub(in super::super) fn converts(&self, from: &Type, to: &Type) -> bool {
        match (from, to) {
            (from, to) if from == to => true,
            (Type::Error, _) | (_, Type::Error) => true,
            (Type::Optional(from), Type::Optional(to)) => self.converts(from, to),
            (Type::Optional(_), _) => false,
            (from, Type::Optional(to)) => self.converts(from, to),
            (Type::Scalar(_), Type::Scalar(_)) => false,
            (Type::Scalar(id), to) => self.converts(&self.model.scalars[*id].base, to),
            (from, Type::Scalar(id)) => self.converts(from, &self.model.scalars[*id].base),
            (Type::Int(from), Type::Int(to) | Type::Decimal(to)) => same_count(from, to),
            (Type::Decimal(from), Type::Decimal(to)) => same_count(from, to),
            (Type::Actor(actor), Type::Entity(entity))
            | (Type::Entity(entity), Type::Actor(actor)) => {
                self.model.actors[*actor].is == Some(*entity)
            }
            // Roles of two transactions can be compared.
            (Type::Role(..), Type::Role(..)) => true,
            // A spec knows what became of what it speaks of, as the case will tell.
            (Type::Entity(from), Type::Entity(to)) => {
                self.model.is_one_of(*from, *to)
                    || matches!(self.root, Root::Spec) && self.model.is_same_thing(*from, *to)
            }
            _ => false,
        }
    }

    /// The value in the other type, which it [`converts`](Typer::converts) to.
    fn convert(&mut self, expr: Expr, want: &Type) -> Expr {
        if expr.ty == *want {
            return expr;
        }
        let loc = expr.loc;
        match (&expr.ty, want) {
            (Type::Optional(_), _) => wrap(expr, want),
            (_, Type::Optional(inner)) => {
                let plain = self.convert(expr, inner);
                if gaps::first(self.model, &plain, &Shown::default()).is_some() {
                    return self.or_none(plain);
                }
                wrap(plain, want)
            }
            (Type::Scalar(id), _) => {
                let base = self.model.scalars[*id].base.clone();
                let plain = wrap(expr, &base);
                self.convert(plain, want)
            }
            (_, Type::Scalar(id)) => {
                let scalar = &self.model.scalars[*id];
                let plain = self.convert(expr, &scalar.base);
                self.within(loc, &plain, &scalar.name.text, &scalar.bounds);
                wrap(plain, want)
            }
            (Type::Int(_), Type::Decimal(_)) => match &expr.kind {
                ExprKind::Literal(Literal::Int(value)) => Expr {
                    kind: ExprKind::Literal(Literal::Decimal(value.to_string())),
                    ty: want.clone(),
                    loc,
                },
                _ => wrap(expr, want),
            },
            (Type::Int(_), Type::Int(_)) if matches!(expr.kind, ExprKind::Literal(_)) => Expr {
                ty: want.clone(),
                ..expr
            },
            _ => wrap(expr, want),
        }
    }

    /// The same value without its scalar: what arithmetic works on.
    pub(in super::super) fn plain(&mut self, expr: Expr) -> Expr {
        let base = self.base(&expr.ty);
        self.convert(expr, &base)
    }

    fn misfit(&self, expr: &Expr, want: &Type) -> Diagnostic {
        let loc = expr.loc;
        if let Type::Optional(inner) = &expr.ty
            && self.converts(inner, want)
        {
            return rules::may_be_absent(loc, &type_name(self.model, &expr.ty));
        }
        if let (Some(from), Some(to)) = (self.unit(&expr.ty), self.unit(want))
            && !same_count(&from, &to)
        {
            return rules::unit_mismatch(loc, &from, &to, bare_literal(expr));
        }
        self.mismatch(loc, want, &expr.ty)
    }

    /// The finding for a value of one type where another is needed.
    fn mismatch(&self, loc: Loc, want: &Type, found: &Type) -> Diagnostic {
        let (wanted, given) = (explained(self.model, want), explained(self.model, found));
        let finding = rules::type_mismatch(loc, &wanted, &given);
        match advice(self.model, want, found) {
            Some(advice) => finding.hint(advice),
            None => finding,
        }
    }

    /// The unit of a number.
    pub(in super::super) fn unit(&self, ty: &Type) -> Option<Unit> {
        match self.base(ty) {
            Type::Int(unit) | Type::Decimal(unit) => Some(unit),
            Type::Optional(inner) => self.unit(&inner),
            _ => None,
        }
    }

    /// Both in one type, where there is one: without their scalars, as decimal numbers where one is, optional
    /// where one is.
    pub(in super::super) fn unify(&mut self, a: Expr, b: Expr) -> Option<(Expr, Expr)> {
        if a.ty == Type::Error || b.ty == Type::Error {
            return None;
        }
        match self.common(&a.ty, &b.ty) {
            Some(ty) => Some((self.convert(a, &ty), self.convert(b, &ty))),
            None => {
                let finding = match (self.unit(&a.ty), self.unit(&b.ty)) {
                    (Some(x), Some(y)) if !same_count(&x, &y) => {
                        rules::unit_mismatch(b.loc, &y, &x, bare_literal(&b))
                    }
                    _ => self.mismatch(b.loc, &a.ty, &b.ty),
                };
                let left = format!("this is {}", explained(self.model, &a.ty));
                self.report(finding.also(a.loc, left));
                None
            }
        }
    }

    fn optional(&self, a: &Type, b: &Type) -> Option<Type> {
        self.common(a, b).map(|ty| Type::Optional(Box::new(ty)))
    }

    /// The narrowest type that values of both fit.
    fn common(&self, a: &Type, b: &Type) -> Option<Type> {
        match (a, b) {
            (a, b) if a == b => Some(a.clone()),
            (Type::Optional(a), Type::Optional(b)) => self.optional(a, b),
            (Type::Optional(a), b) => self.optional(a, b),
            (a, Type::Optional(b)) => self.optional(a, b),
            (Type::Scalar(_), Type::Scalar(_)) => None,
            (Type::Scalar(_), _) | (_, Type::Scalar(_)) => {
                self.common(&self.base(a), &self.base(b))
            }
            (Type::Int(_), Type::Decimal(_)) if self.converts(a, b) => Some(b.clone()),
            (a, b) if self.converts(b, a) => Some(a.clone()),
            (a, b) if self.converts(a, b) => Some(b.clone()),
            _ => None,
        }
    }
}

fn wrap(expr: Expr, ty: &Type) -> Expr {
    if expr.ty == *ty {
        return expr;
    }
    let loc = expr.loc;
    Expr {
        kind: ExprKind::Convert(Box::new(expr)),
        ty: ty.clone(),
        loc,
    }
}

/// The same unit; a count of time also goes with a bare number.
fn same_count(a: &Unit, b: &Unit) -> bool {
    let bare = Unit::default();
    a == b || (*a == bare && units::counts_time(b)) || (*b == bare && units::counts_time(a))
}

/// The digits, where the expression is a literal without a unit.
fn bare_literal(expr: &Expr) -> Option<String> {
    match (&expr.kind, &expr.ty) {
        (ExprKind::Literal(Literal::Int(value)), Type::Int(unit)) if *unit == Unit::default() => {
            Some(value.to_string())
        }
        (ExprKind::Literal(Literal::Decimal(digits)), Type::Decimal(unit))
            if *unit == Unit::default() =>
        {
            Some(digits.clone())
        }
        _ => None,
    }
}
