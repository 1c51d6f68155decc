//! What generated code of a large model costs the Rust compiler: one `cargo check` of it, with all it needs checked before.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::big_model;
use crate::measure::{Usage, least};
use crate::metadata::target_folder;
use crate::scale::release_binary;

/// Mebibytes that the compiler may take.
const MOST_MEMORY: f64 = 4096.0;

/// Checks an empty crate and then the generated one, both alone: the difference is what the kinds cost.
pub(crate) fn run(
    kinds: usize,
    program: Option<PathBuf>,
    times: u32,
) -> Result<(), Box<dyn Error>> {
    let coact = match program {
        Some(program) => program.canonicalize()?,
        None => release_binary()?,
    };
    let folder = tempfile::tempdir()?;
    let (model, project) = (folder.path().join("model"), folder.path().join("code"));
    let size = big_model::write_into(kinds, &model)?;
    begin(&project)?;
    let target = target_folder()?.join("compile");
    let lib = project.join("src/lib.rs");
    fs::write(&lib, "")?;
    check(&project, &target, 1)?;
    let empty = check(&project, &target, times)?;
    let status = Command::new(coact)
        .arg("generate")
        .arg(&model)
        .arg("--out")
        .arg(project.join("src"))
        .status()?;
    if !status.success() {
        return Err("nothing was generated".into());
    }
    fs::write(&lib, "//! A model of any size.\n\npub mod big;\n")?;
    let whole = check(&project, &target, times)?;
    tell(kinds, size.slices, empty, whole)
}

/// A crate that depends on the runtime as generated code does, with the versions of this repository.
fn begin(project: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    fs::create_dir_all(project.join("src"))?;
    let runtime = root.join("crates/coact-runtime");
    let manifest = format!(
        "[package]\nname = \"big\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         coact-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[workspace]\n"
    );
    fs::write(project.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock"))?;
    Ok(())
}

/// One `cargo check` of the crate alone: its source is new each time.
fn check(project: &Path, target: &Path, times: u32) -> Result<Usage, Box<dyn Error>> {
    let command = format!(
        "touch {0:?}/src/lib.rs && CARGO_INCREMENTAL=0 exec cargo check --quiet --offline \
         --manifest-path {0:?}/Cargo.toml --target-dir {target:?}",
        project.display(),
    );
    least(&["sh".to_owned(), "-c".to_owned(), command], times)
}

#[allow(clippy::cast_precision_loss, reason = "for people to read")]
fn tell(kinds: usize, slices: usize, empty: Usage, whole: Usage) -> Result<(), Box<dyn Error>> {
    let millis = |usage: Usage| usage.time.as_micros() as f64 / 1000.0;
    let peak = whole.peak_kib as f64 / 1024.0;
    println!(
        "cargo check of {kinds} kinds, {slices} slices: {:.0} ms processor time, {:.1} ms per kind, {peak:.0} MiB peak",
        millis(whole),
        (millis(whole) - millis(empty)) / kinds as f64,
    );
    if peak > MOST_MEMORY {
        return Err(format!("more than {MOST_MEMORY:.0} MiB").into());
    }
    Ok(())
}
