//! A model that is given in its JSON form.

use coact_build::Project;
use coact_model::diagnostics::Diagnostic;
use coact_model::json::{self, Read};

/// Reads the form, where that is what the project is: one file whose name ends so. The text that it stands for
/// is reported under the same name with the ending of the language.
pub(super) fn read(project: &Project) -> Option<Result<Read, Vec<Diagnostic>>> {
    let shown = project.shown();
    let mut files = shown.iter();
    let (Some((_, file)), None) = (files.next(), files.next()) else {
        return None;
    };
    let name = file.name.strip_suffix(".json")?;
    Some(json::read(&format!("{name}.coact"), &file.bytes))
}
