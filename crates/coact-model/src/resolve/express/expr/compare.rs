//! Comparisons.

use coact_syntax::Span;
use coact_syntax::ast::{self, CompareOp, ExprKind as Written};

use super::super::bounds;
use super::super::describe::{explained, type_name};
use super::super::typer::Typer;
use crate::model::{Expr, ExprKind, Type};
use crate::rules;

impl Typer<'_> {
    pub(in super::super) fn compare(
        &mut self,
        op: CompareOp,
        a: &ast::Expr,
        b: &ast::Expr,
        span: Span,
    ) -> Expr {
        // A variant, `none` or an empty list learns its type from the other side.
        let (left, right) = if self.untold(a) && !self.untold(b) {
            let right = self.side(b, a);
            let want = match (&right.ty, op) {
                (Type::List(inner), CompareOp::In) => (**inner).clone(),
                (ty, _) => self.comparable(a, ty),
            };
            (self.infer(a, Some(&want)), right)
        } else {
            let left = self.side(a, b);
            let want = match op {
                CompareOp::In => Type::List(Box::new(left.ty.clone())),
                _ => self.comparable(b, &left.ty),
            };
            let right = self.infer(b, Some(&want));
            (left, right)
        };
        if left.ty == Type::Error || right.ty == Type::Error {
            return self.broken(span);
        }
        if op == CompareOp::In {
            return self.member_of(left, right, span);
        }
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        if !equality {
            for side in [&left, &right] {
                if matches!(side.ty, Type::Optional(_)) {
                    let name = type_name(self.model, &side.ty);
                    let finding = rules::may_be_absent(side.loc, &name);
                    return self.fail(span, finding);
                }
            }
        }
        for side in [&left, &right] {
            if let Some(finding) = self.off_scale(op.sign(), &side.ty, span) {
                return self.fail(span, finding);
            }
        }
        // The base of a scalar may not be known either.
        let sides = [&left, &right];
        if sides.iter().any(|side| self.base(&side.ty) == Type::Error) {
            return self.broken(span);
        }
        let Some((left, right)) = self.unify(left, right) else {
            return self.broken(span);
        };
        if !equality && !bounds::ordered(&self.base(&left.ty)) {
            let finding = rules::operator_two(
                self.loc(span),
                op.sign(),
                &explained(self.model, &left.ty),
                &explained(self.model, &right.ty),
                Some(without_order(&left.ty)),
            );
            return self.fail(span, finding);
        }
        self.expr(
            ExprKind::Compare(op, Box::new(left), Box::new(right)),
            Type::Bool,
            span,
        )
    }

    /// One side of a comparison. What is compared with `none` is asked for as it is declared.
    fn side(&mut self, side: &ast::Expr, other: &ast::Expr) -> Expr {
        match other.kind {
            Written::None => self.as_declared(side, None),
            _ => self.infer(side, None),
        }
    }

    /// What the other side of a comparison is wanted as: `none` goes with anything that can be compared.
    fn comparable(&self, side: &ast::Expr, ty: &Type) -> Type {
        match (&side.kind, ty) {
            (Written::None, Type::Optional(_)) | (_, Type::Error) => ty.clone(),
            (Written::None, plain) => Type::Optional(Box::new(plain.clone())),
            (_, Type::Optional(inner)) => (**inner).clone(),
            (_, plain) => plain.clone(),
        }
    }

    /// `x in list`
    fn member_of(&mut self, left: Expr, right: Expr, span: Span) -> Expr {
        let Type::List(element) = right.ty.clone() else {
            let finding = match &right.ty {
                Type::Text => rules::part_of_a_text(right.loc),
                other => self.no_list(&right, other),
            };
            return self.fail(span, finding);
        };
        let left = self.fit(left, &element);
        if left.ty == Type::Error {
            return self.broken(span);
        }
        self.expr(
            ExprKind::Compare(CompareOp::In, Box::new(left), Box::new(right)),
            Type::Bool,
            span,
        )
    }

    /// Whether an expression has no type by itself.
    fn untold(&self, expr: &ast::Expr) -> bool {
        match &expr.kind {
            Written::None => true,
            Written::List(items) => items.is_empty(),
            Written::Name(name) => !self.means_something(&name.text),
            Written::Paren(inner) | Written::Some(inner) => self.untold(inner),
            _ => false,
        }
    }
}

/// What to write for what has no order.
const fn without_order(ty: &Type) -> &'static str {
    match ty {
        Type::Period => {
            "a month has no fixed length: compare the days themselves, `from + period < until`"
        }
        Type::Enum(_) => "variants have no order: name those that are meant, `x in [A, B]`",
        Type::Bool => "a condition is joined with another by `and`, `or` and `not`",
        Type::List(_) => "compare how many there are: `count(…)`",
        _ => "numbers, dates, times, lengths of time on the clock and texts have an order",
    }
}
