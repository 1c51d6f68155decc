//! Walking expressions.

use super::{Expr, ExprKind, Pattern};

impl Expr {
    /// The expressions directly inside this one, in the order of evaluation.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::None
            | ExprKind::Local(_)
            | ExprKind::Constant(_)
            | ExprKind::Subject(_)
            | ExprKind::EventSubject
            | ExprKind::EventField(_)
            | ExprKind::EventMeta(_)
            | ExprKind::RowField(_)
            | ExprKind::Variant(..)
            | ExprKind::Now
            | ExprKind::Today => Vec::new(),
            ExprKind::Some(inner)
            | ExprKind::Key(inner)
            | ExprKind::Fact(inner, ..)
            | ExprKind::Derived(inner, ..)
            | ExprKind::Inverse(inner, ..)
            | ExprKind::Field(inner, ..)
            | ExprKind::Lambda(_, inner)
            | ExprKind::Unary(_, inner)
            | ExprKind::Convert(inner) => vec![inner],
            ExprKind::ActField(instance, ..)
            | ExprKind::ActMeta(instance, ..)
            | ExprKind::FactTest(instance, _) => vec![&instance.subject],
            ExprKind::Record(_, items)
            | ExprKind::List(items)
            | ExprKind::Lookup(_, items)
            | ExprKind::Builtin(_, items)
            | ExprKind::Logic(_, items) => items.iter().collect(),
            ExprKind::Arithmetic(_, a, b)
            | ExprKind::Coalesce(a, b)
            | ExprKind::Compare(_, a, b) => vec![a, b],
            ExprKind::If(a, b, c) => vec![a, b, c],
            ExprKind::Match(subject, arms) => {
                let mut all = vec![&**subject];
                for (pattern, value) in arms {
                    match pattern {
                        Pattern::Literal(literal) => all.push(literal),
                        Pattern::Range(low, high) => all.extend([low, high]),
                        Pattern::Any | Pattern::None | Pattern::Some(_) | Pattern::Variant(..) => {}
                    }
                    all.push(value);
                }
                all
            }
        }
    }

    /// This expression and all inside it, outermost first.
    pub fn all(&self) -> Vec<&Expr> {
        let mut found = vec![self];
        let mut next = 0;
        while let Some(expr) = found.get(next) {
            let inside = expr.children();
            found.extend(inside);
            next += 1;
        }
        found
    }
}
