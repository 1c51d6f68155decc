//! The file of a baseline, and what it calls other files.

use std::path::{Component, Path, PathBuf};

use coact_syntax::limits::MAX_FILE_BYTES;

use crate::{Fault, project, rewrite};

/// Where a baseline lies. It calls files by their paths from its own folder, so that it holds wherever the project
/// stands and from whichever folder a command runs.
#[derive(Clone, Debug)]
pub struct BaselineFile {
    path: PathBuf,
    folder: PathBuf,
}

impl BaselineFile {
    /// The baseline at a path, whether there is one or not.
    pub fn at(path: &Path) -> Self {
        let mut folder = whole(path);
        folder.pop();
        Self {
            path: path.into(),
            folder,
        }
    }

    /// Where it is, as the user can open it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text; nothing where there is no such file.
    ///
    /// # Errors
    /// It is no ordinary file, or cannot be read.
    pub fn read(&self) -> Result<Option<Vec<u8>>, Fault> {
        match project::bytes(&self.path, MAX_FILE_BYTES) {
            Ok(text) => Ok(Some(text)),
            Err(Fault::Missing { .. }) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// The system refuses to write.
    pub fn write(&self, text: &str) -> Result<(), Fault> {
        rewrite::whole(&self.path, text)
    }

    /// What the baseline calls a file that the user can open by this name.
    pub fn name(&self, shown: &str) -> String {
        let file = whole(Path::new(shown));
        let shared = self
            .folder
            .components()
            .zip(file.components())
            .take_while(|(a, b)| a == b)
            .count();
        if shared == 0 {
            // On another drive: there is no path from here.
            return shown.to_owned();
        }
        let up = self.folder.components().skip(shared).map(|_| "..".into());
        let down = file.components().skip(shared);
        let parts: Vec<_> = up
            .chain(down.map(|part| part.as_os_str().to_string_lossy().into_owned()))
            .collect();
        parts.join("/")
    }
}

/// The path from the root, without steps back.
fn whole(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                whole.push(component);
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::BaselineFile;

    #[test]
    fn names_are_relative_to_the_baseline() {
        let file = BaselineFile::at(Path::new("ci/known.json"));
        assert_eq!(file.name("model/shop.coact"), "../model/shop.coact");
        assert_eq!(file.name("ci/./x/../shop.coact"), "shop.coact");
        let here = BaselineFile::at(Path::new("known.json"));
        assert_eq!(here.name("model/shop.coact"), "model/shop.coact");
        assert_eq!(here.name("./shop.coact"), "shop.coact");
        let whole = std::path::absolute("model/shop.coact");
        let whole = whole.map(|path| path.to_string_lossy().into_owned());
        assert_eq!(
            whole.map(|path| here.name(&path)).ok().as_deref(),
            Some("model/shop.coact")
        );
    }
}
