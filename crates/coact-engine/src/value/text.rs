//! Keys as text, and read back from it.

use coact_model::model::Type;

use super::{Json, Value};
use crate::cx::Cx;

/// A value as the text of a key.
pub(crate) fn text(cx: &Cx<'_>, value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Decimal(value) => value.to_string(),
        Value::Text(value) => value.clone(),
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::Uuid(value) => value.to_string(),
        Value::Actor(value) => value.to_string(),
        Value::Some(value) => text(cx, value),
        other => coact_runtime::expr::element(&Json(cx, other)),
    }
}

/// The key of a type that a text is; none where it is none.
pub(crate) fn parsed(cx: &Cx<'_>, ty: &Type, text: &str) -> Option<Value> {
    match ty {
        Type::Text => Some(Value::Text(text.to_owned())),
        Type::Scalar(id) => parsed(cx, &cx.model.scalars[*id].base, text),
        Type::Entity(id) => parsed(cx, &cx.model.entities[*id].key.ty, text),
        Type::Uuid => text.parse().ok().map(Value::Uuid),
        Type::Int(_) => text.parse().ok().map(Value::Int),
        Type::Date => text.parse().ok().map(Value::Date),
        Type::Bool => text.parse().ok().map(Value::Bool),
        _ => None,
    }
}
