//! The inputs that are kept: what fuzzers found interesting, and what once broke something.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The kept inputs of a target.
pub fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target)
}

/// The inputs in a folder with their paths, in order of their names.
///
/// # Errors
/// Where the folder or a file in it cannot be read.
pub fn inputs(folder: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let read = |path: PathBuf| fs::read(&path).map(|bytes| (path, bytes));
    paths.into_iter().map(read).collect()
}
