//! A baseline held against what is found.

use std::collections::{BTreeMap, BTreeSet};

use super::{Baseline, Entry};
use crate::Sources;
use crate::diagnostics::Diagnostic;

/// What of a baseline was not met yet.
#[derive(Clone, Debug)]
pub struct Matching<'a> {
    baseline: &'a Baseline,
    left: BTreeMap<&'a Entry, u32>,
    hidden: usize,
}

impl Baseline {
    /// Begins to hold it against what is found.
    pub fn matching(&self) -> Matching<'_> {
        Matching {
            baseline: self,
            left: self.entries.iter().map(|(entry, n)| (entry, *n)).collect(),
            hidden: 0,
        }
    }
}

impl<'a> Matching<'a> {
    /// Whether the baseline holds this finding, whose file it calls so. Of findings that are alike it hides as many
    /// as it holds.
    pub fn hides(&mut self, file: &str, sources: &Sources, finding: &Diagnostic) -> bool {
        let left = Entry::of(file, sources, finding).and_then(|entry| self.left.get_mut(&entry));
        match left {
            Some(left) if *left > 0 => {
                *left -= 1;
                self.hidden += 1;
                true
            }
            Some(_) | None => false,
        }
    }

    /// How many findings were hidden.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// The entries that match nothing any more, and how often. Of models that were not checked nothing is known,
    /// unless their files were read.
    pub fn stale(
        &self,
        models: &BTreeSet<&str>,
        files: &BTreeSet<String>,
    ) -> Vec<(&'a Entry, u32)> {
        let all = self.baseline.models().all(|model| models.contains(model));
        let of = |entry: &Entry| all || files.contains(&entry.file);
        self.left
            .iter()
            .filter(|(entry, left)| **left > 0 && of(entry))
            .map(|(entry, left)| (*entry, *left))
            .collect()
    }
}
