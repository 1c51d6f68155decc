#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use super::apply;
use crate::Folder;

type Files = BTreeMap<String, String>;

fn files(list: &[(&str, u32)]) -> Files {
    let text = |body| format!("// {}\n{body}", crate::folder::MARK);
    list.iter()
        .map(|(name, body)| ((*name).to_owned(), text(body)))
        .collect()
}

fn old() -> Files {
    files(&[
        ("a.rs", 1),
        ("sub/b.rs", 1),
        ("sub/old.rs", 1),
        ("same.rs", 1),
    ])
}

fn new() -> Files {
    files(&[
        ("a.rs", 2),
        ("sub/b.rs", 2),
        ("new/deep/c.rs", 2),
        ("same.rs", 1),
    ])
}

/// Every file below a folder, without the list of what is ours, and every folder.
fn tree(root: &Path) -> Files {
    let mut out = Files::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                out.insert(format!("{name}/"), String::new());
                open.push(path);
            } else if name != ".coact-shop.files" {
                out.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

/// How many times the disk is changed on the way from the old files to the new ones.
fn steps() -> usize {
    let dir = tempfile::tempdir().unwrap();
    Folder::new(dir.path()).write("shop", &old()).unwrap();
    let plan = Folder::new(dir.path()).plan("shop", &new()).unwrap();
    let mut count = 0;
    apply(&plan, &mut || {
        count += 1;
        Ok(())
    })
    .unwrap();
    count
}

#[test]
fn whichever_step_fails_the_tree_is_as_it_was() {
    let total = steps();
    assert!(total > 10, "{total} steps");
    for failing in 0..total {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        folder.write("shop", &old()).unwrap();
        let before = tree(dir.path());
        let plan = folder.plan("shop", &new()).unwrap();
        let mut step = 0;
        let fault = apply(&plan, &mut || {
            step += 1;
            if step > failing {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Ok(())
        })
        .unwrap_err();
        assert_eq!(fault.code(), "IO006");
        assert_eq!(tree(dir.path()), before, "step {failing} failed");
        folder.write("shop", &new()).unwrap();
        assert_new(dir.path());
    }
}

#[test]
fn whenever_it_is_killed_every_file_is_whole_and_the_next_run_finishes() {
    for killed in 0..steps() {
        let dir = tempfile::tempdir().unwrap();
        let (at_work, left) = (dir.path().join("work"), dir.path().join("left"));
        let folder = Folder::new(&at_work);
        folder.write("shop", &old()).unwrap();
        let plan = folder.plan("shop", &new()).unwrap();
        let mut step = 0;
        apply(&plan, &mut || {
            if step == killed {
                copy(&at_work, &left);
            }
            step += 1;
            Ok(())
        })
        .unwrap();
        for (name, text) in tree(&left) {
            let whole = name.ends_with('/')
                || name.contains(".coact-")
                || old().get(&name) == Some(&text)
                || new().get(&name) == Some(&text);
            assert!(whole, "{name} is half-written after step {killed}");
        }
        Folder::new(&left).write("shop", &new()).unwrap();
        assert_new(&left);
    }
}

fn assert_new(dir: &Path) {
    let files = tree(dir)
        .into_iter()
        .filter(|(name, _)| !name.ends_with('/'));
    assert_eq!(files.collect::<Files>(), new());
}
