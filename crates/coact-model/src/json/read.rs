//! Reading the form back: to the texts of the language that it stands for, and to its model.
//!
//! The form is taken at its word. What it names is held to what may stand there ([`language`]), the text is
//! checked like any other, and the form of the model that comes of it must say what was read ([`differs`]). So
//! nothing can be smuggled in between, and nothing that is written is passed over.

mod differs;
mod home;
mod language;
mod place;
mod shape;
mod write;

use coact_syntax::format::format;

use self::differs::Difference;
use self::language::Text;
use self::place::Shown;
use self::shape::loc;
use self::write::Written;
use crate::diagnostics::{Diagnostic, Severity};
use crate::{Checked, SourceFile, Sources, check, check_all, rules};

/// What a form stands for.
#[derive(Debug)]
pub struct Read {
    /// The texts of the model in the language, in their canonical form. Behind them, for each model that it imports, a
    /// text with what it uses of that one.
    pub sources: Sources,
    /// The model with its findings, whose places are in those texts.
    pub checked: Checked,
}

/// The texts of the form's own model.
pub(super) fn language(name: &str, document: &super::Document) -> Option<Sources> {
    let mut text = Text::default();
    let written = write::own(document, &mut text);
    text.done().is_empty().then(|| sources(name, written))
}

/// Most refusals that are told of one form.
const MOST_TOLD: usize = 100;

/// Reads the JSON form of a model. The text that it stands for is named `name`; where it takes several, or imports
/// other models, the other ones lie in a folder of that name.
///
/// # Errors
/// What is wrong with the form, with places in `bytes`: it is none, it is of another version, something in it
/// cannot stand in the language, or it says what its own model does not say.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, Vec<Diagnostic>> {
    let shape = shape::read(bytes).map_err(|finding| vec![*finding])?;
    let mut text = Text::default();
    let mut written = write::own(&shape.document, &mut text);
    written.extend(write::imported(&shape.document, &mut text));
    let refused = text.done();
    if !refused.is_empty() {
        let told = refused.into_iter().take(MOST_TOLD).map(|refused| {
            let at = place::find(shape.text, &refused.path);
            rules::not_of_the_language(loc(at), &Shown(&refused.path).to_string(), &refused.message)
        });
        return Err(told.collect());
    }
    let sources = sources(name, written);
    let checked = first(&sources);
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

/// Texts under names of which the first one is that of the form's own model.
fn sources(name: &str, written: Vec<Written>) -> Sources {
    let folder = name.strip_suffix(".coact").unwrap_or(name);
    let own = written.iter().filter(|it| it.imported.is_none()).count();
    let width = own.to_string().len();
    let files = written.into_iter().enumerate().map(|(at, written)| {
        let Written {
            imported,
            context,
            text,
        } = written;
        SourceFile {
            // A digit is no beginning of a model's name, so that these come last.
            name: match (imported, context) {
                (Some(model), _) => format!("{folder}/{model}.coact"),
                (None, _) if own == 1 => name.to_owned(),
                (None, Some(context)) => format!("{folder}/{:0width$}-{context}.coact", at + 1),
                (None, None) => format!("{folder}/{:0width$}.coact", at + 1),
            },
            bytes: format(text.as_bytes()).unwrap_or(text).into_bytes(),
        }
    });
    Sources::new(files.collect())
}

/// The model of the first file. What there is of other models is judged at home; only where it cannot be understood,
/// that is told.
fn first(sources: &Sources) -> Checked {
    let mut all = check_all(sources).into_iter();
    let Some(mut checked) = all.next() else {
        return check(sources);
    };
    let others = all.flat_map(|other| other.diagnostics);
    let wrong = others.filter(|finding| finding.severity == Severity::Error);
    checked.diagnostics.extend(wrong);
    checked
}
