//! `coact.toml`: what a project says about itself beside its models.

mod read;
mod table;

use std::path::{Path, PathBuf};

use coact_model::Weights;
use coact_model::diagnostics::Level;

use crate::Fault;

/// The file that makes a folder a project.
pub(crate) const FILE: &str = "coact.toml";
/// Most bytes of that file.
pub(crate) const MAX_BYTES: u64 = 64 * 1024;

/// What a `coact.toml` states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// The folder that it lies in, as the user can open it.
    pub folder: PathBuf,
    /// `model`: the files and folders of the models, relative to the folder; empty where it is silent.
    pub model: Vec<PathBuf>,
    /// `level`: that of the models that state none.
    pub level: Option<Level>,
    /// `[rules]`: how grave the findings of some rules are, whatever the level.
    pub weights: Weights,
    /// `out` of `[generate]`: where generated files go, relative to the folder.
    pub out: Option<PathBuf>,
}

impl Settings {
    /// The settings of the project around a folder: of the nearest `coact.toml` in it or above it.
    ///
    /// # Errors
    /// The file cannot be read, or says something that means nothing.
    pub fn around(folder: &Path) -> Result<Option<Self>, Fault> {
        let folder = match folder {
            empty if empty.as_os_str().is_empty() => Path::new("."),
            folder => folder,
        };
        // What cannot be resolved is reported by whoever reads it.
        let Ok(real) = std::fs::canonicalize(folder) else {
            return Ok(None);
        };
        let found = real
            .ancestors()
            .position(|above| std::fs::symlink_metadata(above.join(FILE)).is_ok());
        found
            .map(|levels| read::read(&above(folder, levels)))
            .transpose()
    }

    /// The settings of the project whose folder this is.
    pub(crate) fn of(folder: &Path) -> Result<Option<Self>, Fault> {
        match std::fs::symlink_metadata(folder.join(FILE)) {
            Ok(_) => read::read(folder).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Its file.
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// The folder for generated files, as the user can open it.
    pub fn output(&self) -> Option<PathBuf> {
        let out = self.out.as_ref()?;
        Some(crate::project::shown(&self.folder.join(out)))
    }
}

/// The folder that lies so many levels above another one, written the way a user would.
fn above(folder: &Path, levels: usize) -> PathBuf {
    use std::path::Component;

    let normal = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::RootDir);
    let mut folder = folder.to_path_buf();
    for _ in 0..levels {
        let names = folder.components().next_back().is_some_and(normal)
            && !folder.components().any(|part| part == Component::ParentDir);
        match folder.parent() {
            Some(parent) if names && parent.as_os_str().is_empty() => folder = ".".into(),
            Some(parent) if names => folder = parent.into(),
            _ if folder == Path::new(".") => folder = "..".into(),
            _ => folder.push(".."),
        }
    }
    folder
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::above;

    #[test]
    fn folders_above_are_written_as_users_would() {
        for (folder, levels, expected) in [
            (".", 0, "."),
            (".", 1, ".."),
            (".", 3, "../../.."),
            ("a/b", 1, "a"),
            ("a/b", 2, "."),
            ("a/b", 3, ".."),
            ("/x/y", 2, "/"),
            ("../z", 1, "../z/.."),
        ] {
            assert_eq!(above(Path::new(folder), levels), PathBuf::from(expected));
        }
    }
}
