//! Bringing a folder from one state to the next.
//!
//! Everything is written beside its target first; only when all of it stands are the targets replaced, one
//! rename each, and what a failure interrupts is put back. A process that is killed in between leaves whole
//! files and a list that covers old and new, and the next run finishes the change. Nothing is synced to the
//! disk: every file can be generated again, and the next run compares contents, not times.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::Plan;
use super::manifest::Manifest;
use crate::Fault;

const TEMP_PREFIX: &str = ".coact-";
const TEMP_SUFFIX: &str = ".tmp";

/// Called before each change to the disk, so that tests can fail or look at any of them.
pub(super) type Gate<'a> = &'a mut dyn FnMut() -> io::Result<()>;

pub(super) fn apply(plan: &Plan, gate: Gate<'_>) -> Result<(), Fault> {
    let after = Manifest::of(&plan.files);
    let list = Manifest::path(&plan.dir, &plan.owner);
    if plan.changes.is_empty() && after == plan.before {
        return Ok(());
    }
    sweep(plan);

    let mut made = NewFolders::default();
    let mut staged = Vec::new();
    for change in &plan.changes.written {
        let target = plan.dir.join(&change.name);
        made.make(target.parent().unwrap_or(&plan.dir), gate)?;
        staged.push((stage(&target, &change.new, gate)?, target, &change.old));
    }
    let between = stage(&list, &after.union(&plan.before).text(), gate)?;
    let done = stage(&list, &after.text(), gate)?;

    let mut undo = Undo::default();
    put(between, &list, gate)?;
    undo.steps.push((list.clone(), plan.before.text_or_none()));
    for (file, target, old) in staged {
        put(file, &target, gate)?;
        undo.steps.push((target, old.clone()));
    }
    for change in &plan.changes.removed {
        let path = plan.dir.join(&change.name);
        gate()
            .and_then(|()| fs::remove_file(&path))
            .map_err(|source| unwritable(&path, source))?;
        undo.steps.push((path, change.old.clone()));
    }
    put(done, &list, gate)?;
    undo.steps.clear();
    made.folders.clear();
    drop_empty_folders(plan);
    Ok(())
}

/// A folder that still holds something cannot be removed, which is the point.
fn drop_empty_folders(plan: &Plan) {
    for change in &plan.changes.removed {
        for folder in Path::new(&change.name).ancestors().skip(1) {
            if !folder.as_os_str().is_empty() {
                let _ = fs::remove_dir(plan.dir.join(folder));
            }
        }
    }
}

/// The text in a file beside its target.
fn stage(target: &Path, text: &str, gate: Gate<'_>) -> Result<NamedTempFile, Fault> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut write = || -> io::Result<NamedTempFile> {
        gate()?;
        let mut builder = Builder::new();
        builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX);
        // Temporary files are private by default; outputs get what the user's mask allows.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        Ok(file)
    };
    write().map_err(|source| unwritable(target, source))
}

fn put(file: NamedTempFile, target: &Path, gate: Gate<'_>) -> Result<(), Fault> {
    gate()
        .and_then(|()| Ok(file.persist(target).map(drop)?))
        .map_err(|source| unwritable(target, source))
}

/// Removes what a killed run left beside the outputs; the lock says that no run is at work.
fn sweep(plan: &Plan) {
    let names = plan.files.keys().map(String::as_str);
    let names = names.chain(plan.before.iter().map(|(name, _)| name));
    let folders: BTreeSet<_> = names
        .filter_map(|name| Path::new(name).parent())
        .chain([Path::new("")])
        .collect();
    for entry in folders
        .into_iter()
        .filter_map(|folder| fs::read_dir(plan.dir.join(folder)).ok())
        .flat_map(Iterator::flatten)
    {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(TEMP_PREFIX.as_bytes()) && name.ends_with(TEMP_SUFFIX.as_bytes()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn unwritable(path: &Path, source: io::Error) -> Fault {
    Fault::Write {
        path: path.into(),
        source,
    }
}

/// Folders made on the way; taken away again unless all went well.
#[derive(Default)]
struct NewFolders {
    folders: Vec<PathBuf>,
}

impl NewFolders {
    fn make(&mut self, folder: &Path, gate: Gate<'_>) -> Result<(), Fault> {
        let mut missing: Vec<_> = folder
            .ancestors()
            .take_while(|step| !step.as_os_str().is_empty() && !step.exists())
            .collect();
        while let Some(step) = missing.pop() {
            gate()
                .and_then(|()| fs::create_dir(step))
                .map_err(|source| unwritable(step, source))?;
            self.folders.push(step.into());
        }
        Ok(())
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What was replaced, with its old text; put back unless all went well.
#[derive(Default)]
struct Undo {
    steps: Vec<(PathBuf, String)>,
}

impl Drop for Undo {
    fn drop(&mut self) {
        for (path, old) in self.steps.iter().rev() {
            // As good as can be done where the system refuses; every single file stays whole.
            if old.is_empty() {
                let _ = fs::remove_file(path);
            } else if let Ok(file) = stage(path, old, &mut || Ok(())) {
                let _ = put(file, path, &mut || Ok(()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
