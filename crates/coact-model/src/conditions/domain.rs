//! Which values there are, as far as conditions tell them apart.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::value::Value;
use crate::ctp::Status;
use crate::model::ActorId;

/// The values that something may have.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) sort: Sort,
    /// The least and the greatest number, where bounds say so.
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    /// Whether it may be `none`.
    pub(super) optional: bool,
    /// Whether there may be no value though the type promises one.
    pub(super) unknown: bool,
}

/// What sort of values.
#[derive(Clone, Debug)]
pub(super) enum Sort {
    Truth,
    /// A variant of an enumeration of so many.
    Variants(usize),
    Roles(Vec<ActorId>),
    /// Whole numbers and days, from the least to the greatest that there are.
    Whole(Decimal, Decimal),
    /// Numbers between any two of which there is another one.
    Dense,
    /// What is only equal to a constant or not.
    Named,
    Statuses(Vec<Status>),
    /// How two things compare.
    Order,
    /// How a thing compares to itself.
    Same,
}

impl Domain {
    pub(super) const fn of(sort: Sort) -> Self {
        Self {
            sort,
            low: None,
            high: None,
            optional: false,
            unknown: false,
        }
    }

    /// One value for all that these constants do not tell from it, those that are named first; none where that cannot
    /// be said.
    pub(super) fn values(&self, constants: &[Value]) -> Option<Vec<Value>> {
        let mut values: Vec<Value> = match &self.sort {
            Sort::Truth => vec![Value::Truth(true), Value::Truth(false)],
            Sort::Variants(count) => (0..*count).map(Value::Variant).collect(),
            Sort::Roles(roles) => roles.iter().copied().map(Value::Role).collect(),
            Sort::Statuses(statuses) => statuses.iter().copied().map(Value::Status).collect(),
            Sort::Order => [Ordering::Less, Ordering::Equal, Ordering::Greater]
                .map(Value::Order)
                .to_vec(),
            Sort::Same => vec![Value::Order(Ordering::Equal)],
            Sort::Whole(..) | Sort::Dense => self.numbers(constants)?,
            Sort::Named => named(constants),
        };
        if self.optional {
            values.push(Value::Absent);
        }
        if self.unknown {
            values.push(Value::Unknown);
        }
        Some(values)
    }

    fn numbers(&self, constants: &[Value]) -> Option<Vec<Value>> {
        let whole = matches!(self.sort, Sort::Whole(..));
        let mut ends: Vec<Decimal> = self.low.into_iter().chain(self.high).collect();
        for constant in constants {
            if let Value::Number(number) = constant {
                ends.push(*number);
            }
        }
        if whole {
            // Between two whole numbers there may be a constant that is none.
            let floors: Vec<Decimal> = ends.iter().map(Decimal::floor).collect();
            ends = floors
                .into_iter()
                .chain(ends.iter().map(Decimal::ceil))
                .collect();
        }
        let (least, most) = self.ends();
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            return None;
        }
        ends.retain(|end| {
            least.is_none_or(|least| *end >= least) && most.is_none_or(|most| *end <= most)
        });
        ends.sort_unstable();
        ends.dedup();
        let mut between = Vec::new();
        match (ends.first(), ends.last()) {
            (Some(first), Some(last)) => {
                let below = first.checked_sub(Decimal::ONE)?;
                let above = last.checked_add(Decimal::ONE)?;
                between.extend(
                    Some(below)
                        .filter(|it| self.low.is_none() && least.is_none_or(|least| *it >= least)),
                );
                between.extend(
                    Some(above)
                        .filter(|it| self.high.is_none() && most.is_none_or(|most| *it <= most)),
                );
                for pair in ends.windows(2) {
                    if let [a, b] = pair {
                        between.extend(inside(*a, *b, whole)?);
                    }
                }
            }
            // Nothing is named and nothing bounds it: one number is as good as another.
            _ if least.is_none_or(|it| it <= Decimal::ZERO)
                && most.is_none_or(|it| it >= Decimal::ZERO) =>
            {
                between.push(Decimal::ZERO);
            }
            _ => return None,
        }
        Some(ends.into_iter().chain(between).map(Value::Number).collect())
    }

    /// The least and the greatest number that there are.
    fn ends(&self) -> (Option<Decimal>, Option<Decimal>) {
        match self.sort {
            Sort::Whole(least, most) => (
                Some(self.low.map_or(least, |low| low.max(least))),
                Some(self.high.map_or(most, |high| high.min(most))),
            ),
            _ => (self.low, self.high),
        }
    }
}

/// A number between two others, where there is one; nothing where none can be told.
fn inside(a: Decimal, b: Decimal, whole: bool) -> Option<Option<Decimal>> {
    let next = a.floor().checked_add(Decimal::ONE)?;
    if next < b {
        return Some(Some(next));
    }
    if whole {
        return Some(None);
    }
    let half = b.checked_sub(a)?.checked_div(Decimal::TWO)?;
    let middle = a.checked_add(half)?;
    (a < middle && middle < b).then_some(Some(middle))
}

fn named(constants: &[Value]) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for constant in constants {
        if matches!(constant, Value::Text(_) | Value::Period(..)) && !values.contains(constant) {
            values.push(constant.clone());
        }
    }
    values.push(Value::Other);
    values
}
