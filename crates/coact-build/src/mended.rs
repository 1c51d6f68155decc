//! The files of a project with all changes that certainly mend a finding.

use std::path::PathBuf;

use crate::{Fault, Project, rewrite};

/// The texts of a project in which what could be mended is.
#[derive(Clone, Debug, Default)]
pub struct Mended {
    /// The files that change.
    pub files: Vec<MendedFile>,
    /// How many changes there are.
    pub changes: usize,
}

/// A file before and after its changes.
#[derive(Clone, Debug)]
pub struct MendedFile {
    /// The file, as the user can open it.
    pub path: PathBuf,
    /// How it is.
    pub before: Vec<u8>,
    /// How it should be.
    pub after: Vec<u8>,
}

impl Mended {
    /// Makes the changes. Reads nothing and writes nothing.
    pub fn of(project: &Project) -> Self {
        let mended = coact_model::mend(project.sources());
        let shown = project.shown();
        let files = shown.iter().zip(mended.sources.iter());
        let changed = files.filter(|((_, before), (_, after))| before.bytes != after.bytes);
        Self {
            files: changed
                .map(|((_, before), (_, after))| MendedFile {
                    path: PathBuf::from(&before.name),
                    before: before.bytes.clone(),
                    after: after.bytes.clone(),
                })
                .collect(),
            changes: mended.changes,
        }
    }

    /// Writes the files that change. Each is written beside its place first, and put there when all of them are.
    ///
    /// # Errors
    /// The system refuses to write.
    pub fn write(&self) -> Result<(), Fault> {
        let files = self.files.iter();
        rewrite::write(files.map(|file| (file.path.as_path(), file.after.as_slice())))
    }
}
