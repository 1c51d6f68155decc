//! Lanes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::text;
use crate::model::{self, Model};

/// A lane: what the files of one context hold.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Context {
    pub(super) name: String,
    /// What stands in it.
    pub(super) elements: Vec<Element>,
}

/// An element of the model.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Element {
    /// What it is, in the language's word: `entity`, `transaction`, `view`.
    pub(super) sort: String,
    /// Its name, or the title of a story.
    pub(super) name: String,
}

impl Context {
    pub(super) fn of(model: &Model, context: &model::Context) -> Self {
        let elements = context.elements.iter().map(|element| Element {
            sort: element.noun().to_owned(),
            name: text(element.name(model)),
        });
        Self {
            name: text(&context.name),
            elements: elements.collect(),
        }
    }
}
