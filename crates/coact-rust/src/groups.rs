//! Operands become plain trees before they are printed.

use syn::Expr;
use syn::visit_mut::{self, VisitMut};

/// The items without the invisible groups that [`one`](crate::tokens::one) puts around operands. The tree holds what
/// belongs together by itself, and the printer does not look into a group when it decides on parentheses:
/// `!(a > 3)` would become `!a > 3`.
pub(crate) fn without(mut file: syn::File) -> syn::File {
    Without.visit_file_mut(&mut file);
    file
}

struct Without;

impl VisitMut for Without {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        while let Expr::Group(group) = expr {
            let inside = std::mem::replace(&mut *group.expr, Expr::PLACEHOLDER);
            *expr = inside;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}
