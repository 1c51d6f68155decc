//! Operators.

use coact_syntax::Span;
use coact_syntax::ast::{self, BinaryOp, UnaryOp};

use super::super::describe::explained;
use super::super::gaps;
use super::super::typer::Typer;
use super::path::written;
use crate::diagnostics::Diagnostic;
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
}

pub(super) const fn sign(op: BinaryOp) -> &'static str {
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
