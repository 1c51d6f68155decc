//! Folders of models and of generated code, shared by every door to the compiler.
//!
//! [`Project`] reads the texts of a model, [`Folder`] writes files so that nothing is half-written and nobody
//! else's file is touched.

mod fault;
mod folder;
mod project;

pub use fault::{FAULTS, Fault, FaultPage};
pub use folder::{Change, Changes, Folder, Plan};
pub use project::Project;
