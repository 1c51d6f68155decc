//! Conversions, and values for what is absent.

use coact_model::model::{Expr, Type};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::expr::{self, Absent, Eval};

use super::Scope;
use crate::bounds;
use crate::value::{Value, parsed};

impl Scope<'_> {
    /// The same value in another type.
    pub(super) fn convert(&self, value: Value, from: &Type, to: &Type) -> Eval<Value> {
        if from == to {
            return Ok(value);
        }
        match (from, to) {
            (Type::Optional(from), Type::Optional(to)) => match value {
                Value::Some(value) => Ok(Value::Some(Box::new(self.convert(*value, from, to)?))),
                _ => Ok(Value::None),
            },
            (Type::Optional(from), _) => match value {
                Value::Some(value) => self.convert(*value, from, to),
                _ => Err(Absent::Unknown),
            },
            (_, Type::Optional(to)) => Ok(Value::Some(Box::new(self.convert(value, from, to)?))),
            (Type::Scalar(id), _) => {
                let base = &self.cx.model.scalars[*id].base;
                self.convert(value, base, to)
            }
            (_, Type::Scalar(id)) => {
                let scalar = &self.cx.model.scalars[*id];
                let value = self.convert(value, from, &scalar.base)?;
                if !self.daring {
                    let name = &scalar.name.text;
                    let checked = bounds::own(self.cx, &scalar.bounds, &value, name);
                    checked.map_err(|_| Absent::Overflow)?;
                }
                Ok(value)
            }
            (Type::Int(_), Type::Decimal(_)) => match value {
                Value::Int(value) => Ok(Value::Decimal(Decimal::from(value))),
                other => Ok(other),
            },
            (Type::Entity(_), Type::Actor(_)) => Ok(Value::Actor(value.who(self.cx))),
            (Type::Actor(_), Type::Entity(_)) => {
                let text = crate::value::text(self.cx, &value);
                parsed(self.cx, to, &text).ok_or(Absent::Unknown)
            }
            // Units are of the model only, and a reference is its key.
            _ => Ok(value),
        }
    }

    /// `a ?? b`
    pub(super) fn coalesce(&self, first: &Expr, second: &Expr, ty: &Type) -> Eval<Value> {
        let is_optional = matches!(first.ty, Type::Optional(_));
        let known = match (expr::known(self.eval(first))?, is_optional) {
            (Some(Value::Some(value)), true) => Some(*value),
            (Some(_), true) | (None, _) => None,
            (known, false) => known,
        };
        match known {
            Some(value) if is_optional && matches!(ty, Type::Optional(_)) => {
                Ok(Value::Some(Box::new(value)))
            }
            Some(value) => Ok(value),
            None => self.eval(second),
        }
    }
}
