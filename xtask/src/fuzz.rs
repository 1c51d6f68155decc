//! Fuzzing on stable Rust: builds the targets of `tests/fuzz` with marks of coverage and lets them run.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::metadata::target_folder;

/// All targets, in the order in which they run.
pub(crate) const TARGETS: &[&str] = &["scan", "parse", "format", "check"];

/// Longer inputs find nothing more and slow the fuzzer down.
const LONGEST: usize = 8192;
/// Seconds after which one input is a hang.
const HANG: u64 = 10;
/// Mebibytes that nothing of this length may take.
const MOST_MEMORY: u64 = 2048;

struct Fuzzer {
    root: PathBuf,
    /// Where inputs, logs and findings go.
    folder: PathBuf,
    /// Where the programs are.
    programs: PathBuf,
}

/// Lets each target run for some seconds, some of them at a time.
pub(crate) fn run(
    targets: &[String],
    seconds: u64,
    jobs: usize,
    seed: u32,
) -> Result<(), Box<dyn Error>> {
    let fuzzer = Fuzzer::build()?;
    let targets: Vec<&str> = match targets {
        [] => TARGETS.to_vec(),
        some => some.iter().map(String::as_str).collect(),
    };
    let mut wrong = Vec::new();
    for group in targets.chunks(jobs.max(1)) {
        let running: Vec<(&str, Child)> = group
            .iter()
            .map(|target| Ok((*target, fuzzer.start(target, seconds, seed)?)))
            .collect::<Result<_, Box<dyn Error>>>()?;
        for (target, mut child) in running {
            let ended = child.wait()?;
            fuzzer.tell(target)?;
            if !ended.success() {
                wrong.push(target);
            }
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} found something: the inputs lie in {}; mend it, and keep the input in tests/fuzz/corpus",
        wrong.join(" and "),
        fuzzer.folder.join("found").display()
    )
    .into())
}

fn succeed(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} failed").into())
    }
}

impl Fuzzer {
    fn build() -> Result<Self, Box<dyn Error>> {
        let has_tool = Command::new("cargo")
            .args(["fuzz", "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if !has_tool.success() {
            return Err("there is no cargo-fuzz: cargo install cargo-fuzz --locked".into());
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let target = target_folder()?;
        let folder = target.join("fuzz");
        fs::create_dir_all(folder.join("found"))?;
        succeed(
            Command::new("cargo")
                .current_dir(&root)
                .args(["run", "--locked", "--quiet", "--package", "fuzz", "--"])
                .arg(&folder),
        )?;
        // The same versions as everywhere else.
        let own = root.join("tests/fuzz/fuzz");
        fs::copy(root.join("Cargo.lock"), own.join("Cargo.lock"))?;
        // Safe Rust needs no sanitizer, and without one a stable compiler does.
        let build = folder.join("build");
        succeed(
            Command::new("cargo")
                .current_dir(&root)
                .args(["fuzz", "build", "--sanitizer", "none", "--fuzz-dir"])
                .arg(&own)
                .arg("--target-dir")
                .arg(&build),
        )?;
        let programs = build.join(host()?).join("release");
        Ok(Self {
            root,
            folder,
            programs,
        })
    }

    fn log(&self, target: &str) -> PathBuf {
        self.folder.join(format!("{target}.log"))
    }

    fn start(&self, target: &str, seconds: u64, seed: u32) -> Result<Child, Box<dyn Error>> {
        let inputs = self.folder.join("inputs").join(target);
        fs::create_dir_all(&inputs)?;
        let log = File::create(self.log(target))?;
        let found = self.folder.join("found").join(format!("{target}-"));
        let child = Command::new(self.programs.join(target))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-seed={seed}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-timeout={HANG}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .arg(format!(
                "-dict={}",
                self.folder.join("words.dict").display()
            ))
            .arg(format!("-artifact_prefix={}", found.display()))
            .arg("-print_final_stats=1")
            .arg(inputs)
            .arg(self.root.join("tests/fuzz/corpus").join(target))
            .arg(self.folder.join("seeds"))
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        Ok(child)
    }

    /// The figures of a run, and what it found.
    fn tell(&self, target: &str) -> Result<(), Box<dyn Error>> {
        let log = String::from_utf8_lossy(&fs::read(self.log(target))?).into_owned();
        let figures = log.lines().rev().find(|line| line.contains(" cov: "));
        println!("{target}: {}", figures.unwrap_or("no figures").trim());
        let found = log
            .lines()
            .filter(|line| line.contains("panicked at") || line.contains("ERROR: "));
        for line in found {
            println!("{target}: {line}");
        }
        Ok(())
    }
}

/// The platform that the compiler builds for.
fn host() -> Result<String, Box<dyn Error>> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc does not tell its host")?.to_owned())
}
