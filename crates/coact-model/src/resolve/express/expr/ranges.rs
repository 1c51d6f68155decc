//! Ranges of values, and whether they cover all there are.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::super::bounds::compare;
use crate::model::Expr;

/// Ranges with inclusive ends; where one is left out, a range has none on that side.
#[derive(Default)]
pub(super) struct Ranges(Vec<(Option<Expr>, Option<Expr>)>);

impl Ranges {
    /// Adds one; false where it lies inside one of the others.
    pub(super) fn add(&mut self, low: Option<Expr>, high: Option<Expr>) -> bool {
        let inside = |(lowest, highest): &(Option<Expr>, Option<Expr>)| {
            is_at_most(lowest.as_ref(), low.as_ref())
                && is_at_least(highest.as_ref(), high.as_ref())
        };
        let new = !self.0.iter().any(inside);
        self.0.push((low, high));
        new
    }

    /// Whether every value lies in one of them. Between a whole number and the next one there is none.
    pub(super) fn cover_all(&self, whole: bool) -> bool {
        let joins = |low: &Expr, top: &Expr| at_most(low, top) || whole && follows(low, top);
        // The highest value up to which all are covered; none where none are.
        let mut top: Option<&Expr> = None;
        loop {
            let mut higher = top;
            for (low, high) in &self.0 {
                let joined = match (low, top) {
                    (Some(low), Some(top)) => joins(low, top),
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                match high {
                    None if joined => return true,
                    Some(high) if joined && higher.is_none_or(|higher| above(high, higher)) => {
                        higher = Some(high);
                    }
                    _ => {}
                }
            }
            let grew = match (higher, top) {
                (Some(higher), Some(top)) => above(higher, top),
                (Some(_), None) => true,
                (None, _) => false,
            };
            if !grew {
                return false;
            }
            top = higher;
        }
    }
}

/// Whether a lower end lies at or below another one.
fn is_at_most(end: Option<&Expr>, other: Option<&Expr>) -> bool {
    end.is_none_or(|end| other.is_some_and(|other| at_most(end, other)))
}

/// Whether an upper end lies at or above another one.
fn is_at_least(end: Option<&Expr>, other: Option<&Expr>) -> bool {
    end.is_none_or(|end| other.is_some_and(|other| at_most(other, end)))
}

fn at_most(a: &Expr, b: &Expr) -> bool {
    compare(a, b).is_some_and(Ordering::is_le)
}

fn above(a: &Expr, b: &Expr) -> bool {
    compare(a, b) == Some(Ordering::Greater)
}

/// Whether the first number is the next one after the second.
fn follows(next: &Expr, before: &Expr) -> bool {
    match (next.number(), before.number()) {
        (Some(next), Some(before)) => before.checked_add(Decimal::ONE) == Some(next),
        _ => false,
    }
}
