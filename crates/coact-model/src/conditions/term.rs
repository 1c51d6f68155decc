//! Conditions as what they say about the things that are read.

use std::cmp::Ordering;

use coact_syntax::ast::CompareOp;

use super::value::{Value, constant};
use crate::ctp::{Act, Base, FactWord};
use crate::model::{Expr, Pattern};

/// A condition, or a value in it. What is read is a place in the list of the [`Space`](super::Space).
#[derive(Clone, Debug)]
pub(crate) enum Term {
    Is(Value),
    Read(usize),
    /// An optional value that is there: unknown where it is not.
    There(Box<Term>),
    /// A fact of a transaction whose state is read; the product fact may be kept until its revocation is allowed.
    Stands {
        status: usize,
        fact: FactWord,
        keeps: bool,
    },
    /// How two things compare whose order is read.
    Ordered(usize, CompareOp),
    Compare(CompareOp, Box<Term>, Box<Term>),
    In(Box<Term>, Vec<Value>),
    Not(Box<Term>),
    And(Vec<Term>),
    Or(Vec<Term>),
    If(Box<Term>, Box<Term>, Box<Term>),
    Match(Box<Term>, Vec<(Arm, Term)>),
    Coalesce(Box<Term>, Box<Term>),
}

/// What an arm of a match matches.
#[derive(Clone, Debug)]
pub(crate) enum Arm {
    Any,
    None,
    Some,
    Value(Value),
    Range(Option<Value>, Option<Value>),
}

impl Arm {
    /// What a pattern matches; nothing where that is not looked into.
    pub(super) fn of(pattern: &Pattern) -> Option<Self> {
        let end = |end: &Option<Expr>| match end {
            Some(end) => match constant(end) {
                Some(number @ Value::Number(_)) => Some(Some(number)),
                _ => None,
            },
            None => Some(None),
        };
        Some(match pattern {
            Pattern::Any => Self::Any,
            Pattern::None => Self::None,
            Pattern::Some(_) => Self::Some,
            Pattern::Variant(_, at) => Self::Value(Value::Variant(*at)),
            Pattern::Role(role) => Self::Value(Value::Role(*role)),
            Pattern::Literal(literal) => Self::Value(constant(literal)?),
            Pattern::Range(low, high) => Self::Range(end(low)?, end(high)?),
        })
    }

    pub(super) fn matches(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::None => *value == Value::Absent,
            Self::Some => *value != Value::Absent,
            Self::Value(wanted) => value == wanted,
            Self::Range(low, high) => {
                let is = |end: &Option<Value>, wrong| {
                    end.as_ref()
                        .is_none_or(|end| order(value, end).is_some_and(|order| order != wrong))
                };
                is(low, Ordering::Less) && is(high, Ordering::Greater)
            }
        }
    }

    /// The constants that it names.
    pub(super) fn constants(&self) -> Vec<Value> {
        match self {
            Self::Value(value) => vec![value.clone()],
            Self::Range(low, high) => low.iter().chain(high).cloned().collect(),
            Self::Any | Self::None | Self::Some => Vec::new(),
        }
    }
}

impl Term {
    /// A condition that holds where nothing is known of it, too.
    pub(crate) fn or_true(self) -> Self {
        Self::Coalesce(Box::new(self), Box::new(Self::Is(Value::Truth(true))))
    }

    /// A condition that fails where nothing is known of it.
    pub(crate) fn or_false(self) -> Self {
        Self::Coalesce(Box::new(self), Box::new(Self::Is(Value::Truth(false))))
    }

    /// Whether it holds where these are the values of what is read. What has no value does not.
    pub(crate) fn holds(&self, point: &[Value]) -> bool {
        self.value(point) == Value::Truth(true)
    }

    /// Its value where these are the values of what is read. The operands of `and` and `or` are asked in their order.
    pub(super) fn value(&self, point: &[Value]) -> Value {
        match self {
            Self::Is(value) => value.clone(),
            Self::Read(at) => point.get(*at).cloned().unwrap_or(Value::Unknown),
            Self::There(of) => match of.value(point) {
                Value::Absent => Value::Unknown,
                value => value,
            },
            Self::Stands {
                status,
                fact,
                keeps,
            } => match point.get(*status) {
                Some(Value::Status(status)) => Value::Truth(match fact {
                    FactWord::Base(Act::Accept) if *keeps => status.base == Base::Accepted,
                    _ => status.stands(*fact),
                }),
                _ => Value::Unknown,
            },
            Self::Ordered(at, op) => match point.get(*at) {
                Some(Value::Order(order)) => compared(*op, *order),
                _ => Value::Unknown,
            },
            Self::Compare(op, a, b) => compare(*op, &a.value(point), &b.value(point)),
            Self::In(of, list) => match of.value(point) {
                Value::Unknown => Value::Unknown,
                value => Value::Truth(list.contains(&value)),
            },
            Self::Not(of) => match of.value(point) {
                Value::Truth(value) => Value::Truth(!value),
                _ => Value::Unknown,
            },
            Self::And(operands) => decided(operands, false, point),
            Self::Or(operands) => decided(operands, true, point),
            Self::If(condition, then, otherwise) => match condition.value(point) {
                Value::Truth(true) => then.value(point),
                Value::Truth(false) => otherwise.value(point),
                _ => Value::Unknown,
            },
            Self::Match(of, arms) => match of.value(point) {
                Value::Unknown => Value::Unknown,
                value => {
                    let arm = arms.iter().find(|(arm, _)| arm.matches(&value));
                    arm.map_or(Value::Unknown, |(_, result)| result.value(point))
                }
            },
            Self::Coalesce(first, second) => match first.value(point) {
                Value::Unknown | Value::Absent => second.value(point),
                value => value,
            },
        }
    }

    /// Gives a constant that its value is compared with to all that the value may come from.
    pub(super) fn tell_from(&self, constant: &Value, told: &mut dyn FnMut(usize, &Value)) {
        match self {
            Self::Read(at) => told(*at, constant),
            Self::There(of) => of.tell_from(constant, told),
            Self::If(_, a, b) | Self::Coalesce(a, b) => {
                a.tell_from(constant, told);
                b.tell_from(constant, told);
            }
            Self::Match(_, arms) => {
                for (_, value) in arms {
                    value.tell_from(constant, told);
                }
            }
            _ => {}
        }
    }

    /// What it reads.
    pub(super) fn reads(&self, found: &mut Vec<usize>) {
        match self {
            Self::Is(_) => {}
            Self::Read(at) | Self::Stands { status: at, .. } | Self::Ordered(at, _) => {
                if !found.contains(at) {
                    found.push(*at);
                }
            }
            Self::There(of) | Self::Not(of) | Self::In(of, _) => of.reads(found),
            Self::Compare(_, a, b) | Self::Coalesce(a, b) => {
                a.reads(found);
                b.reads(found);
            }
            Self::And(all) | Self::Or(all) => all.iter().for_each(|it| it.reads(found)),
            Self::If(a, b, c) => [a, b, c].into_iter().for_each(|it| it.reads(found)),
            Self::Match(of, arms) => {
                of.reads(found);
                arms.iter().for_each(|(_, value)| value.reads(found));
            }
        }
    }
}

fn decided(operands: &[Term], decides: bool, point: &[Value]) -> Value {
    for operand in operands {
        match operand.value(point) {
            Value::Truth(value) if value != decides => {}
            Value::Truth(_) => return Value::Truth(decides),
            _ => return Value::Unknown,
        }
    }
    Value::Truth(!decides)
}

/// How two values of one sort compare.
pub(super) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn compare(op: CompareOp, a: &Value, b: &Value) -> Value {
    if *a == Value::Unknown || *b == Value::Unknown {
        return Value::Unknown;
    }
    match (op, order(a, b)) {
        (_, Some(order)) => compared(op, order),
        (CompareOp::Eq, None) => Value::Truth(a == b),
        (CompareOp::Ne, None) => Value::Truth(a != b),
        _ => Value::Unknown,
    }
}

fn compared(op: CompareOp, order: Ordering) -> Value {
    Value::Truth(match op {
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
        CompareOp::In => return Value::Unknown,
    })
}
