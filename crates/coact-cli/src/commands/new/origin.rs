//! Where a new project takes coact from.

use std::path::{Path, PathBuf};

/// The checkout that this program was built in, where it still runs from there: a project started from a
/// checkout works with that very code. None for an installed program.
pub(super) fn checkout() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    // Cargo names the package that it runs; needed where it builds into a folder elsewhere.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    [program, package].into_iter().flatten().find_map(|from| {
        from.ancestors()
            .find(|folder| is_checkout(folder))
            .map(Path::to_path_buf)
    })
}

fn is_checkout(folder: &Path) -> bool {
    ["coact-build", "coact-runtime"].iter().all(|name| {
        folder
            .join("crates")
            .join(name)
            .join("Cargo.toml")
            .is_file()
    })
}

/// Whether a folder lies below a workspace of somebody's, which would claim a package in it.
pub(super) fn below_a_workspace(path: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else {
        return false;
    };
    path.ancestors().skip(1).any(|folder| {
        std::fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
    })
}
