//! Gives generated code to rustc, beside the libraries that are built already.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use coact_model::diagnostics::Severity;
use coact_model::{Sources, render};
use coact_rust::Options;

/// The Rust of a model.
///
/// # Errors
/// What the checker or the generator says against it, for people.
pub fn generated(name: &str, text: &str) -> Result<String, String> {
    let sources = Sources::single(format!("{name}.coact"), text);
    let said = |found: &[_]| render::human(&sources, found, 100, false);
    let (model, _) = coact_model::check(&sources).into_valid().map_err(|found| {
        let errors: Vec<_> = found
            .into_iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        said(&errors)
    })?;
    coact_rust::generate(&model, &sources, &Options::default())
        .map(|files| files.into_values().collect())
        .map_err(|found| said(&found))
}

/// The editions that generated code is for.
pub const EDITIONS: [&str; 2] = ["2021", "2024"];

/// Where code is compiled: a folder for it, and the library that it runs on.
#[derive(Debug)]
pub struct Bench {
    folder: PathBuf,
    deps: PathBuf,
    runtime: PathBuf,
}

impl Bench {
    /// A bench in a folder, with the libraries that this program was built with.
    ///
    /// # Errors
    /// Where they are not found.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let program = std::env::current_exe()?;
        let beside = program.parent().unwrap_or(Path::new(".")).to_owned();
        let deps = if beside.ends_with("deps") {
            beside
        } else {
            beside.join("deps")
        };
        Ok(Self {
            folder: folder.to_owned(),
            runtime: newest(&deps, "libcoact_runtime-")?,
            deps,
        })
    }

    /// Holds the modules against rustc in an edition, without a warning, with their tests.
    ///
    /// # Errors
    /// What rustc says.
    pub fn check(
        &self,
        modules: &[(String, String)],
        edition: &str,
    ) -> io::Result<Result<(), String>> {
        let metadata = self.folder.join(format!("check{edition}.rmeta"));
        let more = ["--emit=metadata", "--test"];
        self.rustc(modules, edition, &more, &metadata)
    }

    /// Builds and runs the tests of the modules.
    ///
    /// # Errors
    /// What rustc says, or the tests that fail.
    pub fn test(
        &self,
        modules: &[(String, String)],
        edition: &str,
    ) -> io::Result<Result<(), String>> {
        let program = self.folder.join(format!("tests{edition}"));
        let more = ["--test", "-Cdebuginfo=0"];
        if let Err(said) = self.rustc(modules, edition, &more, &program)? {
            return Ok(Err(said));
        }
        let ran = Command::new(&program).arg("--quiet").output()?;
        Ok(if ran.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&ran.stdout).into_owned())
        })
    }

    fn rustc(
        &self,
        modules: &[(String, String)],
        edition: &str,
        more: &[&str],
        out: &Path,
    ) -> io::Result<Result<(), String>> {
        let mut root = "#![allow(dead_code)]\n".to_owned();
        let folder = self.folder.join(edition);
        fs::create_dir_all(&folder)?;
        for (name, module) in modules {
            let file = format!("{name}.rs");
            fs::write(folder.join(&file), module)?;
            // As a user's crate includes it.
            let _ = writeln!(root, "include!({file:?});");
        }
        let crate_root = folder.join("root.rs");
        fs::write(&crate_root, root)?;
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let ran = Command::new(compiler)
            .arg(&crate_root)
            .args(["--crate-name", "root", "--crate-type", "lib", "-Dwarnings"])
            .args(["--edition", edition, "--extern"])
            .arg(format!("coact_runtime={}", self.runtime.display()))
            .arg("-L")
            .arg(format!("dependency={}", self.deps.display()))
            .args(more)
            .arg("-o")
            .arg(out)
            .output()?;
        Ok(if ran.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&ran.stderr).into_owned())
        })
    }
}

/// The library that was built last: the one of the sources as they are.
fn newest(folder: &Path, prefix: &str) -> io::Result<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(prefix) && name.ends_with(".rlib") {
            found.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    let missing = || io::Error::other(format!("no {prefix}*.rlib in {}", folder.display()));
    found
        .into_iter()
        .max()
        .map(|(_, path)| path)
        .ok_or_else(missing)
}
