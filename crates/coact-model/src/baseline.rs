//! Findings that a project has agreed to live with for now: what a check finds beyond them is new.
//!
//! A finding is known again by its code, its file and what its place says, never by its line, so that text above
//! it may change. Alike findings are counted.

mod document;
mod matching;

use std::collections::{BTreeMap, BTreeSet};

use crate::Sources;
use crate::diagnostics::{Diagnostic, Severity};

pub use document::NotABaseline;
pub use matching::Matching;

/// Findings that are not told, and the models that they are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    models: BTreeSet<String>,
    entries: BTreeMap<Entry, u32>,
}

/// By what a finding is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its file, relative to the folder of the baseline.
    pub file: String,
    /// Its code.
    pub code: String,
    /// What stands at its place, or how that begins.
    pub place: String,
}

/// Of a long place so many characters tell it from others.
const LONGEST: usize = 80;

impl Entry {
    /// The entry of a finding in this file; none for an error, which nothing hides.
    fn of(file: &str, sources: &Sources, finding: &Diagnostic) -> Option<Self> {
        if finding.severity == Severity::Error {
            return None;
        }
        let loc = finding.primary.loc;
        let range = loc.span.start as usize..loc.span.end as usize;
        let bytes = sources
            .get(loc.file)
            .and_then(|file| file.bytes.get(range))
            .unwrap_or_default();
        // Line ends and indentation may change.
        let text = String::from_utf8_lossy(bytes);
        let words: Vec<&str> = text.split_whitespace().collect();
        Some(Self {
            file: file.to_owned(),
            code: finding.code.to_owned(),
            place: words.join(" ").chars().take(LONGEST).collect(),
        })
    }
}

impl Baseline {
    /// Takes a model in, also where nothing is found in it.
    pub fn add_model(&mut self, name: &str) {
        self.models.insert(name.to_owned());
    }

    /// Takes a finding in, whose file the baseline calls so. An error is not taken in.
    pub fn add(&mut self, file: &str, sources: &Sources, finding: &Diagnostic) {
        if let Some(entry) = Entry::of(file, sources, finding) {
            let count = self.entries.entry(entry).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// The models that it is of.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        self.models.iter().map(String::as_str)
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.values().map(|count| *count as usize).sum()
    }

    /// Whether it holds no finding.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether it is of one of these models.
    pub fn is_of<'a>(&self, mut models: impl Iterator<Item = &'a str>) -> bool {
        models.any(|model| self.models.contains(model))
    }
}
