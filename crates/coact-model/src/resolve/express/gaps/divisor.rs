//! Divisors that are never 0: constants, what bounds keep away from 0, and how many a list has that is never empty.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::conditions::bounds_of;
use crate::model::{Bound, BoundKind, Builtin, Expr, ExprKind, Model, Type};

pub(super) fn is_never_zero(model: &Model, by: &Expr) -> bool {
    if let Some(value) = by.number() {
        return !value.is_zero();
    }
    if let Type::Scalar(id) = &by.ty
        && model.scalars[*id].bounds.iter().any(keeps_off_zero)
    {
        return true;
    }
    match &by.kind {
        ExprKind::Convert(inner) => is_never_zero(model, inner),
        ExprKind::Builtin(Builtin::Count, list) => match list.as_slice() {
            [list] => bounds_of(model, None, list).iter().any(never_empty),
            _ => false,
        },
        _ => bounds_of(model, None, by).iter().any(keeps_off_zero),
    }
}

pub(super) fn keeps_off_zero(bound: &Bound) -> bool {
    let is = |end: &Option<Expr>, side| {
        let end = end.as_ref().and_then(Expr::number);
        end.is_some_and(|end| end.cmp(&Decimal::ZERO) == side)
    };
    match &bound.kind {
        BoundKind::Range(low, high) => is(low, Ordering::Greater) || is(high, Ordering::Less),
        _ => false,
    }
}

pub(super) fn never_empty(bound: &Bound) -> bool {
    matches!(bound.kind, BoundKind::Length(least, _) if least > 0)
}
