//! A model that is given in its JSON form.

use coact_build::Project;
use coact_model::Sources;
use coact_model::diagnostics::Diagnostic;
use coact_model::json::{self, Read};

/// How the name of such a file ends.
const ENDING: &str = ".json";

/// Whether the project is the form: one file whose name ends so.
pub(super) fn is_it(project: &Project) -> bool {
    let mut files = project.sources().iter();
    let first = files.next();
    files.next().is_none() && first.is_some_and(|(_, file)| file.name.ends_with(ENDING))
}

/// Reads the form, where that is what the project is. The text that it stands for
/// is reported under the same name with the ending of the language.
pub(super) fn read(project: &Project) -> Option<Result<Read, Vec<Diagnostic>>> {
    if !is_it(project) {
        return None;
    }
    let shown = project.shown();
    let (_, file) = shown.iter().next()?;
    let name = file.name.strip_suffix(ENDING)?;
    Some(json::read(&format!("{name}.coact"), &file.bytes))
}

/// The texts that a form stands for, by their names beside it.
pub(super) fn texts(project: &Project, texts: &Sources) -> Vec<(String, Vec<u8>)> {
    let shown = project.shown();
    let form = shown.iter().next().map_or("", |(_, file)| &file.name);
    let folder = form
        .rsplit_once('/')
        .map_or(0, |(folder, _)| folder.len() + 1);
    texts
        .iter()
        .map(|(_, file)| {
            let name = file.name.get(folder..).unwrap_or(&file.name);
            (name.to_owned(), file.bytes.clone())
        })
        .collect()
}
