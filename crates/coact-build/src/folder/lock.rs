//! One run at a time per output folder.

use std::fs::File;
use std::path::Path;

use crate::Fault;

/// Waits until no other run writes into the folder. Dropping the file ends the lock, as does the end of
/// the process, however it ends.
pub(super) fn lock(dir: &Path) -> Result<File, Fault> {
    let refused = |source| Fault::Write {
        path: dir.into(),
        source,
    };
    let file = open(dir).map_err(refused)?;
    match file.lock() {
        Ok(()) => Ok(file),
        // Some file systems have no locks; writing is still atomic for each file.
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
        Err(source) => Err(refused(source)),
    }
}

/// The folder itself, so that no lock file is left beside the outputs.
#[cfg(unix)]
fn open(dir: &Path) -> std::io::Result<File> {
    File::open(dir)
}

#[cfg(not(unix))]
fn open(dir: &Path) -> std::io::Result<File> {
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(".coact.lock"))
}
