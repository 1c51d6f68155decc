//! Values for what a spec leaves out: always the same, and inside the bounds.

use coact_syntax::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::bounds;
use super::super::typer::Typer;
use crate::model::{Bound, BoundKind, Expr, ExprKind, Field, Literal, Type};

/// How deep values may hold values before giving up.
const DEPTH: usize = 32;

impl Typer<'_> {
    /// A value of the type inside its bounds; the `nth` of several that differ where the type allows it.
    /// None where none can be found, or where it would break a bound.
    pub(super) fn seed(
        &mut self,
        ty: &Type,
        bounds: &[Bound],
        nth: u32,
        span: Span,
    ) -> Option<Expr> {
        self.seed_at(ty, bounds, nth, span, DEPTH)
    }

    fn seed_at(
        &mut self,
        ty: &Type,
        bounds: &[Bound],
        nth: u32,
        span: Span,
        depth: usize,
    ) -> Option<Expr> {
        let depth = depth.checked_sub(1)?;
        let made = match ty {
            Type::Optional(_) => self.expr(ExprKind::None, ty.clone(), span),
            Type::Scalar(id) => {
                let scalar = &self.model.scalars[*id];
                let mut all = scalar.bounds.clone();
                all.extend(bounds.iter().cloned());
                let plain = self.seed_at(&scalar.base, &all, nth, span, depth)?;
                self.expr(ExprKind::Convert(Box::new(plain)), ty.clone(), span)
            }
            Type::Enum(id) => {
                let count = self.model.enums[*id].variants.len();
                let at = usize::try_from(nth).ok()?.checked_rem(count)?;
                self.expr(ExprKind::Variant(*id, at), ty.clone(), span)
            }
            Type::Value(id) => {
                let model = self.model;
                let fields: Option<Vec<Expr>> = model.values[*id]
                    .fields
                    .iter()
                    .map(|field| self.seed_field(field, nth, span, depth))
                    .collect();
                self.expr(ExprKind::Record(*id, fields?), ty.clone(), span)
            }
            Type::Entity(id) => self.someone(*id, span)?,
            Type::List(element) => {
                let least = bounds.iter().find_map(|bound| match bound.kind {
                    BoundKind::Length(min, _) => u32::try_from(min).ok(),
                    _ => None,
                });
                let items: Option<Vec<Expr>> = (0..least.unwrap_or(0))
                    .map(|nth| self.seed_at(element, &[], nth, span, depth))
                    .collect();
                self.expr(ExprKind::List(items?), ty.clone(), span)
            }
            Type::Map(..) => self.expr(ExprKind::Map(Vec::new()), ty.clone(), span),
            Type::Uuid | Type::Bytes => {
                let id = self.made_up("value", ty.clone());
                self.constant_expr(id, span)?
            }
            _ => {
                let literal = literal(ty, bounds, nth)?;
                self.expr(ExprKind::Literal(literal), ty.clone(), span)
            }
        };
        self.index
            .patterns
            .broken(&made, bounds)
            .is_none()
            .then_some(made)
    }

    fn seed_field(&mut self, field: &Field, nth: u32, span: Span, depth: usize) -> Option<Expr> {
        match &field.default {
            Some(default) if !field.key => Some(default.clone()),
            _ => self.seed_at(&field.ty, &field.bounds, nth, span, depth),
        }
    }
}

/// A literal of a type of the language.
fn literal(ty: &Type, bounds: &[Bound], nth: u32) -> Option<Literal> {
    Some(match ty {
        Type::Text => Literal::Text(text(bounds, nth)?),
        Type::Bool => Literal::Bool(false),
        Type::Int(_) => Literal::Int(number(bounds, nth)?.ceil().to_i64()?),
        Type::Decimal(_) => Literal::Decimal(number(bounds, nth)?.to_string()),
        Type::Date => match end(bounds)? {
            Some(literal) => literal,
            None => Literal::Date(2026, 1, 1 + i8::try_from(nth % 28).ok()?),
        },
        Type::Time => match end(bounds)? {
            Some(literal) => literal,
            None => Literal::Time(9, i8::try_from(nth % 60).ok()?, 0),
        },
        Type::DateTime => match end(bounds)? {
            Some(literal) => literal,
            None => Literal::DateTime(format!("2026-01-01T09:{:02}:00Z", nth % 60)),
        },
        Type::Duration => match end(bounds)? {
            Some(literal) => literal,
            None => Literal::Duration(3600 + i64::from(nth)),
        },
        Type::Period => Literal::Period(0, 1 + i32::try_from(nth).ok()?),
        _ => return None,
    })
}

/// An end of the range, where there is one.
fn end(bounds: &[Bound]) -> Option<Option<Literal>> {
    for bound in bounds {
        if let BoundKind::Range(low, high) = &bound.kind {
            return match low.as_ref().or(high.as_ref()).map(|end| &end.kind) {
                Some(ExprKind::Literal(literal)) => Some(Some(literal.clone())),
                None => Some(None),
                Some(_) => None,
            };
        }
    }
    Some(None)
}

/// A number inside the ranges: from the lower end upwards, or from the upper end downwards, else from 1.
fn number(all: &[Bound], nth: u32) -> Option<Decimal> {
    let mut low: Option<Decimal> = None;
    let mut high: Option<Decimal> = None;
    for bound in all {
        if let BoundKind::Range(from, to) = &bound.kind {
            let (from, to) = (
                from.as_ref().and_then(bounds::number),
                to.as_ref().and_then(bounds::number),
            );
            low = [low, from].into_iter().flatten().max();
            high = [high, to].into_iter().flatten().min();
        }
    }
    let step = Decimal::from(nth);
    let one = Decimal::ONE;
    let first = match (low, high) {
        (Some(low), _) if low > one => low,
        (_, Some(high)) if high < one => high,
        (Some(low), _) => low.max(one),
        _ => one,
    };
    let wanted = first.checked_add(step)?;
    Some(match high {
        Some(high) if wanted > high => high,
        _ => wanted,
    })
}

/// A text inside its bounds.
fn text(bounds: &[Bound], nth: u32) -> Option<String> {
    let pattern = bounds.iter().find_map(|bound| match &bound.kind {
        BoundKind::Matching(pattern) => Some(pattern),
        _ => None,
    });
    let max = bounds
        .iter()
        .filter_map(|bound| match bound.kind {
            BoundKind::MaxLength(max) => usize::try_from(max).ok(),
            _ => None,
        })
        .min();
    if let Some(pattern) = pattern {
        return crate::sample::matching(pattern, nth);
    }
    let text = format!("text {}", u64::from(nth) + 1);
    Some(match max {
        Some(max) => text
            .chars()
            .rev()
            .take(max)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect(),
        None => text,
    })
}
