//! From a valid model to Rust.
//!
//! [`generate`] returns files and never touches a disk: per case kind a synchronous core without I/O (`decide`,
//! `evolve`, `tacit`, `due`, `agenda`), composed of one module per transaction kind; read models, queries and
//! look-ups beside it; a test per spec, and a walk over every step of every kind. What the language allows and
//! this generator does not cover is a finding of the family `GEN`, never wrong code.
//!
//! One module per concern. User text enters through `tokens` only, names through `names` only.

mod automations;
mod case;
mod conformance;
mod cx;
mod expr;
mod gaps;
mod giver;
mod groups;
mod kind;
mod layout;
mod lookups;
mod names;
mod no_more;
mod plain;
mod plan;
mod positions;
mod queries;
mod record;
mod root;
mod scopes;
mod side_by_side;
mod specs;
mod systems;
mod tokens;
mod types;
mod versions;
mod views;

use std::collections::BTreeMap;

use coact_model::diagnostics::Diagnostic;
use coact_model::model::Model;
use coact_model::{Sources, Valid, heard};

pub use gaps::{RULES, models_meet};

/// Generated files: paths relative to the output folder, with `/` only, and their texts.
pub type Files = BTreeMap<String, String>;

/// How the generated code is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One file `MODEL.rs` with a module `pub mod MODEL { … }`, for `include_model!`.
    #[default]
    SingleFile,
    /// A folder `MODEL` with `mod.rs` and a file per module, for `mod MODEL;`.
    Folder,
}

/// What is generated, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The layout.
    pub layout: Layout,
    /// Whether specs and the conformance walk are generated as tests.
    pub tests: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            tests: true,
        }
    }
}

/// Generates the Rust of a model. The same model and options give the same bytes.
///
/// # Errors
/// Findings of the family `GEN`: what the model uses and the generator does not cover, and names that
/// would meet in the generated code.
pub fn generate(
    model: &Valid<Model>,
    sources: &Sources,
    options: &Options,
) -> Result<Files, Vec<Diagnostic>> {
    let recording = heard::recording(model);
    let model: &Model = recording.as_ref().unwrap_or(model);
    let cx = gaps::check(model, sources)?;
    scopes::check(&cx)?;
    let modules = plan::modules(&cx, options)?;
    Ok(layout::files(&cx, modules, options.layout))
}
