//! What no lint checks.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::metadata::packages;

/// The crates that do no I/O, see `lints/core.toml`.
const CORE: &[&str] = &["coact-syntax", "coact-model", "coact-rust"];

pub(crate) fn check() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let mut wrong = Vec::new();
    core_lints(&root, &mut wrong)?;
    inherited_lints(&mut wrong)?;
    let files = machine_paths(&root, &mut wrong)?;
    if !wrong.is_empty() {
        return Err(wrong.join("\n").into());
    }
    println!("{files} files are tidy");
    Ok(())
}

/// Clippy takes the nearest `clippy.toml`; for the core that is the list of what does I/O.
fn core_lints(root: &Path, wrong: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let list = fs::read_to_string(root.join("lints/core.toml"))?;
    for name in CORE {
        let own = root.join("crates").join(name).join("clippy.toml");
        if fs::read_to_string(&own).ok().as_deref() != Some(&list) {
            wrong.push(format!("crates/{name}/clippy.toml is not lints/core.toml"));
        }
        let hidden = root.join("crates").join(name).join(".clippy.toml");
        if hidden.exists() {
            wrong.push(format!("crates/{name}/.clippy.toml hides lints/core.toml"));
        }
    }
    Ok(())
}

fn inherited_lints(wrong: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for package in packages()?.iter().filter(|package| package.member) {
        let manifest = fs::read_to_string(&package.manifest)?;
        if !manifest.contains("[lints]\nworkspace = true") {
            wrong.push(format!(
                "{} does not take the lints of the workspace",
                package.name
            ));
        }
    }
    Ok(())
}

/// No file names a place on the machine it was written on.
fn machine_paths(root: &Path, wrong: &mut Vec<String>) -> Result<usize, Box<dyn Error>> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()?;
    let mut places = vec![root.display().to_string()];
    places.extend(
        env::var("HOME")
            .ok()
            .filter(|home| home.len() > 2)
            .map(|home| home + "/"),
    );
    // In two halves, so that this file does not name them itself.
    places.extend([["/ho", "me/"], ["/Us", "ers/"]].map(|halves| halves.concat()));
    let names = String::from_utf8(listed.stdout)?;
    let mut files = 0;
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let Ok(text) = fs::read_to_string(root.join(name)) else {
            continue;
        };
        files += 1;
        for place in &places {
            if let Some(line) = text.lines().position(|line| line.contains(place)) {
                wrong.push(format!(
                    "{name}:{} names a place on a machine: {place}",
                    line + 1
                ));
            }
        }
    }
    Ok(files)
}
