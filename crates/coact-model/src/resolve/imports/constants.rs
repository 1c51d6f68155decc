//! Constant expressions of another model: ends of ranges and defaults.

use super::lend::Lender;
use crate::model::{EnumId, Expr, ExprKind, Local, Pattern, Type, ValueId};
use crate::resolve::cx::TypeName;

/// A constant of another model in terms of this one, of the type that it has here. What is not typed yet stays
/// pending: that there is a value is what matters until it is.
pub(super) fn constant(lender: &mut Lender<'_>, at: usize, expr: &Expr, ty: &Type) -> Expr {
    let kind = translated(lender, at, expr);
    Expr {
        kind: kind.unwrap_or(ExprKind::None),
        ty: ty.clone(),
        loc: expr.loc,
    }
}

fn whole(lender: &mut Lender<'_>, at: usize, expr: &Expr) -> Option<Expr> {
    let ty = lender.ty(at, &expr.ty);
    Some(Expr {
        kind: translated(lender, at, expr)?,
        ty,
        loc: expr.loc,
    })
}

fn inner(lender: &mut Lender<'_>, at: usize, expr: &Expr) -> Option<Box<Expr>> {
    whole(lender, at, expr).map(Box::new)
}

fn all(lender: &mut Lender<'_>, at: usize, exprs: &[Expr]) -> Option<Vec<Expr>> {
    let all = exprs.iter().map(|expr| whole(lender, at, expr));
    all.collect()
}

/// None of what has no place in a constant.
fn translated(lender: &mut Lender<'_>, at: usize, expr: &Expr) -> Option<ExprKind> {
    Some(match &expr.kind {
        ExprKind::Literal(literal) => ExprKind::Literal(literal.clone()),
        ExprKind::None => ExprKind::None,
        ExprKind::Some(of) => ExprKind::Some(inner(lender, at, of)?),
        ExprKind::Local(of) => ExprKind::Local(Box::new(local(lender, at, of))),
        ExprKind::Record(of, fields) => {
            ExprKind::Record(value(lender, at, *of)?, all(lender, at, fields)?)
        }
        ExprKind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Some((whole(lender, at, key)?, whole(lender, at, value)?)));
            ExprKind::Map(entries.collect::<Option<_>>()?)
        }
        ExprKind::Field(of, value_of, field) => ExprKind::Field(
            inner(lender, at, of)?,
            value(lender, at, *value_of)?,
            *field,
        ),
        ExprKind::List(items) => ExprKind::List(all(lender, at, items)?),
        ExprKind::Variant(of, variant) => {
            ExprKind::Variant(enumeration(lender, at, *of)?, *variant)
        }
        ExprKind::Builtin(builtin, arguments) => {
            ExprKind::Builtin(*builtin, all(lender, at, arguments)?)
        }
        ExprKind::Lambda(of, body) => {
            ExprKind::Lambda(Box::new(local(lender, at, of)), inner(lender, at, body)?)
        }
        ExprKind::At(of, key) => ExprKind::At(inner(lender, at, of)?, inner(lender, at, key)?),
        ExprKind::Unary(op, of) => ExprKind::Unary(*op, inner(lender, at, of)?),
        ExprKind::Logic(op, of) => ExprKind::Logic(*op, all(lender, at, of)?),
        ExprKind::Arithmetic(op, one, other) => {
            ExprKind::Arithmetic(*op, inner(lender, at, one)?, inner(lender, at, other)?)
        }
        ExprKind::Coalesce(one, other) => {
            ExprKind::Coalesce(inner(lender, at, one)?, inner(lender, at, other)?)
        }
        ExprKind::Compare(op, one, other) => {
            ExprKind::Compare(*op, inner(lender, at, one)?, inner(lender, at, other)?)
        }
        ExprKind::If(condition, then, otherwise) => ExprKind::If(
            inner(lender, at, condition)?,
            inner(lender, at, then)?,
            inner(lender, at, otherwise)?,
        ),
        ExprKind::Match(of, arms) => {
            let of = inner(lender, at, of)?;
            let arms = arms
                .iter()
                .map(|(left, value)| Some((pattern(lender, at, left)?, whole(lender, at, value)?)));
            ExprKind::Match(of, arms.collect::<Option<_>>()?)
        }
        ExprKind::Convert(of) => ExprKind::Convert(inner(lender, at, of)?),
        _ => return None,
    })
}

fn pattern(lender: &mut Lender<'_>, at: usize, pattern: &Pattern) -> Option<Pattern> {
    Some(match pattern {
        Pattern::Any => Pattern::Any,
        Pattern::None => Pattern::None,
        Pattern::Some(of) => Pattern::Some(local(lender, at, of)),
        Pattern::Variant(of, variant) => Pattern::Variant(enumeration(lender, at, *of)?, *variant),
        Pattern::Role(_) => return None,
        Pattern::Literal(of) => Pattern::Literal(whole(lender, at, of)?),
        Pattern::Range(low, high) => {
            let mut end = |end: &Option<Expr>| match end {
                Some(end) => whole(lender, at, end).map(Some),
                None => Some(None),
            };
            Pattern::Range(end(low)?, end(high)?)
        }
    })
}

fn local(lender: &mut Lender<'_>, at: usize, local: &Local) -> Local {
    Local {
        ty: lender.ty(at, &local.ty),
        ..local.clone()
    }
}

fn value(lender: &mut Lender<'_>, at: usize, value: ValueId) -> Option<ValueId> {
    match lender.ty_name(at, TypeName::Value(value)) {
        TypeName::Value(here) => Some(here),
        _ => None,
    }
}

fn enumeration(lender: &mut Lender<'_>, at: usize, enumeration: EnumId) -> Option<EnumId> {
    match lender.ty_name(at, TypeName::Enum(enumeration)) {
        TypeName::Enum(here) => Some(here),
        _ => None,
    }
}
