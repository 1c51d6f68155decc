//! What conditions have shown to be there: an optional value behind `x != none` is a plain one.

use coact_syntax::ast;

use super::super::gaps::Shown;
use super::super::typer::Typer;
use crate::model::{Expr, ExprKind, Type};

impl Typer<'_> {
    /// The expression in its own type, narrowed where a condition has shown that it has a value. Where an optional one
    /// is wanted it stays as it is.
    pub(in super::super) fn infer(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Expr {
        let value = self.as_declared(expr, want);
        match want {
            Some(Type::Optional(_)) => value,
            _ => self.narrowed(value),
        }
    }

    /// What is read while these conditions hold.
    pub(in super::super) fn while_holding<'c, T>(
        &mut self,
        conditions: impl IntoIterator<Item = &'c Expr>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.knowing(
            |shown| {
                for condition in conditions {
                    shown.learn(condition);
                }
            },
            read,
        )
    }

    /// What is read where more is known than before.
    pub(super) fn knowing<T>(
        &mut self,
        learn: impl FnOnce(&mut Shown),
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.shown.clone();
        learn(&mut self.shown);
        let found = read(self);
        self.shown = before;
        found
    }

    /// The value itself, where conditions have shown that it is there.
    pub(in super::super) fn narrowed(&self, value: Expr) -> Expr {
        match &value.ty {
            Type::Optional(plain) if self.shown.has_value(&value) => {
                let (ty, loc) = ((**plain).clone(), value.loc);
                let kind = ExprKind::Convert(Box::new(value));
                Expr { kind, ty, loc }
            }
            _ => value,
        }
    }
}
