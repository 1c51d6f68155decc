//! The door for build scripts.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use coact_rust::Layout;

use crate::{Failure, Folder, Output, Project, cargo, generate};

/// Compiles the model in a folder or file, relative to the package, for `coact_runtime::include_model!`.
///
/// # Errors
/// As [`Config::compile`].
pub fn compile(model: impl AsRef<Path>) -> Result<(), Failure> {
    Config::new(model).compile().map(drop)
}

/// What to compile and where to write it.
///
/// ```no_run
/// # fn main() -> Result<(), coact_build::Failure> {
/// coact_build::Config::new("model").out_dir("src/generated").compile()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    model: PathBuf,
    out_dir: Option<PathBuf>,
    layout: Layout,
}

impl Config {
    /// The model in this folder or file, relative to the package.
    pub fn new(model: impl AsRef<Path>) -> Self {
        Self {
            model: model.as_ref().into(),
            out_dir: None,
            layout: Layout::SingleFile,
        }
    }

    /// Writes into this folder, relative to the package, instead of cargo's `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.out_dir = Some(dir.as_ref().into());
        self
    }

    /// One file, which `include_model!` takes and which is the default, or a folder of modules.
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Checks the models, generates the Rust of each and writes what changed. Run by cargo, it says on standard
    /// output when to run again, and every error and warning in one line each.
    ///
    /// # Errors
    /// The model does not hold, or a file cannot be read or written; the outputs are then as they were.
    pub fn compile(self) -> Result<Vec<Output>, Failure> {
        let run_by_cargo = env::var_os("CARGO").is_some();
        let mut lines = io::stdout().lock();
        let model = in_package(&self.model);
        let dir = match &self.out_dir {
            Some(dir) => Some(in_package(dir)),
            None => env::var_os("OUT_DIR").map(PathBuf::from),
        };
        let result = match dir {
            Some(dir) => self.compile_into(&model, &dir),
            None => Err(Failure::NoOutDir),
        };
        if run_by_cargo {
            // Nobody is left to tell when standard output is gone.
            let _ = cargo::say(&mut lines, &model, &result);
        }
        result
    }

    fn compile_into(&self, model: &Path, dir: &Path) -> Result<Vec<Output>, Failure> {
        let project = Project::open(model)?;
        let outputs = generate(&project, self.layout)?;
        Folder::new(dir).write_all(&outputs)?;
        Ok(outputs)
    }
}

/// Cargo runs a build script in the folder of its package, where relative paths are right and read best.
/// Called from anywhere else under cargo, they are still meant from there.
fn in_package(path: &Path) -> PathBuf {
    match (env::var_os("CARGO_MANIFEST_DIR"), env::current_dir()) {
        (Some(package), Ok(here)) if here != Path::new(&package) => Path::new(&package).join(path),
        _ => path.into(),
    }
}
