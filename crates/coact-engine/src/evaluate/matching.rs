//! `match`.

use coact_model::model::{Expr, Pattern};
use coact_runtime::expr::{Absent, Eval};

use super::Scope;
use crate::value::Value;

impl Scope<'_> {
    pub(super) fn matched(&self, of: &Expr, arms: &[(Pattern, Expr)]) -> Eval<Value> {
        let whole = self.eval(of)?;
        for (pattern, body) in arms {
            if let (Pattern::Some(local), Value::Some(value)) = (pattern, &whole) {
                return self.with(local, value, |inner| inner.eval(body));
            }
            if self.fits(pattern, &whole)? {
                return self.eval(body);
            }
        }
        Err(Absent::Unknown)
    }

    fn fits(&self, pattern: &Pattern, value: &Value) -> Eval<bool> {
        Ok(match pattern {
            Pattern::Any => true,
            Pattern::None => *value == Value::None,
            Pattern::Some(_) => false,
            Pattern::Variant(id, index) => *value == Value::Enum(*id, *index),
            Pattern::Role(actor) => *value == Value::Role(*actor),
            Pattern::Literal(literal) => *value == self.eval(literal)?,
            Pattern::Range(low, high) => {
                let above = match low {
                    Some(low) => self.eval(low)? <= *value,
                    None => true,
                };
                let below = match high {
                    Some(high) => *value <= self.eval(high)?,
                    None => true,
                };
                above && below
            }
        })
    }
}
