//! Values as conditions tell them apart.

use std::cmp::Ordering;

use coact_syntax::ast::UnaryOp;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use crate::ctp::Status;
use crate::model::{ActorId, Expr, ExprKind, Literal};

/// A value, or one that stands for all that no condition tells from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// There is none, whatever the type promises.
    Unknown,
    /// `none`
    Absent,
    /// `true`, `false`
    Truth(bool),
    /// A number, a day, a moment, a time of day or a length of time: all that has an order.
    Number(Decimal),
    /// A text.
    Text(String),
    /// Months and days.
    Period(i32, i32),
    /// A variant of an enumeration.
    Variant(usize),
    /// An actor role.
    Role(ActorId),
    /// The state of a transaction.
    Status(Status),
    /// How one value compares to another.
    Order(Ordering),
    /// Any that no condition names.
    Other,
}

const SECONDS: i64 = 24 * 60 * 60;

/// The day on which days are counted from.
const FIRST: Date = jiff::civil::date(1970, 1, 1);

/// A day as the number of days since the first one.
pub(super) fn of_day(day: Date) -> Decimal {
    Decimal::from(day.duration_since(FIRST).as_secs() / SECONDS)
}

/// The day of a number.
pub(super) fn day(number: Decimal) -> Option<Date> {
    let days = i64::try_from(number).ok()?.checked_mul(SECONDS)?;
    FIRST.checked_add(SignedDuration::from_secs(days)).ok()
}

/// The moment of a number.
pub(super) fn moment(number: Decimal) -> Option<Timestamp> {
    let nanoseconds = i128::try_from(number).ok()?;
    Timestamp::from_nanosecond(nanoseconds).ok()
}

/// The constant that an expression is.
pub(super) fn constant(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::Literal(literal) => return of_literal(literal),
        ExprKind::None => Value::Absent,
        ExprKind::Some(inner) | ExprKind::Convert(inner) => return constant(inner),
        ExprKind::Variant(_, at) => Value::Variant(*at),
        ExprKind::Role(actor) => Value::Role(*actor),
        ExprKind::Unary(UnaryOp::Neg, inner) => match constant(inner)? {
            Value::Number(number) => Value::Number(-number),
            _ => return None,
        },
        _ => return None,
    })
}

fn of_literal(literal: &Literal) -> Option<Value> {
    Some(match literal {
        Literal::Bool(value) => Value::Truth(*value),
        Literal::Int(value) => Value::Number(Decimal::from(*value)),
        Literal::Decimal(digits) => Value::Number(digits.parse().ok()?),
        Literal::Text(text) => Value::Text(text.clone()),
        Literal::Date(year, month, day) => {
            Value::Number(of_day(Date::new(*year, *month, *day).ok()?))
        }
        Literal::DateTime(text) => {
            let moment: Timestamp = text.parse().ok()?;
            Value::Number(Decimal::try_from_i128_with_scale(moment.as_nanosecond(), 0).ok()?)
        }
        Literal::Time(hour, minute, second) => {
            let minutes = i64::from(*hour) * 60 + i64::from(*minute);
            Value::Number(Decimal::from(minutes * 60 + i64::from(*second)))
        }
        Literal::Period(months, days) => Value::Period(*months, *days),
        Literal::Duration(seconds) => Value::Number(Decimal::from(*seconds)),
    })
}
