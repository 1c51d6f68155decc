//! What things were before.

use schemars::JsonSchema;
use serde::Serialize;

use super::expression::Scope;
use super::words::{self, text};
use crate::model::{self, Model};

/// What a name was before.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Past {
    /// The name.
    of: String,
    /// The value, entity, enum or event that it is part of; none of a whole item.
    owner: Option<String>,
    /// What bears the name: `field`, `fact`, `variant`, or the word that the item begins with.
    sort: String,
    /// Its earlier names.
    was: Vec<String>,
    /// The version of its owner that it came with; none where it was there from the beginning.
    since: Option<u64>,
    /// What it is where a record is older, an expression.
    default: Option<String>,
    /// That it is no more.
    retired: Option<Retired>,
}

/// That something is no more.
#[derive(Debug, Serialize, JsonSchema)]
struct Retired {
    /// The version of its owner that it went with; none of a whole item.
    version: Option<u64>,
    /// The type of a retired field, which is among the fields of its owner no longer.
    #[serde(rename = "type")]
    ty: Option<String>,
}

impl Past {
    pub(super) fn of(model: &Model, past: &model::Past) -> Self {
        Self {
            of: text(&past.of),
            owner: past.owner.as_ref().map(text),
            sort: past.noun.clone(),
            was: past.was.iter().map(text).collect(),
            since: past.since,
            default: past
                .default
                .as_ref()
                .map(|value| Scope::of(model).text(value)),
            retired: past.retired.as_ref().map(|retired| Retired {
                version: retired.version,
                ty: retired.ty.as_ref().map(|ty| words::ty(model, ty)),
            }),
        }
    }
}
