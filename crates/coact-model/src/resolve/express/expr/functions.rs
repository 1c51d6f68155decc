//! The functions of the language: one table.

use crate::model::{Builtin, Type, Unit};

/// What a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A list and a condition on its elements.
    Predicate,
    /// A list and a function of its elements.
    Mapping,
    /// A list, and a condition if one likes.
    OptionalPredicate,
    /// A list, and a function of its elements if one likes.
    OptionalMapping,
    /// A list, and a function of its elements if one likes; or two values.
    Extreme,
    /// So many texts.
    Texts(usize),
    /// So many dates.
    Dates(usize),
    /// A number.
    Number,
    /// A number, and how many digits are kept.
    Round,
}

pub(super) const NAMES: &[(&str, Builtin, Shape)] = &[
    ("all", Builtin::All, Shape::Predicate),
    ("any", Builtin::Any, Shape::Predicate),
    ("count", Builtin::Count, Shape::OptionalPredicate),
    ("sum", Builtin::Sum, Shape::OptionalMapping),
    ("min", Builtin::Min, Shape::Extreme),
    ("max", Builtin::Max, Shape::Extreme),
    ("map", Builtin::Map, Shape::Mapping),
    ("filter", Builtin::Filter, Shape::Predicate),
    ("first", Builtin::First, Shape::OptionalPredicate),
    ("last", Builtin::Last, Shape::OptionalPredicate),
    ("days", Builtin::Days, Shape::Dates(2)),
    ("round", Builtin::Round, Shape::Round),
    ("abs", Builtin::Abs, Shape::Number),
    ("length", Builtin::Length, Shape::Texts(1)),
    ("lower", Builtin::Lower, Shape::Texts(1)),
    ("upper", Builtin::Upper, Shape::Texts(1)),
    ("trim", Builtin::Trim, Shape::Texts(1)),
    ("contains", Builtin::Contains, Shape::Texts(2)),
    ("starts_with", Builtin::StartsWith, Shape::Texts(2)),
    ("ends_with", Builtin::EndsWith, Shape::Texts(2)),
    ("year", Builtin::Year, Shape::Dates(1)),
    ("month", Builtin::Month, Shape::Dates(1)),
    ("day", Builtin::Day, Shape::Dates(1)),
];

pub(super) fn find(name: &str) -> Option<(Builtin, Shape)> {
    NAMES
        .iter()
        .find(|(known, ..)| *known == name)
        .map(|(_, builtin, shape)| (*builtin, *shape))
}

/// The name of a function.
pub(crate) fn name(builtin: Builtin) -> &'static str {
    NAMES
        .iter()
        .find(|(_, known, _)| *known == builtin)
        .map_or("", |(name, ..)| name)
}

/// What a function of texts gives.
pub(super) fn text_result(builtin: Builtin) -> Type {
    match builtin {
        Builtin::Length => Type::Int(Unit::default()),
        Builtin::Contains | Builtin::StartsWith | Builtin::EndsWith => Type::Bool,
        _ => Type::Text,
    }
}

/// What a function takes, for people.
pub(super) fn usage(shape: Shape) -> &'static str {
    match shape {
        Shape::Predicate => "a list and a condition: `(lines, l => l.quantity > 1)`",
        Shape::Mapping => "a list and a function: `(lines, l => l.sku)`",
        Shape::OptionalPredicate => {
            "a list, or a list and a condition: `(lines, l => l.quantity > 1)`"
        }
        Shape::OptionalMapping => "a list, or a list and a function: `(lines, l => l.quantity)`",
        Shape::Extreme => "a list, a list and a function, or two values",
        Shape::Texts(1) => "one text",
        Shape::Texts(_) => "two texts",
        Shape::Dates(1) => "one date",
        Shape::Dates(_) => "two dates",
        Shape::Number => "one number",
        Shape::Round => "a number, and how many digits are kept: `(x, 2)`",
    }
}
