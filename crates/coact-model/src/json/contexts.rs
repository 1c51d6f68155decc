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
    /// Its name, or the title of a story; of an event from outside with its system in front.
    pub(super) name: String,
}

impl Context {
    pub(super) fn of(model: &Model, context: &model::Context) -> Self {
        let mut elements = context.elements.clone();
        // As in the lists of the form.
        for sort in elements.chunk_by_mut(|a, b| a.noun() == b.noun()) {
            sort.sort_by_key(|element| model.belonging(*element));
        }
        let elements = elements.iter().map(|element| Element {
            sort: element.noun().to_owned(),
            name: name(model, *element),
        });
        Self {
            name: text(&context.name),
            elements: elements.collect(),
        }
    }
}

fn name(model: &Model, element: model::Element) -> String {
    let name = text(element.name(model));
    match model.belonging(element) {
        (_, Some(system), _) => format!("{}.{name}", model.systems[system].name.text),
        _ => name,
    }
}
