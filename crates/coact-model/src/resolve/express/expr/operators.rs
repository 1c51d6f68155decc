//! Operators.

use coact_syntax::Span;
use coact_syntax::ast::{self, BinaryOp, UnaryOp};

use super::super::describe::explained;
use super::super::gaps;
use super::super::typer::Typer;
use super::super::units;
use super::path::written;
use crate::diagnostics::Diagnostic;
use crate::model::{Expr, ExprKind, Literal, Type};
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
                if let Some(finding) = self.off_scale("-", &inner.ty, span) {
                    return self.fail(span, finding);
                }
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
                let operands = self.knowing(|_| (), |typer| typer.operands(op, first, rest));
                self.expr(ExprKind::Logic(op, operands), Type::Bool, span)
            }
            Some(BinaryOp::Coalesce) => self.coalesce(first, rest, span, want),
            _ => {
                let mut left = self.infer(first, None);
                for (at, (op, right)) in rest.iter().enumerate() {
                    let whole = first.span.to(right.span);
                    let want = Self::counted(*op, &self.base(&left.ty), right);
                    let right = self.infer(right, want.as_ref());
                    if (at, *op) == (0, BinaryOp::Mul)
                        && let Some(count) = Self::counted(*op, &self.base(&right.ty), first)
                    {
                        left = self.infer(first, Some(&count));
                    }
                    left = self.arithmetic(*op, left, right, whole);
                }
                left
            }
        }
    }

    /// The operands of `and` or `or`: each is only asked where those before it held, or did not.
    fn operands(
        &mut self,
        op: BinaryOp,
        first: &ast::Expr,
        rest: &[(BinaryOp, ast::Expr)],
    ) -> Vec<Expr> {
        let mut operands = vec![self.condition(first)];
        let mut before = first;
        for (_, operand) in rest {
            match (op, operands.last()) {
                (_, None) => {}
                (BinaryOp::Or, Some(failed)) => self.shown.learn_not(failed),
                (_, Some(held)) => self.shown.learn(held),
            }
            operands.push(match self.half_a_comparison(op, before, operand) {
                Some(finding) => self.fail(operand.span, finding),
                None => self.condition(operand),
            });
            before = operand;
        }
        operands
    }

    /// `size == Small or Large`: a variant, literal or `none` where the comparison should be written out again.
    fn half_a_comparison(
        &self,
        op: BinaryOp,
        before: &ast::Expr,
        operand: &ast::Expr,
    ) -> Option<Diagnostic> {
        let ast::ExprKind::Compare(sign, of, _) = &before.kind else {
            return None;
        };
        let half = match &operand.kind {
            ast::ExprKind::Name(name) => {
                let mut enums = self.model.enums.values();
                !self.means_something(&name.text)
                    && enums.any(|def| def.variants.iter().any(|(it, _)| it.text == name.text))
            }
            ast::ExprKind::Number(_) | ast::ExprKind::Str(_) | ast::ExprKind::None => true,
            _ => false,
        };
        half.then(|| {
            rules::half_a_comparison(
                self.loc(operand.span),
                self::sign(op),
                &written(of),
                sign.sign(),
            )
        })
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
        let mut left = self.as_declared(first, optional.as_ref());
        for (_, right) in rest {
            if left.ty == Type::Error {
                return left;
            }
            let plain = match &left.ty {
                Type::Optional(inner) => (**inner).clone(),
                other => other.clone(),
            };
            let missing = gaps::may_be_missing(self.model, &left);
            if !matches!(left.ty, Type::Optional(_)) {
                if !missing {
                    let finding = rules::nothing_to_supply(self.loc(right.span), left.loc);
                    self.report(finding);
                } else if matches!(right.kind, ast::ExprKind::None) {
                    left = self.or_none(left);
                    continue;
                }
            }
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
    fn counted(op: BinaryOp, left: &Type, right: &ast::Expr) -> Option<Type> {
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
        (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Int(_)) => {
            Some("say of what: `3 days`, or `n * 1 days` of a number that is not written out")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::DateTime, Type::Int(_)) => {
            Some("say of what: `2 hours`, or `n * 1 hours` of a number that is not written out")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::Period, Type::Duration)
        | (BinaryOp::Add | BinaryOp::Sub, Type::Duration, Type::Period) => Some(
            "the calendar and the clock do not mix: days, weeks, months and years on one side, hours, minutes and seconds on the other",
        ),
        (BinaryOp::Add | BinaryOp::Sub, Type::Int(_), Type::Period)
        | (BinaryOp::Add | BinaryOp::Sub, Type::Period, Type::Int(_)) => Some(
            "`days(from, to)` counts days, so that a bare number is added to it: `days(from, to) + 1`",
        ),
        (_, Type::List(_), _) | (_, _, Type::List(_)) => Some(
            "lists are not calculated with: `sum(…)`, `count(…)`, `filter(…)` make something of one",
        ),
        (BinaryOp::Add, Type::Text, _) | (BinaryOp::Add, _, Type::Text) => {
            Some("`+` joins a text with a text; nothing else becomes a text by itself")
        }
        (BinaryOp::Mul | BinaryOp::Div, Type::Int(_) | Type::Decimal(_), Type::Period) => {
            Some("a number of days is `days(from, to)`, or an `Int unit day`")
        }
        (BinaryOp::Mul | BinaryOp::Div, Type::Period | Type::Duration, _) => Some(
            "a length of time is multiplied by a whole number, or by what has a unit per day or hour: `Decimal unit EUR/day`",
        ),
        (BinaryOp::Add | BinaryOp::Sub, _, _) => Some(
            "numbers of one unit are added, a period goes to a date and a duration to a moment",
        ),
        (BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem, _, _) => Some("numbers go here"),
        _ => None,
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
