//! Bounds of values.

use coact_model::model::{Bound, BoundKind, Expr, Type};
use coact_runtime::RejectionKind;

use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// Checks a value: its own bounds, then those inside it. `name` is the element that the rejection bears.
pub(crate) fn check(
    cx: &Cx<'_>,
    ty: &Type,
    bounds: &[Bound],
    value: &Value,
    name: &str,
) -> Decision<()> {
    if let Type::Optional(inner) = ty {
        return match value {
            Value::Some(value) => check(cx, inner, bounds, value, name),
            _ => Ok(()),
        };
    }
    own(cx, bounds, value, name)?;
    inside(cx, ty, value, name)
}

/// The bounds of a value alone, whatever is in it.
pub(crate) fn own(cx: &Cx<'_>, bounds: &[Bound], value: &Value, name: &str) -> Decision<()> {
    for bound in bounds {
        if is_broken(cx, bound, value) {
            return Err(Rejection::new(
                RejectionKind::Bounds,
                name,
                &bound.sentence,
                bound.loc,
            ));
        }
    }
    Ok(())
}

fn inside(cx: &Cx<'_>, ty: &Type, value: &Value, name: &str) -> Decision<()> {
    match (ty, value) {
        (Type::Scalar(id), value) => own(cx, &cx.model.scalars[*id].bounds, value, name),
        (Type::Value(id), Value::Record(_, fields)) => {
            let defs = cx.model.values[*id].fields.iter();
            for (def, value) in defs.zip(fields) {
                check(cx, &def.ty, &def.bounds, value, name)?;
            }
            Ok(())
        }
        (Type::List(inner), Value::List(items)) => {
            for item in items {
                check(cx, inner, &[], item, name)?;
            }
            Ok(())
        }
        (Type::Map(key, of), Value::Map(entries)) => {
            for (at, value) in entries {
                check(cx, key, &[], at, name)?;
                check(cx, of, &[], value, name)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn is_broken(cx: &Cx<'_>, bound: &Bound, value: &Value) -> bool {
    match &bound.kind {
        BoundKind::Length(least, most) => {
            let length = match value {
                Value::List(items) => items.len(),
                Value::Map(entries) => entries.len(),
                Value::Text(text) => text.len(),
                Value::Bytes(bytes) => bytes.len(),
                _ => return false,
            };
            let length = u64::try_from(length).unwrap_or(u64::MAX);
            length < *least || most.is_some_and(|most| length > most)
        }
        BoundKind::Range(least, most) => {
            let end = |end: &Option<Expr>| {
                let end = end.as_ref()?;
                Scope::constant(cx).eval(end).ok()
            };
            end(least).is_some_and(|least| *value < least)
                || end(most).is_some_and(|most| *value > most)
        }
        BoundKind::Matching(pattern) => match value {
            Value::Text(text) => !cx.matches(pattern, text),
            _ => false,
        },
        BoundKind::MaxLength(most) => match value {
            Value::Text(text) => {
                let most = usize::try_from(*most).unwrap_or(usize::MAX);
                text.chars().nth(most).is_some()
            }
            _ => false,
        },
    }
}
