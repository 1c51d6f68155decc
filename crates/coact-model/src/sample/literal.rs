//! A literal inside its bounds.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::{Bound, BoundKind, Expr, ExprKind, Literal, Type};

/// A literal of a type of the language inside its bounds, where one is found; the `nth` of several that differ where
/// the bounds allow it.
pub fn literal(ty: &Type, bounds: &[Bound], nth: u32) -> Option<Literal> {
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
                from.as_ref().and_then(Expr::number),
                to.as_ref().and_then(Expr::number),
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
        return super::matching(pattern, nth);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;
    use crate::Loc;
    use crate::model::{Expr, Unit};

    fn within(low: i64, high: i64) -> Vec<Bound> {
        let end = |value| {
            Some(Expr {
                kind: ExprKind::Literal(Literal::Int(value)),
                ty: Type::Int(Unit::default()),
                loc: Loc::default(),
            })
        };
        vec![Bound {
            kind: BoundKind::Range(end(low), end(high)),
            sentence: String::new(),
            loc: Loc::default(),
        }]
    }

    #[test]
    fn numbers_stay_inside_their_range_and_differ_as_long_as_they_can() {
        let made = |low, high| -> Vec<Option<Literal>> {
            (0..4)
                .map(|nth| literal(&Type::Int(Unit::default()), &within(low, high), nth))
                .collect()
        };
        let are = |values: [i64; 4]| values.map(|value| Some(Literal::Int(value))).to_vec();
        assert_eq!(made(5, 7), are([5, 6, 7, 7]));
        assert_eq!(made(-40, -1), are([-1, -1, -1, -1]));
    }
}
