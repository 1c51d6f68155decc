//! The files of a model in their canonical form.

use std::path::PathBuf;

use coact_model::rules::syntax_errors;
use coact_syntax::format;

use crate::{Fault, Project, Report, rewrite};

/// The texts of a model as they should look.
#[derive(Clone, Debug, Default)]
pub struct Formatted {
    /// The files that could be formatted.
    pub files: Vec<FormattedFile>,
    /// What is wrong with the others, which stay as they are.
    pub faults: Report,
}

/// A file in its canonical form.
#[derive(Clone, Debug)]
pub struct FormattedFile {
    /// The file, as the user can open it.
    pub path: PathBuf,
    /// How it should look.
    pub text: String,
    /// Whether it looks otherwise.
    pub changed: bool,
}

impl Formatted {
    /// Formats the texts of a model. Reads nothing and writes nothing.
    pub fn of(project: &Project) -> Self {
        let sources = project.shown();
        let mut files = Vec::new();
        let mut findings = Vec::new();
        for (id, file) in sources.iter() {
            match format::format(&file.bytes) {
                Ok(text) => files.push(FormattedFile {
                    path: PathBuf::from(&file.name),
                    changed: text.as_bytes() != file.bytes,
                    text,
                }),
                Err(parsed) => findings.extend(syntax_errors(id, &parsed)),
            }
        }
        let faults = Report::new(sources, findings);
        Self { files, faults }
    }

    /// The files that look otherwise than they should.
    pub fn changed(&self) -> impl Iterator<Item = &FormattedFile> {
        self.files.iter().filter(|file| file.changed)
    }

    /// Writes the files that look otherwise. Each is written beside its place first, and put there when all of
    /// them are.
    ///
    /// # Errors
    /// The system refuses to write.
    pub fn write(&self) -> Result<(), Fault> {
        let files = self.changed();
        rewrite::write(files.map(|file| (file.path.as_path(), file.text.as_bytes())))
    }
}
