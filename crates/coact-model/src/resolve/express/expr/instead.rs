//! What to write instead, where an operator does not go between two types.

use coact_syntax::ast::BinaryOp;

use crate::model::Type;

/// What to write instead, for mistakes that are easily made.
pub(super) fn advice(op: BinaryOp, a: &Type, b: &Type) -> Option<&'static str> {
    match (op, a, b) {
        (BinaryOp::Sub, Type::Date, Type::Date) => {
            Some("count the days between two dates with `days(from, to)`")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::DateTime, Type::Period) => Some(
            "days, weeks, months and years are added to dates only; a moment takes hours, minutes or seconds",
        ),
        (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Duration) => {
            Some("a date takes days, weeks, months or years")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::Date, Type::Int(_)) => {
            Some("say of what: `3 days`, or `n * 1 days` of a number that is not written out")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::DateTime, Type::Int(_)) => {
            Some("say of what: `2 hours`, or `n * 1 hours` of a number that is not written out")
        }
        (BinaryOp::Add | BinaryOp::Sub, Type::Period, Type::Duration)
        | (BinaryOp::Add | BinaryOp::Sub, Type::Duration, Type::Period) => Some(
            "the calendar and the clock do not mix: days, weeks, months and years on one side, hours, minutes and seconds on the other",
        ),
        (BinaryOp::Add | BinaryOp::Sub, Type::Int(_), Type::Period)
        | (BinaryOp::Add | BinaryOp::Sub, Type::Period, Type::Int(_)) => Some(
            "`days(from, to)` counts days, so that a bare number is added to it: `days(from, to) + 1`",
        ),
        (BinaryOp::Add, Type::List(_), _) | (BinaryOp::Add, _, Type::List(_)) => Some(
            "lists are not calculated with, nor joined: a list of values with a key grows by an event, `lines add { … }`",
        ),
        (_, Type::List(_), _) | (_, _, Type::List(_)) => Some(
            "lists are not calculated with: `sum(…)`, `count(…)`, `filter(…)` make something of one",
        ),
        (BinaryOp::Add, Type::Text, _) | (BinaryOp::Add, _, Type::Text) => {
            Some("`+` joins a text with a text; nothing else becomes a text by itself")
        }
        (BinaryOp::Mul | BinaryOp::Div, Type::Int(_) | Type::Decimal(_), Type::Period) => {
            Some("a number of days is `days(from, to)`, or an `Int unit day`")
        }
        (BinaryOp::Mul | BinaryOp::Div, Type::Period | Type::Duration, _) => Some(
            "a length of time is multiplied by a whole number, or by what has a unit per day or hour: `Decimal unit EUR/day`",
        ),
        (BinaryOp::Add | BinaryOp::Sub, _, _) => Some(
            "numbers of one unit are added, a period goes to a date and a duration to a moment",
        ),
        (BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem, _, _) => Some("numbers go here"),
        _ => None,
    }
}
