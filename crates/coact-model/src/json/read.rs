//! Reading the form back: to the text of the language that it stands for, and to its model.
//!
//! The form is taken at its word. What it names is held to what may stand there ([`language`]), the text is
//! checked like any other, and the form of the model that comes of it must say what was read ([`differs`]). So
//! nothing can be smuggled in between, and nothing that is written is passed over.

mod differs;
mod language;
mod place;
mod shape;
mod write;

use coact_syntax::format::format;

use self::differs::Difference;
use self::place::Shown;
use self::shape::loc;
use crate::diagnostics::Diagnostic;
use crate::{Checked, Sources, check, rules};

/// What a form stands for.
#[derive(Debug)]
pub struct Read {
    /// The texts of the model in the language, in their canonical form.
    pub sources: Sources,
    /// The model with its findings, whose places are in those texts.
    pub checked: Checked,
}

/// The text of a form that comes from a model.
pub(super) fn language(document: &super::Document) -> Option<String> {
    let (text, refused) = write::text(document);
    refused
        .is_empty()
        .then(|| format(text.as_bytes()).unwrap_or(text))
}

/// Most refusals that are told of one form.
const MOST_TOLD: usize = 100;

/// Reads the JSON form of a model. The text that it stands for is named `name`.
///
/// # Errors
/// What is wrong with the form, with places in `bytes`: it is none, it is of another version, something in it
/// cannot stand in the language, or it says what its own model does not say.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, Vec<Diagnostic>> {
    let shape = shape::read(bytes).map_err(|finding| vec![*finding])?;
    let (text, refused) = write::text(&shape.document);
    if !refused.is_empty() {
        let told = refused.into_iter().take(MOST_TOLD).map(|refused| {
            let at = place::find(shape.text, &refused.path);
            rules::not_of_the_language(loc(at), &Shown(&refused.path).to_string(), &refused.message)
        });
        return Err(told.collect());
    }
    let text = format(text.as_bytes()).unwrap_or(text);
    let sources = Sources::single(name, text);
    let checked = check(&sources);
    // A model with errors is known in part, and its errors are told.
    if !checked.has_errors() {
        let meant = super::to_value(&checked.model);
        if let Some((path, difference)) = differs::first(&shape.value, &meant) {
            let at = loc(place::find(shape.text, &path));
            let path = Shown(&path).to_string();
            return Err(vec![match difference {
                Difference::Unknown => rules::means_nothing(at, &path),
                Difference::Other(value) => rules::says_otherwise(at, &path, &value.to_string()),
                Difference::Count(count) => {
                    rules::says_otherwise(at, &path, &format!("{count} of them"))
                }
            }]);
        }
    }
    Ok(Read { sources, checked })
}
