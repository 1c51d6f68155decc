//! Values for what a spec leaves out: always the same, and inside the bounds.

use coact_syntax::Span;

use super::super::typer::Typer;
use crate::model::{Bound, BoundKind, Expr, ExprKind, Field, Type};
use crate::sample;

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
                let literal = sample::literal(ty, bounds, nth)?;
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
