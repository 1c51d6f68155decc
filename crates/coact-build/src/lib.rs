//! Compiles coact models from a build script.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), coact_build::Failure> {
//!     coact_build::compile("model")
//! }
//! ```
//!
//! `coact_runtime::include_model!("shop");` then brings the generated module into the crate. A model that
//! does not hold fails the build with one line per error and the full report.
//!
//! Below that door lies what every door to the compiler shares, free of cargo: [`Project`] reads the texts
//! of a model, [`generate`] turns them into files, [`Folder`] writes files so that nothing is half-written
//! and nobody else's file is touched, [`Formatted`] brings the texts of a model into their canonical form, [`Mended`] makes
//! the changes that certainly mend a finding, [`BaselineFile`] keeps the findings that a project lives with,
//! [`depfile()`] tells other build systems what generated files depend on.

mod baseline;
mod cargo;
mod config;
mod depfile;
mod fault;
mod folder;
mod formatted;
mod generate;
mod mended;
mod project;
mod report;
mod rewrite;
mod settings;

pub use baseline::BaselineFile;
pub use config::{Config, compile};
pub use depfile::depfile;
pub use fault::{FAULTS, Fault, FaultPage};
pub use folder::{Change, Changes, Folder, Plan};
pub use formatted::{Formatted, FormattedFile};
pub use generate::{Failure, Output, generate};
pub use mended::{Mended, MendedFile};
pub use project::Project;
pub use report::Report;
pub use settings::Settings;
