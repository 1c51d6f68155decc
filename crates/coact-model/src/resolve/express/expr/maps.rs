//! Maps that are written out.

use std::collections::BTreeSet;

use coact_syntax::{Span, ast};

use super::super::describe::explained;
use super::super::typer::Typer;
use crate::json::Scope;
use crate::model::{Expr, ExprKind, Type};
use crate::rules;

impl Typer<'_> {
    /// `{ small: 5, "b": 6 }`, in the type that is wanted, else in that of its first entry.
    pub(in super::super) fn map(
        &mut self,
        entries: &[(ast::Expr, ast::Expr)],
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let (mut types, mut typed) = (wanted(want), Vec::new());
        if types.is_none() && want.is_some_and(|want| *want != Type::Error) {
            let found = want
                .map(|want| explained(self.model, want))
                .unwrap_or_default();
            let loc = self.loc(span);
            return self.fail(span, rules::type_mismatch(loc, &found, "a map"));
        }
        for (key, value) in entries {
            let (key, value) = match &types {
                Some((of_key, of_value)) => {
                    (self.expect(key, of_key), self.expect(value, of_value))
                }
                None => (self.infer(key, None), self.infer(value, None)),
            };
            types.get_or_insert_with(|| (key.ty.clone(), value.ty.clone()));
            typed.push((key, value));
        }
        let broken =
            |(key, value): &(Expr, Expr)| [key, value].iter().any(|it| it.ty == Type::Error);
        let Some((of_key, of_value)) = types else {
            let loc = self.loc(span);
            return match want {
                Some(_) => self.broken(span),
                None => self.fail(span, rules::untold_type(loc, "{}")),
            };
        };
        if typed.iter().any(broken) {
            return self.broken(span);
        }
        self.keys_twice(&typed);
        let ty = Type::Map(Box::new(of_key), Box::new(of_value));
        self.expr(ExprKind::Map(typed), ty, span)
    }

    /// The later of two entries would win in silence.
    fn keys_twice(&mut self, entries: &[(Expr, Expr)]) {
        let scope = Scope::of(self.model);
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        for (key, _) in entries {
            let text = scope.text(key);
            if seen.contains(&text) {
                twice.push(rules::given_twice(key.loc, &text));
            }
            seen.insert(text);
        }
        for finding in twice {
            self.report(finding);
        }
    }
}

/// The types of keys and values that a wanted type has.
fn wanted(want: Option<&Type>) -> Option<(Type, Type)> {
    match want {
        Some(Type::Map(key, value)) => Some(((**key).clone(), (**value).clone())),
        Some(Type::Optional(inner)) => wanted(Some(inner)),
        _ => None,
    }
}
