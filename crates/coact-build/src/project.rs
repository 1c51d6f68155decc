//! The texts of a model, from files.

mod find;
mod read;

use std::path::{Path, PathBuf};

use coact_model::{SourceFile, Sources};

use crate::Fault;

pub(crate) use find::MAX_FILES;

/// The ending of a model's files.
const EXTENSION: &str = "coact";

/// A model's texts and where they came from.
///
/// Names of [`sources`](Self::sources) are relative to the model's folder, so that what is made from them
/// is the same wherever the folder stands; [`shown`](Self::shown) has them as the user can open them.
#[derive(Clone, Debug)]
pub struct Project {
    sources: Sources,
    /// What stands before a name to make it a path the user can open; empty or ends in `/`.
    prefix: String,
    dependencies: Vec<PathBuf>,
}

impl Project {
    /// Reads a model from a file or a folder. Of a folder it is every `.coact` file in it or below; where
    /// there is none in the folder itself but a folder `model`, as in a package, that one is the model.
    ///
    /// # Errors
    /// Nothing there, nothing readable, or more than the limits allow.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Fault::Missing { path: path.into() });
            }
            Err(source) => {
                return Err(Fault::Read {
                    path: path.into(),
                    source,
                });
            }
        };
        if metadata.is_dir() {
            Self::folder(path)
        } else {
            Self::files(&[path.into()])
        }
    }

    /// Reads several files as one model.
    ///
    /// # Errors
    /// A file is missing, not an ordinary file, or there is more than the limits allow.
    pub fn files(paths: &[PathBuf]) -> Result<Self, Fault> {
        let mut budget = read::Budget::new(Path::new("."));
        let mut files = Vec::new();
        for path in paths {
            files.push(SourceFile {
                name: find::slashed(path)?,
                bytes: budget.read(path)?,
            });
        }
        // A model of one file is named after it alone, wherever it stands.
        let mut prefix = String::new();
        if let [file] = files.as_mut_slice()
            && let Some(at) = file.name.rfind('/')
        {
            let name = file.name.split_off(at + 1);
            prefix = std::mem::replace(&mut file.name, name);
        }
        Ok(Self {
            sources: Sources::new(files),
            prefix,
            dependencies: paths.to_vec(),
        })
    }

    /// A text that is in no file, under the name it is to be reported by.
    pub fn text(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            sources: Sources::single(name, bytes),
            prefix: String::new(),
            dependencies: Vec::new(),
        }
    }

    fn folder(path: &Path) -> Result<Self, Fault> {
        let inner = path.join("model");
        let package = inner.is_dir() && !find::holds_model_files(path)?;
        let root = if package { &inner } else { path };
        let found = find::find(root)?;
        if found.files.is_empty() {
            return Err(Fault::NoModel { path: path.into() });
        }
        let mut budget = read::Budget::new(root);
        let mut files = Vec::new();
        let mut dependencies = found.folders;
        for (name, file) in found.files {
            files.push(SourceFile {
                name,
                bytes: budget.read(&file)?,
            });
            dependencies.push(file);
        }
        let mut prefix = find::slashed(root)?;
        match prefix.as_str() {
            "." => prefix.clear(),
            shown if shown.ends_with('/') => {}
            _ => prefix.push('/'),
        }
        Ok(Self {
            sources: Sources::new(files),
            prefix,
            dependencies,
        })
    }

    /// The texts, named relative to the model's folder.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The texts, named by paths that the user can open: for reports. The ids of files are the same.
    pub fn shown(&self) -> Sources {
        let files = self.sources.iter().map(|(_, file)| SourceFile {
            name: format!("{}{}", self.prefix, file.name),
            bytes: file.bytes.clone(),
        });
        Sources::new(files.collect())
    }

    /// Everything whose change can change the model: its files, and the folders that were searched.
    pub fn dependencies(&self) -> &[PathBuf] {
        &self.dependencies
    }
}
