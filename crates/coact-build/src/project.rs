//! The texts of models, from files.

mod find;
mod read;

use std::path::{Path, PathBuf};

use coact_model::{SourceFile, Sources};

use crate::{Fault, Settings};

pub(crate) use find::{MAX_FILES, shown};
pub(crate) use read::bytes;

use find::Found;

/// The ending of a model's files.
const EXTENSION: &str = "coact";

/// The texts of a project's models and where they came from.
///
/// Names of [`sources`](Self::sources) are relative to the models' folder, so that what is made from them
/// is the same wherever the folder stands; [`shown`](Self::shown) has them as the user can open them.
#[derive(Clone, Debug)]
pub struct Project {
    sources: Sources,
    /// What stands before a name to make it a path the user can open; empty or ends in `/`.
    prefix: String,
    dependencies: Vec<PathBuf>,
    settings: Option<Settings>,
}

impl Project {
    /// Reads the models of the project around a folder: that of the nearest `coact.toml` in it or above it. Without
    /// one the folder itself is opened.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn around(folder: &Path) -> Result<Self, Fault> {
        match Settings::around(folder)? {
            Some(settings) => Self::of_settings(settings),
            None => Self::open(folder),
        }
    }

    /// Reads models from a file or a folder. Of a folder with a `coact.toml` they are those that it names. Of
    /// another folder it is every `.coact` file in it or below; where there is none in the folder itself but a folder
    /// `model`, as in a package, that one holds them. The settings of a project around hold for a part of it too.
    ///
    /// # Errors
    /// Nothing there, nothing readable, or more than the limits allow.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(source) => return Err(find::unreadable(path, source)),
        };
        if !metadata.is_dir() {
            return Self::files(&[path.into()]);
        }
        match Settings::of(path)? {
            Some(settings) => Self::of_settings(settings),
            None => {
                let found = find::default(path)?;
                Self::found(found, path, Settings::around(path)?)
            }
        }
    }

    /// Reads several files as one project.
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
        let folder = paths.first().and_then(|path| path.parent());
        let settings = Settings::around(folder.unwrap_or(Path::new(".")))?;
        Ok(Self::new(files, prefix, paths.to_vec(), settings))
    }

    /// A text that is in no file, under the name it is to be reported by.
    pub fn text(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let file = SourceFile {
            name: name.into(),
            bytes,
        };
        Self::new(vec![file], String::new(), Vec::new(), None)
    }

    fn new(
        files: Vec<SourceFile>,
        prefix: String,
        mut dependencies: Vec<PathBuf>,
        settings: Option<Settings>,
    ) -> Self {
        let mut sources = Sources::new(files);
        if let Some(settings) = &settings {
            dependencies.push(settings.path());
            if let Some(level) = settings.level {
                sources = sources.at_level(level);
            }
            sources = sources.weighed(settings.weights.clone());
        }
        Self {
            sources,
            prefix,
            dependencies,
            settings,
        }
    }

    fn of_settings(settings: Settings) -> Result<Self, Fault> {
        let folder = settings.folder.clone();
        let found = match settings.model.as_slice() {
            [] => find::default(&folder)?,
            [one] => find::one(&folder.join(one))?,
            several => find::several(&folder, several)?,
        };
        Self::found(found, &folder, Some(settings))
    }

    /// What a search found; `asked` is where the user looked for it.
    fn found(found: Found, asked: &Path, settings: Option<Settings>) -> Result<Self, Fault> {
        if found.files.is_empty() {
            return Err(Fault::NoModel { path: asked.into() });
        }
        let mut budget = read::Budget::new(&found.root);
        let mut files = Vec::new();
        let mut dependencies = found.folders;
        for (name, file) in found.files {
            files.push(SourceFile {
                name,
                bytes: budget.read(&file)?,
            });
            dependencies.push(file);
        }
        let mut prefix = find::slashed(&found.root)?;
        match prefix.as_str() {
            "." => prefix.clear(),
            shown if shown.ends_with('/') => {}
            _ => prefix.push('/'),
        }
        Ok(Self::new(files, prefix, dependencies, settings))
    }

    /// The texts, named relative to the models' folder.
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

    /// Everything whose change can change the models: their files, the folders that were searched, and the settings.
    pub fn dependencies(&self) -> &[PathBuf] {
        &self.dependencies
    }

    /// What the `coact.toml` around the models states, where there is one.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_ref()
    }
}
