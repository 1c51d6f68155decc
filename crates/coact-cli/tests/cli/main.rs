//! The command as scripts and people meet it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod bad_files;
mod bad_input;
mod baseline;
mod check;
mod examples;
mod explain;
mod fmt;
mod generate;
mod machines;
mod mend;
mod new;
mod projects;
mod spec;
mod tables;
mod trace;
mod usage;
mod verify;

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;

use assert_cmd::Command;
use tempfile::TempDir;

/// A model without findings: the one that `coact new` starts with.
static GOOD: LazyLock<String> = LazyLock::new(|| {
    include_str!("../../templates/new/model/model.coact.jinja").replace("{{ model }}", "repairs")
});
/// The same with a mistake: an actor that nobody declared.
fn bad() -> String {
    GOOD.replace("executor  Workshop", "executor  Workshp")
}

/// The command, in this folder and without colours.
fn coact(dir: &Path) -> Command {
    let mut command = Command::cargo_bin("coact").unwrap();
    command
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS");
    // As if installed: not run by cargo.
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code, standard output and standard error, for snapshots.
fn shown(output: &Output) -> String {
    format!(
        "exit code: {}\n---- stdout\n{}---- stderr\n{}",
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr)
    )
}
