//! Who acts.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The identity of a person or system that fills an actor role; for `actor A is E`, the key of that `E`.
///
/// Cheap to clone and compare. Text that is a UUID becomes [`ActorId::Uuid`], so that one identity has one
/// form whichever way it came in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorId {
    /// An identity keyed by a UUID.
    Uuid(Uuid),
    /// An identity keyed by a number.
    Int(i64),
    /// An identity keyed by text.
    Text(Arc<str>),
}

impl From<Uuid> for ActorId {
    fn from(id: Uuid) -> Self {
        Self::Uuid(id)
    }
}

impl From<i64> for ActorId {
    fn from(id: i64) -> Self {
        Self::Int(id)
    }
}

impl From<&str> for ActorId {
    fn from(id: &str) -> Self {
        Uuid::try_parse(id).map_or_else(|_| Self::Text(Arc::from(id)), Self::Uuid)
    }
}

impl From<String> for ActorId {
    fn from(id: String) -> Self {
        Self::from(id.as_str())
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uuid(id) => id.fmt(f),
            Self::Int(id) => id.fmt(f),
            Self::Text(id) => f.write_str(id),
        }
    }
}

impl Serialize for ActorId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Uuid(id) => serializer.collect_str(id),
            Self::Int(id) => serializer.serialize_i64(*id),
            Self::Text(id) => serializer.serialize_str(id),
        }
    }
}

impl<'de> Deserialize<'de> for ActorId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Int(i64),
            Text(String),
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Int(id) => Self::Int(id),
            Form::Text(id) => Self::from(id),
        })
    }
}
