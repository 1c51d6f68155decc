//! The functions of the language.

use coact_model::model::{Builtin, Expr, ExprKind, Type};
use coact_runtime::expr::{self, Absent, Eval, Number};

use super::Scope;
use super::operators::plus;
use crate::value::Value;

impl Scope<'_> {
    pub(super) fn builtin(&self, builtin: Builtin, args: &[Expr], whole: &Expr) -> Eval<Value> {
        let Some(first) = args.first() else {
            return Err(Absent::Unknown);
        };
        let second = args.get(1);
        Ok(match builtin {
            Builtin::All | Builtin::Any | Builtin::Map | Builtin::Filter => {
                self.over(builtin, first, second)?
            }
            Builtin::Count if second.is_some() => self.over(builtin, first, second)?,
            Builtin::First | Builtin::Last => self.over(builtin, first, second)?,
            Builtin::Count => {
                let count = match self.eval(first)? {
                    Value::Map(entries) => entries.len(),
                    list => list.items().len(),
                };
                Value::Int(expr::size(count))
            }
            Builtin::Sum => {
                let mut total = self.zero(&whole.ty);
                for item in self.eval(first)?.items() {
                    total = plus(total, self.applied(second, item)?)?;
                }
                total
            }
            Builtin::Min | Builtin::Max => self.extreme(builtin, first, second, &whole.ty)?,
            Builtin::Days => match (self.eval(first)?, self.argument(second)?) {
                (Value::Date(from), Value::Date(to)) => Value::Int(expr::days(from, to)?),
                _ => return Err(Absent::Unknown),
            },
            Builtin::Round => match (self.eval(first)?, self.argument(second)?) {
                (Value::Decimal(value), Value::Int(digits)) => {
                    Value::Decimal(expr::round(value, digits))
                }
                _ => return Err(Absent::Unknown),
            },
            Builtin::Abs => match self.eval(first)? {
                Value::Int(value) => Value::Int(value.size()?),
                Value::Decimal(value) => Value::Decimal(value.size()?),
                _ => return Err(Absent::Unknown),
            },
            Builtin::Length
            | Builtin::Lower
            | Builtin::Upper
            | Builtin::Trim
            | Builtin::Contains
            | Builtin::StartsWith
            | Builtin::EndsWith => self.on_text(builtin, first, second)?,
            Builtin::Year | Builtin::Month | Builtin::Day => match self.eval(first)? {
                Value::Date(date) => Value::Int(match builtin {
                    Builtin::Year => i64::from(date.year()),
                    Builtin::Month => i64::from(date.month()),
                    _ => i64::from(date.day()),
                }),
                _ => return Err(Absent::Unknown),
            },
            // The enumeration may grow.
            _ => return self.lacks(whole, "this function"),
        })
    }

    fn argument(&self, arg: Option<&Expr>) -> Eval<Value> {
        arg.map_or(Err(Absent::Unknown), |arg| self.eval(arg))
    }

    /// A function of an element; without one, the element itself.
    fn applied(&self, function: Option<&Expr>, item: &Value) -> Eval<Value> {
        match function.map(|function| &function.kind) {
            Some(ExprKind::Lambda(local, body)) => self.with(local, item, |inner| inner.eval(body)),
            _ => Ok(item.clone()),
        }
    }

    /// A function over a list with a function of its elements.
    fn over(&self, builtin: Builtin, list: &Expr, function: Option<&Expr>) -> Eval<Value> {
        let list = self.eval(list)?;
        let items = list.items();
        let of = |item: &Value| self.applied(function, item);
        let holds = |item: &Value| Ok(self.applied(function, item)?.is_true());
        let any = |item: &Value| match function {
            Some(_) => holds(item),
            None => Ok(true),
        };
        let option =
            |found: Option<Value>| found.map_or(Value::None, |found| Value::Some(Box::new(found)));
        Ok(match builtin {
            Builtin::All => Value::Bool(expr::all(items, holds)?),
            Builtin::Any => Value::Bool(expr::any(items, holds)?),
            Builtin::Count => Value::Int(expr::count(items, holds)?),
            Builtin::Filter => Value::List(expr::filter(items, holds)?),
            Builtin::First => option(expr::first(items, any)?),
            Builtin::Last => option(expr::last(items, any)?),
            _ => Value::List(expr::map(items, of)?),
        })
    }

    /// `min` and `max`, of a list or of two values.
    fn extreme(
        &self,
        builtin: Builtin,
        first: &Expr,
        second: Option<&Expr>,
        ty: &Type,
    ) -> Eval<Value> {
        let is_least = builtin == Builtin::Min;
        let function = second.filter(|second| matches!(second.kind, ExprKind::Lambda(..)));
        if let (Some(second), None) = (second, function) {
            let (a, b) = (self.eval(first)?, self.eval(second)?);
            return Ok(if is_least { a.min(b) } else { a.max(b) });
        }
        let list = self.eval(first)?;
        let of = |item: &Value| self.applied(function, item);
        let found = if is_least {
            expr::least(list.items(), of)
        } else {
            expr::greatest(list.items(), of)
        };
        match ty {
            Type::Optional(_) => {
                Ok(expr::known(found)?.map_or(Value::None, |found| Value::Some(Box::new(found))))
            }
            _ => found,
        }
    }

    fn on_text(&self, builtin: Builtin, text: &Expr, part: Option<&Expr>) -> Eval<Value> {
        let Value::Text(text) = self.eval(text)? else {
            return Err(Absent::Unknown);
        };
        let part = match part {
            Some(part) => match self.eval(part)? {
                Value::Text(part) => part,
                _ => return Err(Absent::Unknown),
            },
            None => String::new(),
        };
        Ok(match builtin {
            Builtin::Length => Value::Int(expr::size(text.chars().count())),
            Builtin::Lower => Value::Text(text.to_lowercase()),
            Builtin::Upper => Value::Text(text.to_uppercase()),
            Builtin::Trim => Value::Text(text.trim().to_owned()),
            Builtin::Contains => Value::Bool(text.contains(part.as_str())),
            Builtin::StartsWith => Value::Bool(text.starts_with(part.as_str())),
            _ => Value::Bool(text.ends_with(part.as_str())),
        })
    }
}
