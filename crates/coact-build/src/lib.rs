//! Folders of models and of generated code, shared by every door to the compiler.
//!
//! [`Project`] reads the texts of a model, [`Report`] shows what was found in them, [`Folder`] writes files so
//! that nothing is half-written and nobody else's file is touched.

mod fault;
mod folder;
mod project;
mod report;

pub use fault::{FAULTS, Fault, FaultPage};
pub use folder::{Change, Changes, Folder, Plan};
pub use project::Project;
pub use report::Report;
