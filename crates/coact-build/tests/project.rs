//! Which texts make a model, and what is refused before it is read.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

use std::fs::{self, File};
use std::path::Path;

use coact_build::Project;
use coact_syntax::limits::{MAX_FILE_BYTES, MAX_PROJECT_BYTES};

fn put(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn names(project: &Project) -> Vec<String> {
    project
        .sources()
        .iter()
        .map(|(_, file)| file.name.clone())
        .collect()
}

#[test]
fn a_folder_is_searched_below_and_sorted() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "z.coact", "");
    put(dir.path(), "a/b.coact", "");
    put(dir.path(), "a/notes.md", "");
    put(dir.path(), ".git/x.coact", "");
    put(dir.path(), "target/y.coact", "");
    put(dir.path(), "target/CACHEDIR.TAG", "");
    let project = Project::open(dir.path()).unwrap();
    assert_eq!(names(&project), ["a/b.coact", "z.coact"]);
    let folders = project
        .dependencies()
        .iter()
        .filter(|path| path.is_dir())
        .count();
    assert_eq!(folders, 2, "a new file in a folder must be seen");
}

#[test]
fn names_do_not_depend_on_where_the_folder_stands() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "model/shop.coact", "model shop");
    let package = Project::open(dir.path()).unwrap();
    let model = Project::open(&dir.path().join("model")).unwrap();
    let file = Project::open(&dir.path().join("model/shop.coact")).unwrap();
    for project in [&package, &model, &file] {
        assert_eq!(names(project), ["shop.coact"]);
        let shown = project.shown();
        let (_, shown) = shown.iter().next().unwrap();
        assert!(Path::new(&shown.name).is_file(), "{}", shown.name);
    }
}

#[test]
fn a_part_of_a_model_may_be_called_model() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "shop.coact", "");
    put(dir.path(), "model/lane.coact", "");
    assert_eq!(
        names(&Project::open(dir.path()).unwrap()),
        ["model/lane.coact", "shop.coact"]
    );
}

#[test]
fn what_is_not_there_or_holds_no_model_is_said() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(
        Project::open(&dir.path().join("none")).unwrap_err().code(),
        "IO001"
    );
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO002");
    assert_eq!(
        Project::files(&[dir.path().join("none.coact")])
            .unwrap_err()
            .code(),
        "IO001"
    );
}

#[cfg(unix)]
#[test]
fn only_ordinary_files_inside_the_folder_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let model = dir.path().join("m");
    put(&model, "a.coact", "model shop");
    put(dir.path(), "outside.coact", "secret");
    let link = model.join("b.coact");
    std::os::unix::fs::symlink(dir.path().join("outside.coact"), &link).unwrap();
    assert_eq!(Project::open(&model).unwrap_err().code(), "IO003");
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(model.join("a.coact"), &link).unwrap();
    assert_eq!(
        names(&Project::open(&model).unwrap()),
        ["a.coact", "b.coact"]
    );

    assert_eq!(
        Project::open(Path::new("/dev/null")).unwrap_err().code(),
        "IO003"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_without_waiting_for_a_writer() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pipe.coact");
    match std::process::Command::new("mkfifo").arg(&path).status() {
        Ok(status) if status.success() => {}
        _ => {
            eprintln!("SKIPPED: no mkfifo here");
            return;
        }
    }
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO003");
}

#[test]
fn no_more_is_read_of_a_file_than_shows_that_it_is_too_large() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("big.coact");
    for (len, read) in [
        (MAX_FILE_BYTES - 1, MAX_FILE_BYTES - 1),
        (MAX_FILE_BYTES, MAX_FILE_BYTES),
        (MAX_FILE_BYTES + 1, MAX_FILE_BYTES + 1),
        (MAX_FILE_BYTES + 1000, MAX_FILE_BYTES + 1),
    ] {
        File::create(&path).unwrap().set_len(len).unwrap();
        let project = Project::open(&path).unwrap();
        let (_, file) = project.sources().iter().next().unwrap();
        assert_eq!(file.bytes.len() as u64, read);
    }
}

#[test]
fn a_project_beyond_its_limit_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let whole = MAX_PROJECT_BYTES / MAX_FILE_BYTES;
    for n in 0..whole {
        let file = File::create(dir.path().join(format!("{n}.coact"))).unwrap();
        file.set_len(MAX_FILE_BYTES).unwrap();
    }
    assert!(Project::open(dir.path()).is_ok());
    put(dir.path(), "more.coact", "1");
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO004");
}

#[test]
fn folders_too_deep_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let deep = |levels: usize| format!("{}a.coact", "d/".repeat(levels));
    put(dir.path(), &deep(32), "");
    assert_eq!(names(&Project::open(dir.path()).unwrap()).len(), 1);
    put(dir.path(), &deep(33), "");
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO004");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_refused() {
    use std::os::unix::ffi::OsStrExt;

    let dir = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"\xff.coact");
    fs::write(dir.path().join(name), "").unwrap();
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO003");
}
