//! Names from a model never form a path out of the output folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Fault;

/// Checks every name, and that no link on its way leads out of the folder.
pub(super) fn check<'a>(dir: &Path, names: impl Iterator<Item = &'a String>) -> Result<(), Fault> {
    let real = fs::canonicalize(dir).ok();
    for name in names {
        let path = dir.join(name);
        if !is_plain(name) {
            return Err(Fault::Outside { path });
        }
        let (Some(real), Some(parent)) = (&real, nearest(&path)) else {
            continue;
        };
        if fs::canonicalize(&parent).is_ok_and(|parent| !parent.starts_with(real)) {
            return Err(Fault::Outside { path });
        }
    }
    Ok(())
}

/// Ordinary names with `/` between them, on every system.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.split('/').all(|part| {
            !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0', '\n', '\r'])
        })
}

/// The file itself where it is a link, else the nearest folder on its way that exists.
fn nearest(path: &Path) -> Option<PathBuf> {
    path.ancestors()
        .find(|step| fs::symlink_metadata(step).is_ok())
        .map(Path::to_path_buf)
}
