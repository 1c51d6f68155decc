//! Texts that a user wrote, written anew on demand.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::Fault;

/// Writes files that are there. Each is written beside its place first, and put there when all of them are.
pub(crate) fn write<'f>(files: impl Iterator<Item = (&'f Path, &'f [u8])>) -> Result<(), Fault> {
    let unwritable = |path: &Path, source| Fault::Write {
        path: path.to_owned(),
        source,
    };
    let mut staged = Vec::new();
    for (path, text) in files {
        let beside = stage(path, text).map_err(|source| unwritable(path, source))?;
        staged.push((path, beside));
    }
    for (path, (beside, place)) in staged {
        put(beside, &place).map_err(|source| unwritable(path, source))?;
    }
    Ok(())
}

/// Writes one file, whether it is there or not: whole or not at all.
pub(crate) fn whole(path: &Path, text: &str) -> Result<(), Fault> {
    let made = match File::create_new(path) {
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(source) => {
            let path = path.to_owned();
            return Err(Fault::Write { path, source });
        }
    };
    let written = write(std::iter::once((path, text.as_bytes())));
    if made && written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// The text in a file beside its place, which is not a link to it.
fn stage(path: &Path, text: &[u8]) -> io::Result<(NamedTempFile, PathBuf)> {
    let place = fs::canonicalize(path)?;
    let permissions = fs::metadata(&place)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut beside = Builder::new().prefix(".coact-").tempfile_in(folder)?;
    beside.write_all(text)?;
    beside.as_file().set_permissions(permissions)?;
    Ok((beside, place))
}

fn put(beside: NamedTempFile, place: &Path) -> io::Result<()> {
    beside.persist(place)?;
    Ok(())
}
