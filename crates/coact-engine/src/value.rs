//! A value of a model while it is interpreted.
//!
//! What a type adds by its name alone is not in the value: a scalar is the value of its base, a reference to an entity is
//! its key. The model is valid, so nothing is mixed up.

mod json;
mod text;

use std::collections::BTreeMap;

use coact_model::model::{self, EnumId, ValueId, ViewId};
use coact_runtime::ActorId as Who;
use coact_runtime::export::jiff::civil::{Date, Time};
use coact_runtime::export::jiff::{SignedDuration, Timestamp};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::expr::Period;

pub(crate) use json::{Json, json};
pub(crate) use text::{parsed, text};

/// A value. Those of one type are ordered as generated code orders them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Decimal(Decimal),
    /// A text.
    Text(String),
    /// A calendar day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// An instant.
    DateTime(Timestamp),
    /// An exact length of time.
    Duration(SignedDuration),
    /// A calendar length of time.
    Period(Period),
    /// A UUID.
    Uuid(Uuid),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A variant of an enumeration.
    Enum(EnumId, usize),
    /// Whoever fills a role.
    Actor(Who),
    /// An actor role.
    Role(model::ActorId),
    /// Absent.
    None,
    /// Present.
    Some(Box<Value>),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(BTreeMap<Value, Value>),
    /// A structured value, with its fields in order.
    Record(ValueId, Vec<Value>),
    /// A row of a view, with its fields in order.
    Row(ViewId, Vec<Value>),
}

impl Value {
    /// Whether it is the truth.
    pub(crate) const fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// The elements of a list.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The identity of an actor that is known by this key.
    pub(crate) fn who(&self, cx: &crate::cx::Cx<'_>) -> Who {
        match self {
            Self::Actor(who) => who.clone(),
            Self::Uuid(id) => Who::from(*id),
            Self::Int(id) => Who::from(*id),
            Self::Text(id) => Who::from(id.as_str()),
            other => Who::from(text(cx, other)),
        }
    }
}
