//! The texts that a command is given.

use std::io::Read;
use std::path::{Path, PathBuf};

use coact_build::Project;
use coact_syntax::limits::MAX_FILE_BYTES;

use crate::args::Texts;
use crate::trouble::{MIXED_PATHS, Trouble};

/// The argument that stands for standard input.
const STDIN: &str = "-";

/// Whether standard input is what is given.
pub(super) fn from_stdin(args: &Texts) -> bool {
    matches!(args.paths.as_slice(), [only] if only == Path::new(STDIN))
}

/// Every folder is a project of its own, and so are all files together, and standard input.
pub(super) fn projects(args: &Texts) -> Result<Vec<Project>, Trouble> {
    let stdin = Path::new(STDIN);
    if from_stdin(args) {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| coact_build::Fault::Read {
                path: stdin.into(),
                source,
            })?;
        return Ok(vec![Project::text(&args.stdin_filename, bytes)]);
    }
    if args.paths.iter().any(|path| path == stdin) {
        return Err(Trouble::coded(
            MIXED_PATHS,
            "standard input cannot be read together with other paths",
            "give `-` alone",
        ));
    }
    if args.paths.is_empty() {
        return Ok(vec![Project::around(Path::new("."))?]);
    }
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path.is_dir());
    let mut projects = Vec::new();
    for folder in &folders {
        projects.push(Project::open(folder)?);
    }
    if !files.is_empty() {
        projects.push(Project::files(&files)?);
    }
    Ok(projects)
}
