//! What a scale sort admits: one table for operators, functions and patterns.

use coact_syntax::Span;

use super::super::typer::Typer;
use crate::diagnostics::Diagnostic;
use crate::model::{Scale, Type};
use crate::rules;

/// The lowest scale sort on which each makes sense; on every one, what is not named.
const NEEDED: &[(Scale, &[&str])] = &[
    (Scale::Ordinal, &["<", "<=", ">", ">=", "..", "min", "max"]),
    (Scale::Interval, &["+", "-", "sum", "round"]),
    (Scale::Ratio, &["*", "/", "%", "abs"]),
];

fn admits(scale: Scale, sign: &str) -> bool {
    let needed = NEEDED.iter().find(|(_, signs)| signs.contains(&sign));
    needed.is_none_or(|(needed, _)| scale >= *needed)
}

impl Typer<'_> {
    /// The finding for an operator, function or pattern that the scale of an operand does not admit.
    pub(super) fn off_scale(&self, sign: &str, ty: &Type, span: Span) -> Option<Diagnostic> {
        let ty = match ty {
            Type::Optional(inner) => inner,
            plain => plain,
        };
        let Type::Scalar(id) = ty else {
            return None;
        };
        let scalar = &self.model.scalars[*id];
        let scale = scalar.scale.filter(|scale| !admits(*scale, sign))?;
        Some(rules::scale_forbids(
            self.loc(span),
            sign,
            &scalar.name.text,
            scale,
        ))
    }
}
