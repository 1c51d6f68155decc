//! Where a value may be missing though its type promises one: `/` by what may be 0, a key that a map lacks, a row or
//! an entity that is not there.
//!
//! In a condition that is no harm, because a condition without a value does not hold. Where a value must be there it
//! is supplied with `??` or `match`, or a condition that was decided before has shown it.

mod divisor;
mod shown;

pub(super) use shown::Shown;

use coact_syntax::ast::BinaryOp;

use super::describe::explained;
use super::typer::Typer;
use crate::diagnostics::Diagnostic;
use crate::model::{Builtin, Expr, ExprKind, Model, Type};
use crate::rules;

/// The first part of an expression, in the order of evaluation, that may have no value and that no condition has
/// shown to have one.
pub(super) fn first<'e>(model: &Model, expr: &'e Expr, shown: &Shown) -> Option<&'e Expr> {
    let inside = |expr: &'e Expr| first(model, expr, shown);
    let found = match &expr.kind {
        ExprKind::Coalesce(_, otherwise) => return inside(otherwise),
        ExprKind::If(condition, then, otherwise) => {
            let mut held = shown.clone();
            held.learn(condition);
            let mut failed = shown.clone();
            failed.learn_not(condition);
            inside(condition)
                .or_else(|| first(model, then, &held))
                .or_else(|| first(model, otherwise, &failed))
        }
        _ => expr.children().into_iter().find_map(inside),
    };
    found.or_else(|| (is_gap(model, expr, shown) && !shown.has_value(expr)).then_some(expr))
}

/// Whether the expression itself, all its parts having values, may have none.
fn is_gap(model: &Model, expr: &Expr, shown: &Shown) -> bool {
    match &expr.kind {
        ExprKind::Arithmetic(BinaryOp::Div | BinaryOp::Rem, _, by) => {
            !divisor::is_never_zero(model, by) && !shown.is_not_zero(by)
        }
        ExprKind::At(..) => true,
        ExprKind::Find(..) => matches!(expr.ty, Type::Entity(_)),
        ExprKind::RowAt(..) | ExprKind::Read(_) => matches!(expr.ty, Type::Row(_)),
        _ => false,
    }
}

/// Whether an expression may turn out to have no value, for whatever reason: what `??` and `match` are for.
pub(super) fn may_be_missing(model: &Model, expr: &Expr) -> bool {
    let unsure = |part: &&Expr| {
        matches!(
            part.kind,
            ExprKind::Fact(..)
                | ExprKind::Derived(..)
                | ExprKind::ActField(..)
                | ExprKind::ActMeta(..)
                | ExprKind::Lookup(..)
                | ExprKind::Builtin(Builtin::Min | Builtin::Max, _)
        ) || matches!((&part.kind, &part.ty), (ExprKind::Convert(of), Type::Entity(_)) if matches!(of.ty, Type::Actor(_)))
            || is_gap(model, part, &Shown::default())
    };
    expr.all().iter().any(unsure)
}

/// The finding for the first gap of a value that must be there.
pub(super) fn finding(model: &Model, value: &Expr, shown: &Shown) -> Option<Diagnostic> {
    let gap = first(model, value, shown)?;
    Some(match &gap.kind {
        ExprKind::Arithmetic(op, ..) => {
            let sign = if *op == BinaryOp::Rem { "%" } else { "/" };
            rules::divisor_may_be_zero(gap.loc, sign)
        }
        _ => match &gap.ty {
            Type::Row(view) => rules::may_not_be_there(
                gap.loc,
                &format!("a row of `{}`", model.views[*view].name.text),
            ),
            Type::Entity(entity) if matches!(gap.kind, ExprKind::Find(..)) => {
                let name = &model.entities[*entity].name.text;
                rules::may_not_be_there(gap.loc, &format!("{} `{name}`", rules::article(name)))
            }
            other => rules::may_not_be_there(gap.loc, &explained(model, other)),
        },
    })
}

impl Typer<'_> {
    /// The value as an optional one: absent where it has none.
    pub(super) fn or_none(&mut self, value: Expr) -> Expr {
        if matches!(value.ty, Type::Optional(_) | Type::Error) {
            return value;
        }
        let (loc, ty) = (value.loc, Type::Optional(Box::new(value.ty.clone())));
        let of = |kind, ty| Expr { kind, ty, loc };
        let there = of(ExprKind::Convert(Box::new(value)), ty.clone());
        let absent = of(ExprKind::None, ty.clone());
        of(ExprKind::Coalesce(Box::new(there), Box::new(absent)), ty)
    }
}
