//! Operators.

use coact_syntax::ast::{self, BinaryOp, CompareOp, UnaryOp};
use coact_syntax::{Span, ast::ExprKind as Written};

use super::super::bounds;
use super::super::describe::explained;
use super::super::typer::Typer;
use super::super::units;
use crate::model::{Expr, ExprKind, Type};
use crate::rules;

impl Typer<'_> {
    pub(in super::super) fn unary(&mut self, op: UnaryOp, inner: &ast::Expr, span: Span) -> Expr {
        match op {
            UnaryOp::Not => {
                let inner = self.condition(inner);
                self.expr(ExprKind::Unary(op, Box::new(inner)), Type::Bool, span)
            }
            UnaryOp::Neg => {
                let inner = self.infer(inner, None);
                let inner = self.plain(inner);
                match &inner.ty {
                    Type::Error => inner,
                    Type::Int(_) | Type::Decimal(_) | Type::Duration | Type::Period => {
                        let ty = inner.ty.clone();
                        self.expr(ExprKind::Unary(op, Box::new(inner)), ty, span)
                    }
                    other => {
                        let finding =
                            rules::operator_one(self.loc(span), "-", &explained(self.model, other));
                        self.fail(span, finding)
                    }
                }
            }
        }
    }

    /// A flat chain of one precedence.
    pub(in super::super) fn chain(
        &mut self,
        first: &ast::Expr,
        rest: &[(BinaryOp, ast::Expr)],
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        match rest.first().map(|(op, _)| *op) {
            Some(op @ (BinaryOp::And | BinaryOp::Or)) => {
                let mut operands = vec![self.condition(first)];
                for (_, operand) in rest {
                    operands.push(self.condition(operand));
                }
                self.expr(ExprKind::Logic(op, operands), Type::Bool, span)
            }
            Some(BinaryOp::Coalesce) => self.coalesce(first, rest, span, want),
            _ => {
                let mut left = self.infer(first, None);
                for (op, right) in rest {
                    let whole = first.span.to(right.span);
                    let right = self.infer(right, None);
                    left = self.arithmetic(*op, left, right, whole);
                }
                left
            }
        }
    }

    /// `a ?? b ?? c`: the first that is there.
    fn coalesce(
        &mut self,
        first: &ast::Expr,
        rest: &[(BinaryOp, ast::Expr)],
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let optional = want.map(|want| match want {
            Type::Optional(_) => want.clone(),
            plain => Type::Optional(Box::new(plain.clone())),
        });
        let mut left = self.infer(first, optional.as_ref());
        for (_, right) in rest {
            if left.ty == Type::Error {
                return left;
            }
            let plain = match &left.ty {
                Type::Optional(inner) => (**inner).clone(),
                other => other.clone(),
            };
            let right = self.infer(right, Some(&plain));
            let ty = match &right.ty {
                Type::Optional(_) => left.ty.clone(),
                _ => plain,
            };
            let right = self.fit(right, &ty);
            if right.ty == Type::Error {
                return right;
            }
            left = self.expr(
                ExprKind::Coalesce(Box::new(left), Box::new(right)),
                ty,
                span,
            );
        }
        left
    }

    fn arithmetic(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        if left.ty == Type::Error || right.ty == Type::Error {
            return self.broken(span);
        }
        for side in [&left, &right] {
            if matches!(side.ty, Type::Optional(_)) {
                let name = super::super::describe::type_name(self.model, &side.ty);
                let finding = rules::may_be_absent(side.loc, &name);
                return self.fail(span, finding);
            }
        }
        let (left, right) = (self.plain(left), self.plain(right));
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

    pub(in super::super) fn compare(
        &mut self,
        op: CompareOp,
        a: &ast::Expr,
        b: &ast::Expr,
        span: Span,
    ) -> Expr {
        // A variant, `none` or an empty list learns its type from the other side.
        let (left, right) = if self.untold(a) && !self.untold(b) {
            let right = self.infer(b, None);
            let want = match (&right.ty, op) {
                (Type::List(inner), CompareOp::In) => (**inner).clone(),
                (ty, _) => self.comparable(a, ty),
            };
            (self.infer(a, Some(&want)), right)
        } else {
            let left = self.infer(a, None);
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
                    let name = super::super::describe::type_name(self.model, &side.ty);
                    let finding = rules::may_be_absent(side.loc, &name);
                    return self.fail(span, finding);
                }
            }
        }
        let Some((left, right)) = self.unify(left, right) else {
            return self.broken(span);
        };
        if !equality && !bounds::ordered(&self.base(&left.ty)) {
            let finding = rules::operator_two(
                self.loc(span),
                compare_sign(op),
                &explained(self.model, &left.ty),
                &explained(self.model, &right.ty),
                None,
            );
            return self.fail(span, finding);
        }
        self.expr(
            ExprKind::Compare(op, Box::new(left), Box::new(right)),
            Type::Bool,
            span,
        )
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
            let finding =
                rules::type_mismatch(right.loc, "a list", &explained(self.model, &right.ty));
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

fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Or => "or",
        BinaryOp::And => "and",
        BinaryOp::Coalesce => "??",
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
    }
}

fn compare_sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "==",
        CompareOp::Ne => "!=",
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Gt => ">",
        CompareOp::Ge => ">=",
        CompareOp::In => "in",
    }
}

/// What to write instead, for mistakes that are easily made.
fn advice(op: BinaryOp, a: &Type, b: &Type) -> Option<&'static str> {
    match (op, a, b) {
        (BinaryOp::Sub, Type::Date, Type::Date) => {
            Some("count the days between two dates with `days(from, to)`")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::DateTime, Type::Period) => Some(
            "days, weeks, months and years are added to dates only; a moment takes hours, minutes or seconds",
        ),
        (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Duration) => {
            Some("a date takes days, weeks, months or years")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Int(_)) => Some("say of what: `3 days`"),
        _ => None,
    }
}
