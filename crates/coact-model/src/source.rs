//! The texts of a model, and places in them.

use coact_syntax::Span;

use crate::Weights;
use crate::diagnostics::Level;

/// A file of the model, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in a file: absolute byte offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Loc {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// One text with the name it is reported under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// A path relative to the project, with `/` only.
    pub name: String,
    /// The bytes as found; whether they are text is for the parser to say.
    pub bytes: Vec<u8>,
}

/// The texts of one or more models, in the order of their names, so that the order in which a file system
/// lists them never matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
    level: Option<Level>,
    weights: Weights,
}

impl Sources {
    /// Sorts the files by name.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            files,
            level: None,
            weights: Weights::default(),
        }
    }

    /// A single text.
    pub fn single(name: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self::new(vec![SourceFile {
            name: name.into(),
            bytes: text.into(),
        }])
    }

    /// The level of the models that state none.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// How grave the findings of some rules are, whatever the level.
    #[must_use]
    pub fn weighed(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The level of the models that state none, where one is given.
    pub fn level(&self) -> Option<Level> {
        self.level
    }

    /// All files with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// The names of all files, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The text of this id, to be changed.
    pub(crate) fn bytes_mut(&mut self, id: FileId) -> Option<&mut Vec<u8>> {
        let file = self.files.get_mut(id.0 as usize)?;
        Some(&mut file.bytes)
    }

    /// The file of this id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
}
