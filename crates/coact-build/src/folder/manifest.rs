//! The list of what coact wrote into a folder, one per model.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use super::{is_ours, paths, read};
use crate::Fault;

/// Files by name, each with the hash of what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, u64>,
}

/// Tells a changed file from an unchanged one; nothing here guards against malice.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Manifest {
    /// Where the list of this model lies. Model names are identifiers, so they are good file names.
    pub(super) fn path(dir: &Path, owner: &str) -> PathBuf {
        dir.join(format!(".coact-{owner}.files"))
    }

    pub(super) fn of(files: &BTreeMap<String, String>) -> Self {
        Self {
            files: files
                .iter()
                .map(|(name, text)| (name.clone(), hash(text)))
                .collect(),
        }
    }

    /// The list of the last run; empty where there is none. A line that cannot be read is passed over: what
    /// it named is then no longer known as ours and stays.
    pub(super) fn load(dir: &Path, owner: &str) -> Result<Self, Fault> {
        let path = Self::path(dir, owner);
        let Some(text) = read(&path)? else {
            return Ok(Self::default());
        };
        if !is_ours(&text) {
            return Err(Fault::NotOurs { path });
        }
        let files = text
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(hash, name)| Some((name, u64::from_str_radix(hash, 16).ok()?)))
            .filter(|(name, _)| paths::is_plain(name))
            .map(|(name, hash)| (name.to_owned(), hash))
            .collect();
        Ok(Self { files })
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "# {}: the files of this model in this folder, so that no other file is ever removed\n",
            super::MARK
        );
        for (name, hash) in &self.files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{hash:016x} {name}");
        }
        text
    }

    /// The text, or nothing for a list that does not exist.
    pub(super) fn text_or_none(&self) -> String {
        if self.files.is_empty() {
            String::new()
        } else {
            self.text()
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(name, hash)| (name.as_str(), *hash))
    }

    /// What either lists, this one's hash first: true at every moment between the two states.
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut files = other.files.clone();
        files.extend(self.files.clone());
        Self { files }
    }
}
