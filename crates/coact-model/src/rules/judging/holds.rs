//! Whether a condition over a row holds for certain.

use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};

use crate::model::{Expr, ExprKind};

/// Whether a condition holds where these are the values of some fields of the row; none where that depends on more.
pub(super) fn holds<'e>(
    condition: &'e Expr,
    set: &dyn Fn(usize) -> Option<&'e Expr>,
) -> Option<bool> {
    match &condition.kind {
        ExprKind::RowField(field) => match &set(*field)?.kind {
            ExprKind::RowField(_) => None,
            _ => holds(set(*field)?, set),
        },
        ExprKind::Literal(crate::model::Literal::Bool(value)) => Some(*value),
        ExprKind::Unary(UnaryOp::Not, of) => holds(of, set).map(|value| !value),
        ExprKind::Logic(op, operands) => {
            let decides = *op == BinaryOp::Or;
            let mut known = operands.iter().map(|it| holds(it, set));
            if known.clone().any(|it| it == Some(decides)) {
                Some(decides)
            } else if known.all(|it| it.is_some()) {
                Some(!decides)
            } else {
                None
            }
        }
        ExprKind::Compare(op, left, right) => {
            let same = same(value(left, set)?, value(right, set)?)?;
            match op {
                CompareOp::Eq => Some(same),
                CompareOp::Ne => Some(!same),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The constant that an expression is.
fn value<'e>(expr: &'e Expr, set: &dyn Fn(usize) -> Option<&'e Expr>) -> Option<&'e Expr> {
    match &expr.kind {
        ExprKind::RowField(field) => set(*field),
        ExprKind::Convert(of) | ExprKind::Some(of) => value(of, set),
        _ => Some(expr),
    }
}

fn same(left: &Expr, right: &Expr) -> Option<bool> {
    match (&left.kind, &right.kind) {
        (ExprKind::Variant(_, a), ExprKind::Variant(_, b)) => Some(a == b),
        (ExprKind::Literal(a), ExprKind::Literal(b)) => Some(a == b),
        (ExprKind::None, ExprKind::None) => Some(true),
        _ => None,
    }
}
