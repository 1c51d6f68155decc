//! Arithmetic.

use coact_syntax::Span;
use coact_syntax::ast::{self, BinaryOp};

use super::super::describe::{explained, type_name};
use super::super::typer::Typer;
use super::super::units;
use super::instead::advice;
use super::operators::sign;
use crate::model::{Expr, ExprKind, Literal, Type};
use crate::rules;

impl Typer<'_> {
    pub(super) fn arithmetic(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        if left.ty == Type::Error || right.ty == Type::Error {
            return self.broken(span);
        }
        for side in [&left, &right] {
            if matches!(side.ty, Type::Optional(_)) {
                let name = type_name(self.model, &side.ty);
                let finding = rules::may_be_absent(side.loc, &name);
                return self.fail(span, finding);
            }
        }
        for side in [&left, &right] {
            if let Some(finding) = self.off_scale(sign(op), &side.ty, span) {
                return self.fail(span, finding);
            }
        }
        let (left, right) = (self.plain(left), self.plain(right));
        let right = match (op, &left.ty) {
            (BinaryOp::Add | BinaryOp::Sub, Type::Date | Type::DateTime) => {
                self.as_length_of_time(right)
            }
            _ => right,
        };
        // The base of a scalar may not be known either.
        if left.ty == Type::Error || right.ty == Type::Error {
            return self.broken(span);
        }
        let ty = match (op, &left.ty, &right.ty) {
            (
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Rem,
                Type::Int(_) | Type::Decimal(_),
                Type::Int(_) | Type::Decimal(_),
            ) => {
                let Some((left, right)) = self.unify(left, right) else {
                    return self.broken(span);
                };
                let ty = left.ty.clone();
                return self.arithmetic_of(op, left, right, ty, span);
            }
            (BinaryOp::Mul, Type::Int(a), Type::Int(b)) => Type::Int(units::product(a, b)),
            (BinaryOp::Mul, Type::Int(a) | Type::Decimal(a), Type::Int(b) | Type::Decimal(b)) => {
                Type::Decimal(units::product(a, b))
            }
            (BinaryOp::Div, Type::Int(a) | Type::Decimal(a), Type::Int(b) | Type::Decimal(b)) => {
                Type::Decimal(units::quotient(a, b))
            }
            (BinaryOp::Mul, time @ (Type::Period | Type::Duration), Type::Int(_)) => time.clone(),
            (BinaryOp::Mul, Type::Int(_), time @ (Type::Period | Type::Duration)) => {
                let ty = time.clone();
                return self.arithmetic_of(op, right, left, ty, span);
            }
            (BinaryOp::Add, Type::Text, Type::Text) => Type::Text,
            (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Period) => Type::Date,
            (BinaryOp::Add | BinaryOp::Sub, Type::DateTime, Type::Duration) => Type::DateTime,
            (BinaryOp::Sub, Type::DateTime, Type::DateTime) => Type::Duration,
            (BinaryOp::Add | BinaryOp::Sub, Type::Period, Type::Period) => Type::Period,
            (BinaryOp::Add | BinaryOp::Sub, Type::Duration, Type::Duration) => Type::Duration,
            (_, a, b) => {
                let finding = rules::operator_two(
                    self.loc(span),
                    sign(op),
                    &explained(self.model, a),
                    &explained(self.model, b),
                    advice(op, a, b),
                );
                return self.fail(span, finding);
            }
        };
        self.arithmetic_of(op, left, right, ty, span)
    }

    /// A number that counts days, hours and the like (`Int unit day`, what `days` gives) as so much time; anything else as
    /// it is.
    fn as_length_of_time(&self, count: Expr) -> Expr {
        let unit = match &count.ty {
            Type::Int(unit) if units::counts_time(unit) => unit.over().first(),
            _ => None,
        };
        let Some((one, ty)) = unit.and_then(|word| length_of(word)) else {
            return count;
        };
        let loc = count.loc;
        let one = Expr {
            kind: ExprKind::Literal(one),
            ty: ty.clone(),
            loc,
        };
        let kind = ExprKind::Arithmetic(BinaryOp::Mul, Box::new(one), Box::new(count));
        Expr { kind, ty, loc }
    }

    /// Beside a rate, `3 days` is a number of days: what the type of the other side makes it.
    pub(super) fn counted(op: BinaryOp, left: &Type, right: &ast::Expr) -> Option<Type> {
        let (Type::Int(unit) | Type::Decimal(unit)) = left else {
            return None;
        };
        let ast::ExprKind::Number(number) = &right.kind else {
            return None;
        };
        let written = number.unit.as_ref().filter(|unit| unit.per.is_none())?;
        let word = units::time_word(&written.unit.text)?;
        let counts = match op {
            BinaryOp::Mul => unit.under().iter().any(|under| under == word),
            BinaryOp::Div => true,
            _ => false,
        };
        counts.then(|| Type::Int(units::single(word)))
    }

    /// Numbers meet as decimal numbers where the result is one.
    fn arithmetic_of(
        &mut self,
        op: BinaryOp,
        left: Expr,
        right: Expr,
        ty: Type,
        span: Span,
    ) -> Expr {
        let (left, right) = if matches!(ty, Type::Decimal(_)) {
            (self.as_decimal(left), self.as_decimal(right))
        } else {
            (left, right)
        };
        self.expr(
            ExprKind::Arithmetic(op, Box::new(left), Box::new(right)),
            ty,
            span,
        )
    }

    pub(in super::super) fn as_decimal(&mut self, expr: Expr) -> Expr {
        match &expr.ty {
            Type::Int(unit) => {
                let want = Type::Decimal(unit.clone());
                self.fit(expr, &want)
            }
            _ => expr,
        }
    }
}

/// A count of days and the like as a length of time on the calendar, of hours and the like on the clock.
const fn length_of(word: &str) -> Option<(Literal, Type)> {
    Some(match word.as_bytes() {
        b"day" => (Literal::Period(0, 1), Type::Period),
        b"week" => (Literal::Period(0, 7), Type::Period),
        b"month" => (Literal::Period(1, 0), Type::Period),
        b"year" => (Literal::Period(12, 0), Type::Period),
        b"hour" => (Literal::Duration(3600), Type::Duration),
        b"minute" => (Literal::Duration(60), Type::Duration),
        b"second" => (Literal::Duration(1), Type::Duration),
        _ => return None,
    })
}
