//! Bounds of values that are known while compiling.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use regex::Regex;

use crate::model::{Bound, BoundKind, Expr, ExprKind, Literal, Type};

/// The patterns of `matching`, each made once.
#[derive(Debug, Default)]
pub(super) struct Patterns(RefCell<HashMap<String, Option<Regex>>>);

impl Patterns {
    /// Whether a text lies outside a pattern. One that is no pattern is reported where it stands.
    fn refuse(&self, pattern: &str, text: &str) -> bool {
        let mut known = self.0.borrow_mut();
        if !known.contains_key(pattern) {
            let made = Regex::new(&format!("^(?:{pattern})$")).ok();
            known.insert(pattern.to_owned(), made);
        }
        known
            .get(pattern)
            .and_then(Option::as_ref)
            .is_some_and(|regex| !regex.is_match(text))
    }

    /// The first bound that this value certainly breaks.
    pub(super) fn broken<'b>(&self, value: &Expr, bounds: &'b [Bound]) -> Option<&'b Bound> {
        bounds.iter().find(|bound| self.breaks(value, &bound.kind))
    }

    fn breaks(&self, value: &Expr, bound: &BoundKind) -> bool {
        match (bound, &value.kind) {
            (_, ExprKind::Convert(inner)) => self.breaks(inner, bound),
            (BoundKind::Length(min, max), ExprKind::List(items)) => {
                let length = items.len() as u64;
                length < *min || max.is_some_and(|max| length > max)
            }
            (BoundKind::MaxLength(max), ExprKind::Literal(Literal::Text(text))) => {
                text.chars().count() as u64 > *max
            }
            (BoundKind::Matching(pattern), ExprKind::Literal(Literal::Text(text))) => {
                self.refuse(pattern, text)
            }
            (BoundKind::Range(low, high), _) => {
                let is = |end: &Option<Expr>, order| {
                    end.as_ref()
                        .is_some_and(|end| compare(value, end) == Some(order))
                };
                is(low, Ordering::Less) || is(high, Ordering::Greater)
            }
            _ => false,
        }
    }
}

/// How two constants of one type compare; none where one is not a constant.
pub(super) fn compare(a: &Expr, b: &Expr) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.number(), b.number()) {
        return Some(a.cmp(&b));
    }
    match (constant(a)?, constant(b)?) {
        (Literal::Text(a), Literal::Text(b)) => Some(a.cmp(b)),
        (Literal::Date(y1, m1, d1), Literal::Date(y2, m2, d2)) => {
            Some((y1, m1, d1).cmp(&(y2, m2, d2)))
        }
        (Literal::Time(h1, m1, s1), Literal::Time(h2, m2, s2)) => {
            Some((h1, m1, s1).cmp(&(h2, m2, s2)))
        }
        (Literal::Duration(a), Literal::Duration(b)) => Some(a.cmp(b)),
        (Literal::DateTime(a), Literal::DateTime(b)) => {
            let (a, b): (jiff::Timestamp, jiff::Timestamp) = (a.parse().ok()?, b.parse().ok()?);
            Some(a.cmp(&b))
        }
        _ => None,
    }
}

fn constant(expr: &Expr) -> Option<&Literal> {
    match &expr.kind {
        ExprKind::Literal(literal) => Some(literal),
        ExprKind::Convert(inner) => constant(inner),
        _ => None,
    }
}

/// Whether values of the type have an order.
pub(super) fn ordered(base: &Type) -> bool {
    matches!(
        base,
        Type::Int(_)
            | Type::Decimal(_)
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Text
    )
}
