//! How `coact check` and `coact generate` grow with the model, as whole processes.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::big_model;
use crate::measure::{Usage, least};

/// The size that the promises of the compiler are about.
const USUAL: usize = 40;

/// More kinds than this are measured twice at most.
const MANY: usize = 1000;

pub(crate) fn run(
    [check, generate]: [usize; 2],
    program: Option<PathBuf>,
    times: u32,
    strict: bool,
) -> Result<(), Box<dyn Error>> {
    let coact = match program {
        Some(program) => program.canonicalize()?,
        None => release_binary()?,
    };
    let dir = tempfile::tempdir()?;
    println!("command   kinds  slices      KiB    cpu ms  µs/kind   wall ms  peak MiB");
    let mut grows = Vec::new();
    for (command, sizes) in [
        ("check", [USUAL, check / 100, check / 10, check]),
        ("generate", [USUAL, generate / 10, generate / 2, generate]),
    ] {
        let mut per_kind = Vec::new();
        let sizes: BTreeSet<_> = sizes.into_iter().filter(|kinds| *kinds >= USUAL).collect();
        for kinds in sizes {
            let model = dir.path().join(format!("m{kinds}"));
            let size = big_model::write_into(kinds, &model)?;
            let out = dir.path().join("out");
            let usage = least(
                &arguments(&coact, command, &model, &out),
                if kinds > MANY { times.min(2) } else { times },
            )?;
            per_kind.push(print(command, kinds, size, usage));
            if out.exists() {
                std::fs::remove_dir_all(out)?;
            }
        }
        // The smallest model pays for the start of the process; the middle ones are the measure.
        if let [.., before, last] = per_kind.as_slice()
            && *last > before * 1.5
        {
            grows.push(format!(
                "{command}: {before:.1} µs per kind become {last:.1} on the largest model"
            ));
        }
    }
    if grows.is_empty() {
        println!("linear: time per kind stays within a half");
        return Ok(());
    }
    let grows = grows.join("\n");
    if strict {
        return Err(grows.into());
    }
    println!("not linear: {grows}");
    Ok(())
}

pub(crate) fn release_binary() -> Result<PathBuf, Box<dyn Error>> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--package", "coact-cli"])
        .status()?;
    if !status.success() {
        return Err("coact does not build".into());
    }
    // Beside this program's own profile folder, wherever cargo builds into.
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("no target folder")?;
    Ok(target
        .join("release")
        .join(format!("coact{}", std::env::consts::EXE_SUFFIX)))
}

fn arguments(coact: &Path, command: &str, model: &Path, out: &Path) -> Vec<String> {
    let mut arguments = vec![
        coact.display().to_string(),
        command.to_owned(),
        model.display().to_string(),
    ];
    if command == "generate" {
        arguments.extend(["--out".to_owned(), out.display().to_string()]);
    }
    arguments
}

#[allow(clippy::cast_precision_loss, reason = "for people to read")]
fn print(command: &str, kinds: usize, size: big_model::Size, usage: Usage) -> f64 {
    let micros = usage.time.as_micros() as f64;
    let per_kind = micros / kinds as f64;
    println!(
        "{command:9}{kinds:6}{:8}{:9}{:10.1}{per_kind:9.1}{:10.1}{:10.1}",
        size.slices,
        size.bytes / 1024,
        micros / 1000.0,
        usage.elapsed.as_micros() as f64 / 1000.0,
        usage.peak_kib as f64 / 1024.0,
    );
    per_kind
}
