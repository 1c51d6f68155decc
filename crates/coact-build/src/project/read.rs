//! Reading within limits.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use coact_syntax::limits::{MAX_FILE_BYTES, MAX_PROJECT_BYTES};

use super::find::unreadable;
use crate::Fault;

/// What may still be read for one model.
pub(super) struct Budget {
    root: PathBuf,
    left: u64,
}

impl Budget {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.into(),
            left: MAX_PROJECT_BYTES,
        }
    }

    /// The bytes of a regular file. Of a file beyond the limit of one file only so much is read that the
    /// parser sees it and says so with its place.
    pub(super) fn read(&mut self, path: &Path) -> Result<Vec<u8>, Fault> {
        let file = regular(path)?;
        let length = file.metadata().map_err(|it| unreadable(path, it))?.len();
        self.left = self
            .left
            .checked_sub(length.min(MAX_FILE_BYTES))
            .ok_or_else(|| Fault::TooLarge {
                path: self.root.clone(),
                problem: format!("is larger than {} MiB", MAX_PROJECT_BYTES >> 20),
            })?;
        beginning(file, path, MAX_FILE_BYTES)
    }
}

/// The bytes of a regular file; of one with more than `most`, one byte more than that.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    beginning(regular(path)?, path, most)
}

fn beginning(file: File, path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| unreadable(path, source))?;
    Ok(bytes)
}

fn regular(path: &Path) -> Result<File, Fault> {
    let file = open(path).map_err(|source| unreadable(path, source))?;
    let metadata = file.metadata().map_err(|source| unreadable(path, source))?;
    if metadata.is_file() {
        Ok(file)
    } else {
        Err(Fault::NotAFile {
            path: path.into(),
            problem: "is not an ordinary file",
        })
    }
}

/// Opens without waiting for a writer, should the path be a pipe.
#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
