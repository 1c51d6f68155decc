//! Constant expressions of another model: ends of ranges and defaults.

use super::lend::Lender;
use crate::model::{Expr, ExprKind, Type};
use crate::resolve::cx::TypeName;

/// A constant of another model in terms of this one, of the type that it has here. What is not typed yet, or
/// computes, stays pending: that there is a value is what matters to those who leave it out.
pub(super) fn constant(lender: &mut Lender<'_>, at: usize, expr: &Expr, ty: &Type) -> Expr {
    let kind = translated(lender, at, expr);
    Expr {
        kind: kind.unwrap_or(ExprKind::None),
        ty: ty.clone(),
        loc: expr.loc,
    }
}

fn inner(lender: &mut Lender<'_>, at: usize, expr: &Expr) -> Option<Box<Expr>> {
    let ty = lender.ty(at, &expr.ty);
    Some(Box::new(Expr {
        kind: translated(lender, at, expr)?,
        ty,
        loc: expr.loc,
    }))
}

fn translated(lender: &mut Lender<'_>, at: usize, expr: &Expr) -> Option<ExprKind> {
    Some(match &expr.kind {
        ExprKind::Literal(literal) => ExprKind::Literal(literal.clone()),
        ExprKind::Unary(op, of) => ExprKind::Unary(*op, inner(lender, at, of)?),
        ExprKind::Convert(of) => ExprKind::Convert(inner(lender, at, of)?),
        ExprKind::Some(of) => ExprKind::Some(inner(lender, at, of)?),
        ExprKind::Variant(of, variant) => match lender.ty_name(at, TypeName::Enum(*of)) {
            TypeName::Enum(here) => ExprKind::Variant(here, *variant),
            _ => return None,
        },
        ExprKind::List(items) => {
            let items = items.iter().map(|item| inner(lender, at, item));
            let items: Option<Vec<Box<Expr>>> = items.collect();
            ExprKind::List(items?.into_iter().map(|item| *item).collect())
        }
        ExprKind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Some((*inner(lender, at, key)?, *inner(lender, at, value)?)));
            ExprKind::Map(entries.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
