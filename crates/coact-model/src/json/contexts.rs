//! Lanes.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::text;
use crate::model::{self, Model};

/// A lane: what the files of one context hold.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Context {
    name: String,
    /// What stands in it.
    elements: Vec<Element>,
}

/// An element of the model.
#[derive(Debug, Serialize, JsonSchema)]
struct Element {
    /// What it is, in the language's word: `entity`, `transaction`, `view`.
    sort: String,
    /// Its name, or the title of a story.
    name: String,
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
