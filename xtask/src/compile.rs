//! What generated code costs the Rust compiler: `cargo check` of it, with all it needs checked before, beside an empty crate.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{Usage, least, medians};
use crate::metadata::target_folder;
use crate::scale::release_binary;
use crate::{big_model, by_hand};

/// Mebibytes that the compiler may take.
const MOST_MEMORY: f64 = 4096.0;

/// Checks an empty crate and then the generated one, both alone: the difference is what the kinds cost. Fails where that is
/// more memory per kind than `most`, in mebibytes, or more in all than the compiler may take.
pub(crate) fn run(
    kinds: usize,
    program: Option<PathBuf>,
    times: u32,
    most: Option<f64>,
) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (model, project) = (folder.path().join("model"), folder.path().join("code"));
    let size = big_model::write_into(kinds, &model)?;
    let target = target_folder()?.join("compile");
    begin(&project)?;
    least(&check(&project, &target), 1)?;
    let empty = least(&check(&project, &target), times)?;
    generate(program, &model, &project, "big")?;
    let whole = least(&check(&project, &target), times)?;
    tell(kinds, size.slices, empty, whole, most)
}

/// Checks kinds that are generated and the same kinds written by hand, and an empty crate, in turn.
pub(crate) fn against_hand(
    kinds: usize,
    program: Option<PathBuf>,
    times: u32,
) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let [model, nothing, made, written] =
        ["model", "nothing", "made", "written"].map(|name| folder.path().join(name));
    by_hand::write_model(kinds, &model)?;
    for project in [&nothing, &made, &written] {
        begin(project)?;
    }
    generate(program, &model, &made, "hand")?;
    by_hand::write_code(kinds, &written)?;
    let target = target_folder()?.join("compile");
    let commands = [&nothing, &made, &written].map(|project| check(project, &target));
    medians(&commands, 1)?;
    let usages = medians(&commands, times)?;
    let [nothing, made, written] = usages.as_slice() else {
        return Err("no measurement".into());
    };
    let (made, written) = (
        per_kind(kinds, nothing, made),
        per_kind(kinds, nothing, written),
    );
    println!(
        "cargo check per kind, of {kinds}: generated {:.1} ms user time, {:.1} MiB; by hand {:.1} ms, {:.1} MiB; ratio {:.2}, {:.2}",
        made.0,
        made.1,
        written.0,
        written.1,
        made.0 / written.0,
        made.1 / written.1,
    );
    Ok(())
}

/// A crate that depends on the runtime as generated code does, with the versions of this repository.
fn begin(project: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    fs::create_dir_all(project.join("src"))?;
    let runtime = root.join("crates/coact-runtime");
    let name = project.file_name().and_then(|name| name.to_str());
    let manifest = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         coact-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[workspace]\n",
        name.unwrap_or("code")
    );
    fs::write(project.join("Cargo.toml"), manifest)?;
    fs::write(project.join("src/lib.rs"), "")?;
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock"))?;
    Ok(())
}

/// Generates from a model into the crate.
fn generate(
    program: Option<PathBuf>,
    model: &Path,
    project: &Path,
    module: &str,
) -> Result<(), Box<dyn Error>> {
    let coact = match program {
        Some(program) => program.canonicalize()?,
        None => release_binary()?,
    };
    let status = Command::new(coact)
        .arg("generate")
        .arg(model)
        .arg("--out")
        .arg(project.join("src"))
        .status()?;
    if !status.success() {
        return Err("nothing was generated".into());
    }
    let lib = format!("//! A model of any size.\n\npub mod {module};\n");
    Ok(fs::write(project.join("src/lib.rs"), lib)?)
}

/// One `cargo check` of the crate alone: its source is new each time.
fn check(project: &Path, target: &Path) -> Vec<String> {
    let command = format!(
        "touch {0:?}/src/lib.rs && CARGO_INCREMENTAL=0 exec cargo check --quiet --offline \
         --manifest-path {0:?}/Cargo.toml --target-dir {target:?}",
        project.display(),
    );
    vec!["sh".to_owned(), "-c".to_owned(), command]
}

/// Milliseconds and mebibytes that each kind adds to an empty crate.
#[allow(clippy::cast_precision_loss, reason = "for people to read")]
fn per_kind(kinds: usize, empty: &Usage, whole: &Usage) -> (f64, f64) {
    let millis = |usage: &Usage| usage.user.as_micros() as f64 / 1000.0;
    let mebibytes = |usage: &Usage| usage.peak_kib as f64 / 1024.0;
    (
        (millis(whole) - millis(empty)) / kinds as f64,
        (mebibytes(whole) - mebibytes(empty)) / kinds as f64,
    )
}

#[allow(clippy::cast_precision_loss, reason = "for people to read")]
fn tell(
    kinds: usize,
    slices: usize,
    empty: Usage,
    whole: Usage,
    most: Option<f64>,
) -> Result<(), Box<dyn Error>> {
    let (time, memory) = per_kind(kinds, &empty, &whole);
    let peak = whole.peak_kib as f64 / 1024.0;
    println!(
        "cargo check of {kinds} kinds, {slices} slices: {:.0} ms user time, {time:.1} ms per kind; {peak:.0} MiB peak, {memory:.1} MiB per kind",
        whole.user.as_micros() as f64 / 1000.0,
    );
    if peak > MOST_MEMORY {
        return Err(format!("more than {MOST_MEMORY:.0} MiB").into());
    }
    match most {
        Some(most) if memory > most => Err(format!("more than {most} MiB per kind").into()),
        _ => Ok(()),
    }
}
