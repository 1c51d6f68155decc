//! Operators, with parentheses only where their precedences need them.

use coact_syntax::ast::{BinaryOp, UnaryOp};

use super::{Scope, level};
use crate::model::{Expr, ExprKind, Literal, Type};
use crate::resolve::counts_time;

impl Scope<'_> {
    pub(super) fn operator(&self, kind: &ExprKind) -> (String, u8) {
        let pair = |a: &Expr, op: &str, b: &Expr, own: u8, left: u8| {
            let right = match op {
                "*" | "/" => count_of_time(b),
                _ => None,
            };
            let right = right.unwrap_or_else(|| self.at(b, own + 1));
            let left_count = if op == "*" { count_of_time(a) } else { None };
            let left = left_count.unwrap_or_else(|| self.at(a, left));
            (format!("{left} {op} {right}"), own)
        };
        match kind {
            ExprKind::Unary(UnaryOp::Not, inner) => {
                (format!("not {}", self.at(inner, level::NOT)), level::NOT)
            }
            ExprKind::Unary(UnaryOp::Neg, inner) => {
                let number = matches!(
                    inner.kind,
                    ExprKind::Literal(Literal::Int(0..) | Literal::Decimal(_))
                );
                let needed = if number { level::SIGN } else { level::ATOM };
                (format!("-{}", self.at(inner, needed)), level::SIGN)
            }
            ExprKind::Logic(op, operands) => {
                let own = if *op == BinaryOp::Or {
                    level::OR
                } else {
                    level::AND
                };
                let operands: Vec<String> = operands
                    .iter()
                    .map(|operand| self.at(operand, own + 1))
                    .collect();
                (
                    operands.join(if *op == BinaryOp::Or { " or " } else { " and " }),
                    own,
                )
            }
            ExprKind::Arithmetic(op, a, b) => match op {
                BinaryOp::Add => pair(a, "+", b, level::SUM, level::SUM),
                BinaryOp::Sub => pair(a, "-", b, level::SUM, level::SUM),
                BinaryOp::Div => pair(a, "/", b, level::PRODUCT, level::PRODUCT),
                BinaryOp::Rem => pair(a, "%", b, level::PRODUCT, level::PRODUCT),
                _ => pair(a, "*", b, level::PRODUCT, level::PRODUCT),
            },
            ExprKind::Coalesce(a, b) => pair(a, "??", b, level::COALESCE, level::COALESCE + 1),
            ExprKind::Compare(op, a, b) => {
                pair(a, op.sign(), b, level::COMPARE, level::COMPARE + 1)
            }
            _ => (String::new(), level::ATOM),
        }
    }
}

/// A number of days or hours beside a rate, which is written with its word.
fn count_of_time(expr: &Expr) -> Option<String> {
    let (Type::Int(unit) | Type::Decimal(unit)) = &expr.ty else {
        return None;
    };
    let word = unit.over().first().filter(|_| counts_time(unit))?;
    match &expr.kind {
        ExprKind::Literal(Literal::Int(count)) => Some(format!("{count} {word}s")),
        ExprKind::Literal(Literal::Decimal(digits)) => Some(format!("{digits} {word}s")),
        _ => None,
    }
}
