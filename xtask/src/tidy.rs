//! What no lint checks.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::metadata::packages;

/// The crates that do no I/O, see `lints/core.toml`.
const CORE: &[&str] = &["coact-syntax", "coact-model", "coact-rust", "coact-engine"];

pub(crate) fn check() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let mut wrong = Vec::new();
    core_lints(&root, &mut wrong)?;
    inherited_lints(&mut wrong)?;
    let files = tracked(&root)?;
    for (name, text) in &files {
        machine_paths(&root, name, text, &mut wrong);
        if name.ends_with(".md") {
            named_places(&root, name, text, &mut wrong);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n").into());
    }
    println!("{} files are tidy", files.len());
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

/// The text files of the repository, committed or about to be.
fn tracked(root: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
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
    let names = String::from_utf8(listed.stdout)?;
    Ok(names
        .split('\0')
        .filter_map(|name| Some((name.to_owned(), fs::read_to_string(root.join(name)).ok()?)))
        .collect())
}

/// No file names a place on the machine it was written on.
fn machine_paths(root: &Path, name: &str, text: &str, wrong: &mut Vec<String>) {
    let mut places = vec![root.display().to_string()];
    places.extend(
        env::var("HOME")
            .ok()
            .filter(|home| home.len() > 2)
            .map(|home| home + "/"),
    );
    // In two halves, so that this file does not name them itself.
    places.extend([["/ho", "me/"], ["/Us", "ers/"]].map(|halves| halves.concat()));
    for place in &places {
        if let Some(line) = text.lines().position(|line| line.contains(place)) {
            wrong.push(format!(
                "{name}:{} names a place on a machine: {place}",
                line + 1
            ));
        }
    }
}

/// A place in the repository that a text names exists; where a capital stands for any name, none is meant.
fn named_places(root: &Path, name: &str, text: &str, wrong: &mut Vec<String>) {
    const TOP: &[&str] = &[
        "crates/",
        "docs/",
        "examples/",
        "grammar/",
        "lints/",
        "templates/",
        "xtask/",
    ];
    let in_code = text.split('`').skip(1).step_by(2);
    let places = in_code.filter(|code| {
        TOP.iter().any(|top| code.starts_with(top))
            && !code.contains(|c: char| c.is_ascii_uppercase() || c.is_whitespace() || c == '*')
    });
    for place in places.filter(|place| !root.join(place).exists()) {
        wrong.push(format!("{name} names `{place}`, which does not exist"));
    }
}
