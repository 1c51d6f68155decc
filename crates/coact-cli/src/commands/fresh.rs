//! A folder that is filled: it is new or empty, and nothing is ever replaced.

use std::fs;
use std::path::Path;

use coact_build::Fault;

use crate::trouble::{IN_THE_WAY, Trouble};

/// Holds that a folder does not exist or is empty.
pub(super) fn free(path: &Path) -> Result<(), Trouble> {
    let taken = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if taken {
        return Err(Trouble::coded(
            IN_THE_WAY,
            format!("`{}` exists and is not an empty folder", path.display()),
            "choose another name, or empty the folder; nothing was changed",
        ));
    }
    Ok(())
}

/// Writes a file of the folder, never over one that appeared meanwhile.
pub(super) fn write(path: &Path, text: &[u8]) -> Result<(), Trouble> {
    let unwritable = |source| Fault::Write {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::File::create_new(path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text))
        .map_err(unwritable)?;
    Ok(())
}
