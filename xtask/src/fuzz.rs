//! Fuzzing on stable Rust: builds the targets of `tests/fuzz` with marks of coverage and lets them run.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use crate::metadata::target_folder;

/// All targets, in the order in which they run: beside each other those that take as long.
pub(crate) const TARGETS: &[&str] = &["check", "parse", "scan", "format"];

/// Marks of coverage in every crate, which the fuzzer reads: what `cargo fuzz build --sanitizer none` asks of the
/// compiler, but for lines of the source in the programs.
const MARKS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "-Cdebug-assertions",
    "--cfg=fuzzing",
    #[cfg(target_os = "linux")]
    "-Cllvm-args=-sanitizer-coverage-stack-depth",
];

/// How long a target runs, and where chance begins.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Length {
    /// For some seconds, beginning anywhere.
    Seconds(u64),
    /// As many runs as take about a minute, from the same beginning and in the same order each time: the same
    /// code gives the same runs, so that a change is not judged by chance.
    Short,
}

/// Runs of a target in about a minute.
fn short(target: &str) -> u64 {
    match target {
        "scan" => 100_000,
        "check" => 6_000,
        _ => 20_000,
    }
}

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

/// Lets each target run, some of them at a time.
pub(crate) fn run(
    targets: &[String],
    length: Length,
    jobs: usize,
    texts: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let fuzzer = Fuzzer::build(texts)?;
    let targets: Vec<&str> = match targets {
        [] => TARGETS.to_vec(),
        some => some.iter().map(String::as_str).collect(),
    };
    let mut wrong = Vec::new();
    for group in targets.chunks(jobs.max(1)) {
        let running: Vec<(&str, Child)> = group
            .iter()
            .map(|target| Ok((*target, fuzzer.start(target, length)?)))
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

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Fuzzer {
    /// `texts` is the program that writes what fuzzing begins with; cargo builds it where none is given.
    fn build(texts: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let target = target_folder()?;
        let folder = target.join("fuzz");
        fs::create_dir_all(folder.join("found"))?;
        remove_folder(&folder.join("seeds"))?;
        let mut write = match texts {
            Some(program) => Command::new(program.canonicalize()?),
            None => {
                let mut cargo = Command::new("cargo");
                cargo.args(["run", "--locked", "--quiet", "--package", "fuzz", "--"]);
                cargo
            }
        };
        succeed(write.current_dir(&root).arg(&folder))?;
        // The same versions as everywhere else.
        let own = root.join("tests/fuzz/fuzz");
        fs::copy(root.join("Cargo.lock"), own.join("Cargo.lock"))?;
        // Safe Rust needs no sanitizer, and without one a stable compiler does. The flags are not for build
        // scripts, so the platform is named.
        let (build, host) = (folder.join("build"), host()?);
        succeed(
            Command::new("cargo")
                .current_dir(&own)
                .env("CARGO_ENCODED_RUSTFLAGS", MARKS.join("\x1f"))
                .args(["build", "--release", "--target", &host, "--target-dir"])
                .arg(&build),
        )?;
        let programs = build.join(host).join("release");
        Ok(Self {
            root,
            folder,
            programs,
        })
    }

    fn log(&self, target: &str) -> PathBuf {
        self.folder.join(format!("{target}.log"))
    }

    fn start(&self, target: &str, length: Length) -> Result<Child, Box<dyn Error>> {
        let inputs = match length {
            Length::Seconds(_) => self.folder.join("inputs").join(target),
            // What earlier runs gathered is another beginning.
            Length::Short => {
                let empty = self.folder.join("short").join(target);
                remove_folder(&empty)?;
                empty
            }
        };
        fs::create_dir_all(&inputs)?;
        let list = self.beginnings(target)?;
        let log = File::create(self.log(target))?;
        let found = self.folder.join("found").join(format!("{target}-"));
        let child = Command::new(self.programs.join(target))
            .args(match length {
                Length::Seconds(seconds) => vec![format!("-max_total_time={seconds}")],
                Length::Short => vec![
                    format!("-runs={}", short(target)),
                    "-seed=1".to_owned(),
                    "-reload=0".to_owned(),
                ],
            })
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-timeout={HANG}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .arg(format!(
                "-dict={}",
                self.folder.join("words.dict").display()
            ))
            .arg(format!("-artifact_prefix={}", found.display()))
            .arg("-print_final_stats=1")
            .arg(format!("-seed_inputs=@{}", list.display()))
            .arg(inputs)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        Ok(child)
    }

    /// The list of the inputs that a target begins with. In a folder, their order would be that of the disk.
    fn beginnings(&self, target: &str) -> Result<PathBuf, Box<dyn Error>> {
        let mut inputs = Vec::new();
        for folder in [
            self.root.join("tests/fuzz/corpus").join(target),
            self.folder.join("seeds"),
        ] {
            let mut here = Vec::new();
            for entry in fs::read_dir(folder)? {
                here.push(entry?.path().display().to_string());
            }
            here.sort();
            inputs.append(&mut here);
        }
        let list = self.folder.join(format!("{target}.inputs"));
        fs::write(&list, inputs.join(","))?;
        Ok(list)
    }

    /// The figures of a run, and what it found.
    fn tell(&self, target: &str) -> Result<(), Box<dyn Error>> {
        let log = String::from_utf8_lossy(&fs::read(self.log(target))?).into_owned();
        let figures = log.lines().rev().find(|line| line.contains(" cov: "));
        println!("{target}: {}", figures.unwrap_or("no figures").trim());
        let mut lines = log.lines();
        while let Some(line) = lines.next() {
            // The input goes with the finding: the machine that found it may be gone tomorrow.
            if line.contains("ERROR: ") || line.starts_with("Base64: ") {
                println!("{target}: {line}");
            }
            if line.contains("panicked at") {
                println!("{target}: {line}\n{}", lines.next().unwrap_or_default());
            }
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
