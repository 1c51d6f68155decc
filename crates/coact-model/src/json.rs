//! The JSON form of a model: a stable, documented picture of its meaning for programs that are not written
//! in Rust.
//!
//! Everything is under its name; names resolve, types are known, waits, cases, default names and default
//! values are computed. Types, steps, facts and expressions are in the language's own spelling
//! (`[OrderLine]`, `revoke request`, `sum(order.lines, l => l.unit_price * l.quantity)`), so that nobody has
//! to learn a second one. [`schema`] describes it; the schema lies in `schema/model.schema.json` too.

mod action;
mod aggregates;
mod contexts;
mod cooperation;
mod document;
mod event_model;
mod expression;
mod facts;
mod organisation;
mod pasts;
mod process;
mod read;
mod specs;
mod stories;
mod systems;
mod types;
mod views;
pub(crate) mod words;

pub use document::Document;
pub(crate) use expression::Scope;
pub use read::{Read, read};

use schemars::generate::SchemaSettings;

use crate::Sources;
use crate::model::{Automation, Model, Translation};

/// The version of the form. It rises when something is removed or changes its meaning, not when something
/// is added.
pub const FORMAT: u32 = 1;

/// The JSON form, with the fields in the order of its documentation.
pub fn document(model: &Model) -> Document {
    Document::of(model)
}

/// The JSON form as a value.
pub fn to_value(model: &Model) -> serde_json::Value {
    // Strings, numbers and lists only: this cannot fail.
    serde_json::to_value(document(model)).unwrap_or_default()
}

/// The JSON form as a text with one member per line.
pub fn to_text(model: &Model) -> String {
    let mut text = serde_json::to_string_pretty(&document(model)).unwrap_or_default();
    text.push('\n');
    text
}

/// The model as texts of the language, in their canonical form: what [`read`] makes of the JSON form. The text is named
/// `name`; where contexts take several, they lie in a folder of that name. Comments and the order of the original
/// texts are not in it; default names are written out. What the model imports is in texts of its own model, which are
/// not among these.
pub fn to_language(name: &str, model: &Model) -> Option<Sources> {
    read::language(name, &document(model))
}

/// What an automation says, wherever it stands.
pub(crate) fn automation(model: &Model, automation: &Automation) -> String {
    serde_json::to_string(&systems::Automation::of(model, automation)).unwrap_or_default()
}

/// What a translation says, wherever it stands.
pub(crate) fn translation(model: &Model, translation: &Translation) -> String {
    serde_json::to_string(&systems::Translation::of(model, translation)).unwrap_or_default()
}

/// The JSON Schema of the form.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Document>();
    schema.to_value()
}
