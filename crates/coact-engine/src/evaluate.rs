//! Expressions over what their place knows. An expression without a value says why, as in generated code.

mod builtin;
mod convert;
mod entities;
mod matching;
mod operators;
mod outside;
mod read;
mod scope;

use coact_model::model::{Expr, ExprKind, Literal, Local, Type};
use coact_runtime::ActorId as Who;
use coact_runtime::export::jiff::civil::{Date, date, time};
use coact_runtime::export::jiff::{SignedDuration, Timestamp};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::expr::{self, Absent, Eval, Period};

use crate::case::Case;
use crate::cx::Cx;
use crate::message::Envelope;
use crate::value::Value;
pub(crate) use outside::{Answer, Outside};

/// Where an expression is evaluated: what its names stand for.
#[derive(Clone)]
pub(crate) struct Scope<'s> {
    pub(crate) cx: &'s Cx<'s>,
    /// What is read of the case, where there is one.
    pub(crate) case: Option<&'s Case>,
    /// The entity that is spoken of.
    subject: Option<Value>,
    /// The clock, and the day.
    pub(crate) clock: Option<(Timestamp, Date)>,
    /// What lies outside the case: rows, other entities, answers of the host.
    pub(crate) outside: Option<&'s Outside>,
    /// What is accepted is so until the revocation is allowed: in derived facts and views.
    keeps: bool,
    /// Values may lie outside their bounds.
    daring: bool,
    /// The event that is spoken of.
    happened: Option<&'s Envelope>,
    /// The row that is spoken of.
    row: Option<&'s [Value]>,
    /// Who asks.
    me: Option<&'s Who>,
    /// The fields of the command, as they are given.
    command: Option<(&'s coact_model::model::Command, &'s [Option<Value>])>,
    /// The state of an aggregate.
    state: Option<&'s [Option<Value>]>,
    /// The id under which an event arrived from outside.
    arrival: Option<Uuid>,
    /// The fields of the answer to a call.
    result: Option<&'s [Value]>,
    /// The constants of a spec; none where one is not bound yet.
    constants: Option<&'s [Option<Value>]>,
    /// The variables that are bound around it.
    bound: Option<&'s Bound<'s>>,
}

/// A variable with its value, and those around it.
pub(crate) struct Bound<'s> {
    local: &'s Local,
    value: &'s Value,
    around: Option<&'s Bound<'s>>,
}

impl<'s> Scope<'s> {
    /// Evaluates what is said of a variable.
    pub(crate) fn with<T>(
        &self,
        local: &Local,
        value: &Value,
        of: impl FnOnce(&Scope<'_>) -> T,
    ) -> T {
        let bound = Bound {
            local,
            value,
            around: self.bound,
        };
        let inner = Scope {
            bound: Some(&bound),
            ..self.clone()
        };
        of(&inner)
    }

    /// The value of an expression, or why there is none.
    pub(crate) fn eval(&self, expr: &Expr) -> Eval<Value> {
        self.cx.step_on();
        Ok(match &expr.kind {
            ExprKind::Literal(value) => literal(value, &expr.ty)?,
            ExprKind::None => Value::None,
            ExprKind::Some(inner) => Value::Some(Box::new(self.eval(inner)?)),
            ExprKind::Local(local) => self.local(local)?,
            ExprKind::Constant(id) => {
                let constants = self.constants.unwrap_or_default();
                let known = constants.get(coact_model::model::Id::index(*id));
                known.cloned().flatten().ok_or(Absent::Unknown)?
            }
            ExprKind::Convert(inner) => self.convert(self.eval(inner)?, &inner.ty, &expr.ty)?,
            ExprKind::Field(of, _, index) => match self.eval(of)? {
                Value::Record(_, fields) => fields.get(*index).cloned().ok_or(Absent::Unknown)?,
                _ => return Err(Absent::Unknown),
            },
            ExprKind::Record(id, fields) => Value::Record(*id, self.all(fields)?),
            ExprKind::List(items) => Value::List(self.all(items)?),
            ExprKind::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| Ok((self.eval(key)?, self.eval(value)?)));
                Value::Map(entries.collect::<Eval<_>>()?)
            }
            ExprKind::Role(actor) => Value::Role(*actor),
            ExprKind::Variant(id, index) => Value::Enum(*id, *index),
            ExprKind::Builtin(builtin, args) => self.builtin(*builtin, args, expr)?,
            ExprKind::Lambda(_, body) => self.eval(body)?,
            ExprKind::Unary(op, inner) => self.unary(*op, inner)?,
            ExprKind::Logic(op, operands) => self.logic(*op, operands)?,
            ExprKind::Arithmetic(op, left, right) => {
                operators::arithmetic(*op, self.eval(left)?, self.eval(right)?)?
            }
            ExprKind::Coalesce(first, second) => self.coalesce(first, second, &expr.ty)?,
            ExprKind::Compare(op, left, right) => self.compare(*op, left, right)?,
            ExprKind::If(condition, then, otherwise) => {
                if self.eval(condition)?.is_true() {
                    self.eval(then)?
                } else {
                    self.eval(otherwise)?
                }
            }
            ExprKind::Match(of, arms) => self.matched(of, arms)?,
            ExprKind::Me => Value::Actor(self.me.cloned().ok_or(Absent::Unknown)?),
            ExprKind::Now => Value::DateTime(self.clock.ok_or(Absent::Unknown)?.0),
            ExprKind::Today => Value::Date(self.clock.ok_or(Absent::Unknown)?.1),
            _ => self.read(expr)?,
        })
    }

    /// Whether a condition holds, or why that is not known.
    pub(crate) fn holds(&self, condition: &Expr) -> Eval<bool> {
        Ok(self.eval(condition)?.is_true())
    }

    /// The values of expressions, in order.
    pub(crate) fn all(&self, exprs: &[Expr]) -> Eval<Vec<Value>> {
        exprs.iter().map(|expr| self.eval(expr)).collect()
    }

    /// The elements of a list; none where the list is not known.
    pub(crate) fn items(&self, list: &Expr) -> Vec<Value> {
        match self.eval(list) {
            Ok(Value::List(items)) => items,
            _ => Vec::new(),
        }
    }

    fn local(&self, local: &Local) -> Eval<Value> {
        let mut bound = self.bound;
        while let Some(known) = bound {
            if known.local.id == local.id && known.local.name == local.name {
                return Ok(known.value.clone());
            }
            bound = known.around;
        }
        Err(Absent::Unknown)
    }

    /// The number that a sum begins with.
    fn zero(&self, ty: &Type) -> Value {
        match ty {
            Type::Decimal(_) => Value::Decimal(Decimal::ZERO),
            Type::Duration => Value::Duration(SignedDuration::ZERO),
            Type::Period => Value::Period(Period::default()),
            Type::Scalar(id) => self.zero(&self.cx.model.scalars[*id].base),
            Type::Optional(inner) => self.zero(inner),
            _ => Value::Int(0),
        }
    }

    /// Notes something that is not interpreted yet.
    fn lacks(&self, expr: &Expr, what: &str) -> Eval<Value> {
        self.cx.lacks(expr.loc, what);
        Err(Absent::Unknown)
    }
}

/// The value of a literal.
fn literal(literal: &Literal, ty: &Type) -> Eval<Value> {
    Ok(match literal {
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Int(value) if matches!(ty, Type::Decimal(_)) => {
            Value::Decimal(Decimal::from(*value))
        }
        Literal::Int(value) => Value::Int(*value),
        Literal::Decimal(digits) => Value::Decimal(expr::decimal(digits)?),
        Literal::Text(value) => Value::Text(value.clone()),
        Literal::Date(year, month, day) => Value::Date(date(*year, *month, *day)),
        Literal::DateTime(text) => Value::DateTime(expr::instant(text)?),
        Literal::Time(hour, minute, second) => Value::Time(time(*hour, *minute, *second, 0)),
        Literal::Period(months, days) => Value::Period(Period::new(*months, *days)),
        Literal::Duration(seconds) => Value::Duration(SignedDuration::from_secs(*seconds)),
    })
}

/// The value of a literal that is made up.
pub(crate) fn made_up(value: &Literal, ty: &Type) -> Eval<Value> {
    literal(value, ty)
}
