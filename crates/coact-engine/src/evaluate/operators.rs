//! The operators of the language.

use coact_model::model::Expr;
use coact_runtime::expr::{Absent, Add, Eval, Mul, Neg, Number, Sub};
use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};

use super::Scope;
use crate::value::Value;

/// `+ - * / %` of two operands whose types the operator admits as they are.
pub(super) fn arithmetic(op: BinaryOp, left: Value, right: Value) -> Eval<Value> {
    use Value::{Date, DateTime, Decimal, Duration, Int, Period, Text};
    Ok(match (op, left, right) {
        (BinaryOp::Add, left, right) => return plus(left, right),
        (BinaryOp::Sub, Int(a), Int(b)) => Int(a.minus(b)?),
        (BinaryOp::Sub, Decimal(a), Decimal(b)) => Decimal(a.minus(b)?),
        (BinaryOp::Sub, Date(a), Period(b)) => Date(a.minus(b)?),
        (BinaryOp::Sub, DateTime(a), Duration(b)) => DateTime(a.minus(b)?),
        (BinaryOp::Sub, DateTime(a), DateTime(b)) => Duration(a.minus(b)?),
        (BinaryOp::Sub, Duration(a), Duration(b)) => Duration(a.minus(b)?),
        (BinaryOp::Sub, Period(a), Period(b)) => Period(a.minus(b)?),
        (BinaryOp::Mul, Int(a), Int(b)) => Int(a.times(b)?),
        (BinaryOp::Mul, Decimal(a), Decimal(b)) => Decimal(a.times(b)?),
        (BinaryOp::Mul, Duration(a), Int(b)) => Duration(a.times(b)?),
        (BinaryOp::Mul, Period(a), Int(b)) => Period(a.times(b)?),
        (BinaryOp::Div, Int(a), Int(b)) => Int(a.over(b)?),
        (BinaryOp::Div, Decimal(a), Decimal(b)) => Decimal(a.over(b)?),
        (BinaryOp::Rem, Int(a), Int(b)) => Int(a.rest(b)?),
        (BinaryOp::Rem, Decimal(a), Decimal(b)) => Decimal(a.rest(b)?),
        // The checker admits nothing else; texts are only added.
        (_, Text(_), _) | (_, _, _) => return Err(Absent::Unknown),
    })
}

/// `+`
pub(super) fn plus(left: Value, right: Value) -> Eval<Value> {
    use Value::{Date, DateTime, Decimal, Duration, Int, Period, Text};
    Ok(match (left, right) {
        (Int(a), Int(b)) => Int(a.plus(b)?),
        (Decimal(a), Decimal(b)) => Decimal(a.plus(b)?),
        (Text(a), Text(b)) => Text(a.plus(b)?),
        (Date(a), Period(b)) => Date(a.plus(b)?),
        (DateTime(a), Duration(b)) => DateTime(a.plus(b)?),
        (Duration(a), Duration(b)) => Duration(a.plus(b)?),
        (Period(a), Period(b)) => Period(a.plus(b)?),
        _ => return Err(Absent::Unknown),
    })
}

impl Scope<'_> {
    pub(super) fn unary(&self, op: UnaryOp, inner: &Expr) -> Eval<Value> {
        Ok(match (op, self.eval(inner)?) {
            (UnaryOp::Not, value) => Value::Bool(!value.is_true()),
            (UnaryOp::Neg, Value::Int(value)) => Value::Int(value.negated()?),
            (UnaryOp::Neg, Value::Decimal(value)) => Value::Decimal(value.negated()?),
            (UnaryOp::Neg, Value::Duration(value)) => Value::Duration(value.negated()?),
            (UnaryOp::Neg, Value::Period(value)) => Value::Period(value.negated()?),
            (UnaryOp::Neg, _) => return Err(Absent::Unknown),
        })
    }

    pub(super) fn logic(&self, op: BinaryOp, operands: &[Expr]) -> Eval<Value> {
        let decisive = op == BinaryOp::Or;
        for operand in operands {
            if self.holds(operand)? == decisive {
                return Ok(Value::Bool(decisive));
            }
        }
        Ok(Value::Bool(!decisive))
    }

    pub(super) fn compare(&self, op: CompareOp, left: &Expr, right: &Expr) -> Eval<Value> {
        let (left, right) = if op == CompareOp::In {
            let list = self.eval(right)?;
            (self.eval(left)?, list)
        } else {
            (self.eval(left)?, self.eval(right)?)
        };
        Ok(Value::Bool(match op {
            CompareOp::Eq => left == right,
            CompareOp::Ne => left != right,
            CompareOp::Lt => left < right,
            CompareOp::Le => left <= right,
            CompareOp::Gt => left > right,
            CompareOp::Ge => left >= right,
            CompareOp::In => right.items().contains(&left),
        }))
    }
}
