//! Types in the modeller's words.

use crate::model::{Model, Type, Unit};

/// What is said of a type that could not be found out.
pub(super) const UNKNOWN: &str = "something unknown";

/// The type as a modeller would write it: `Amount`, `[OrderLine]`, `Decimal unit EUR`.
pub(crate) fn type_name(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Text => "Text".to_owned(),
        Type::Bool => "Bool".to_owned(),
        Type::Int(unit) => number("Int", unit),
        Type::Decimal(unit) => number("Decimal", unit),
        Type::Date => "Date".to_owned(),
        Type::Time => "Time".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Duration => "Duration".to_owned(),
        Type::Period => "Period".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Scalar(id) => model.scalars[*id].name.text.clone(),
        Type::Enum(id) => model.enums[*id].name.text.clone(),
        Type::Value(id) => model.values[*id].name.text.clone(),
        Type::Entity(id) => model.entities[*id].name.text.clone(),
        Type::Actor(id) => model.actors[*id].name.text.clone(),
        Type::Row(id) => format!("row of {}", model.views[*id].name.text),
        Type::Role(..) => "role".to_owned(),
        Type::Optional(inner) => format!("{}?", type_name(model, inner)),
        Type::List(inner) => format!("[{}]", type_name(model, inner)),
        Type::Map(key, value) => {
            format!("{{{}: {}}}", type_name(model, key), type_name(model, value))
        }
        Type::Error => UNKNOWN.to_owned(),
    }
}

/// The type in backticks, with what it is made of where it is a scalar: `` `Amount` (`Decimal unit EUR`) ``.
pub(crate) fn explained(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Scalar(id) => format!(
            "`{}` (`{}`)",
            type_name(model, ty),
            type_name(model, &model.scalars[*id].base)
        ),
        _ => format!("`{}`", type_name(model, ty)),
    }
}

fn number(word: &str, unit: &Unit) -> String {
    if *unit == Unit::default() {
        word.to_owned()
    } else {
        format!("{word} unit {}", unit_name(unit))
    }
}

/// `EUR`, `EUR/day`, `EUR*EUR`, `1/day`.
pub(crate) fn unit_name(unit: &Unit) -> String {
    let over = if unit.over().is_empty() {
        "1".to_owned()
    } else {
        unit.over().join("*")
    };
    if unit.under().is_empty() {
        over
    } else {
        format!("{over}/{}", unit.under().join("/"))
    }
}
