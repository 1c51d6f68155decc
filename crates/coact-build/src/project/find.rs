//! Which files of a folder belong to the model.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::EXTENSION;
use crate::{Fault, settings};

/// Most files of one model.
pub(crate) const MAX_FILES: usize = 10_000;
/// Deepest folder below the model's own.
const MAX_DEPTH: usize = 32;
/// Build tools put this file into folders that hold nothing of the user's.
const CACHE_MARK: &str = "CACHEDIR.TAG";

/// What a search found.
pub(super) struct Found {
    /// The folder that names are relative to.
    pub(super) root: PathBuf,
    /// Name relative to the root, and path.
    pub(super) files: Vec<(String, PathBuf)>,
    /// The folders that were listed.
    pub(super) folders: Vec<PathBuf>,
}

/// The models of a folder that says nothing about them: what lies in it or below, or in its folder `model`.
pub(super) fn default(folder: &Path) -> Result<Found, Fault> {
    let inner = folder.join("model");
    if inner.is_dir() && !holds_model_files(folder)? {
        find(&inner)
    } else {
        find(folder)
    }
}

/// The models in a folder or a file.
pub(super) fn one(path: &Path) -> Result<Found, Fault> {
    if path.is_dir() {
        return find(path);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(Found {
        root: folder.into(),
        files: vec![(slashed(Path::new(name))?, path.into())],
        folders: Vec::new(),
    })
}

/// The models in several folders and files of one folder. What is named twice is there once.
pub(super) fn several(root: &Path, paths: &[PathBuf]) -> Result<Found, Fault> {
    let mut files = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for path in paths {
        let found = one(&root.join(path))?;
        for (_, file) in found.files {
            let name = slashed(file.strip_prefix(root).unwrap_or(&file))?;
            files.insert(name, file);
        }
        folders.extend(found.folders);
    }
    if files.len() > MAX_FILES {
        return Err(too_large(root, format!("has more than {MAX_FILES} files")));
    }
    Ok(Found {
        root: root.into(),
        files: files.into_iter().collect(),
        folders: folders.into_iter().collect(),
    })
}

/// Every file of the models in `root` or below. Hidden folders and build caches are passed over, and so are the
/// folders of other projects; linked folders too, because what they hold either lies in the models' folder anyway or
/// is not part of it.
pub(super) fn find(root: &Path) -> Result<Found, Fault> {
    let real = fs::canonicalize(root).map_err(|source| unreadable(root, source))?;
    let mut found = Found {
        root: root.into(),
        files: Vec::new(),
        folders: Vec::new(),
    };
    let mut open = vec![(root.to_path_buf(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
            let entry = entry.map_err(|source| unreadable(&folder, source))?;
            let path = entry.path();
            let kind = entry
                .file_type()
                .map_err(|source| unreadable(&path, source))?;
            if kind.is_dir() {
                if passed_over(&path) {
                    continue;
                }
                if depth == MAX_DEPTH {
                    return Err(too_large(
                        root,
                        format!("lies more than {MAX_DEPTH} folders deep"),
                    ));
                }
                open.push((path, depth + 1));
            } else if is_model_file(&path) {
                if kind.is_symlink() {
                    stays_inside(&path, &real)?;
                }
                if found.files.len() == MAX_FILES {
                    return Err(too_large(root, format!("has more than {MAX_FILES} files")));
                }
                let name = slashed(path.strip_prefix(root).unwrap_or(&path))?;
                found.files.push((name, path));
            }
        }
        found.folders.push(folder);
    }
    found.files.sort();
    found.folders.sort();
    Ok(found)
}

/// Whether a file of a model lies in the folder itself.
pub(super) fn holds_model_files(folder: &Path) -> Result<bool, Fault> {
    let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    Ok(entries
        .flatten()
        .any(|entry| is_model_file(&entry.path()) && !entry.path().is_dir()))
}

fn is_model_file(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == EXTENSION)
}

fn passed_over(folder: &Path) -> bool {
    let hidden = folder
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    hidden || folder.join(CACHE_MARK).exists() || folder.join(settings::FILE).exists()
}

fn stays_inside(link: &Path, root: &Path) -> Result<(), Fault> {
    let target = fs::canonicalize(link).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Fault::NotAFile {
            path: link.into(),
            problem: "is a link to something that is not there",
        },
        _ => unreadable(link, source),
    })?;
    if !target.starts_with(root) {
        return Err(Fault::NotAFile {
            path: link.into(),
            problem: "is a link to a file outside the model's folder",
        });
    }
    if target.is_dir() {
        return Err(Fault::NotAFile {
            path: link.into(),
            problem: "is a link to a folder",
        });
    }
    Ok(())
}

/// A path without `.` in it, for messages.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let mut parts = path.components().filter(|part| *part != Component::CurDir);
    let shown: PathBuf = parts.by_ref().collect();
    if shown.as_os_str().is_empty() {
        ".".into()
    } else {
        shown
    }
}

/// The path with `/` between its parts on every system.
pub(super) fn slashed(path: &Path) -> Result<String, Fault> {
    let mut out = String::new();
    for component in path.components() {
        let part = match component {
            Component::RootDir => "",
            Component::CurDir if path != Path::new(".") => continue,
            Component::Prefix(_)
            | Component::CurDir
            | Component::ParentDir
            | Component::Normal(_) => component.as_os_str().to_str().ok_or(Fault::NotAFile {
                path: path.into(),
                problem: "has a name that is not Unicode",
            })?,
        };
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(part);
        if component == Component::RootDir && !out.ends_with('/') {
            out.push('/');
        }
    }
    Ok(out)
}

pub(super) fn unreadable(path: &Path, source: std::io::Error) -> Fault {
    match source.kind() {
        std::io::ErrorKind::NotFound => Fault::Missing { path: path.into() },
        std::io::ErrorKind::NotADirectory => Fault::NotAFile {
            path: path.into(),
            problem: "goes through a file as if it were a folder",
        },
        _ => Fault::Read {
            path: path.into(),
            source,
        },
    }
}

fn too_large(path: &Path, problem: String) -> Fault {
    Fault::TooLarge {
        path: path.into(),
        problem,
    }
}
