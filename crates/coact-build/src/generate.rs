//! From texts to files, without cargo and without writing anything.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use coact_model::model::Model;
use coact_model::render;
use coact_model::{Checked, Valid};
use coact_rust::{Layout, Options};

use crate::{Fault, Project, Report};

/// What was generated from one model.
#[derive(Clone, Debug)]
pub struct Output {
    /// The model's name.
    pub model: String,
    /// The generated files by their path below the output folder.
    pub files: BTreeMap<String, String>,
    /// Every file and folder whose change can change the files.
    pub dependencies: Vec<PathBuf>,
    /// Findings that did not forbid generation.
    pub warnings: Report,
}

/// Why nothing was generated. Both its `Display` and its `Debug` are the full report, so that
/// `fn main() -> Result<(), Failure>`, `unwrap` and error reporters all show it readably.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The model does not hold.
    #[error("{}", summary(.0))]
    Model(Report),
    /// A file could not be read or written.
    #[error("error[{}]: {fault}\n  hint: {}", fault.code(), fault.hint())]
    Fault {
        /// What could not be done.
        #[from]
        fault: Fault,
    },
    /// No output folder was configured, and cargo gave none.
    #[error(
        "there is no folder to write to: cargo sets OUT_DIR only for build scripts\n  \
         hint: call this from `build.rs`, or give a folder with `Config::out_dir`"
    )]
    NoOutDir,
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn summary(report: &Report) -> String {
    let counts = render::summary(report.findings());
    format!("the model does not hold: {counts}\n\n{report}")
}

/// Checks the models of a project and generates the Rust of each, in the order of their first files. Reads nothing
/// and writes nothing.
///
/// # Errors
/// The report, where a finding is an error: there is Rust for all models or for none.
pub fn generate(project: &Project, layout: Layout) -> Result<Vec<Output>, Failure> {
    let checked = coact_model::check_all(project.sources());
    if checked.iter().any(Checked::has_errors) {
        let findings = checked.into_iter().flat_map(|it| it.diagnostics).collect();
        return Err(Failure::Model(Report::new(project.shown(), findings)));
    }
    let mut refused = Vec::new();
    let mut outputs: Vec<Output> = Vec::new();
    for checked in checked {
        let generated = checked.into_valid().and_then(|(model, findings)| {
            let files = rust(&model, project, layout)?;
            Ok((model, findings, files))
        });
        let (model, findings, files) = match generated {
            Ok(generated) => generated,
            Err(findings) => {
                refused.extend(findings);
                continue;
            }
        };
        let in_the_way = |other: &&Output| other.files.keys().any(|name| files.contains_key(name));
        if let Some(other) = outputs.iter().find(in_the_way) {
            refused.push(coact_rust::models_meet(&model.name, &other.model));
            continue;
        }
        let warnings = if findings.is_empty() {
            Report::default()
        } else {
            Report::new(project.shown(), findings)
        };
        outputs.push(Output {
            model: model.name.text.clone(),
            files,
            dependencies: project.dependencies().to_vec(),
            warnings,
        });
    }
    if refused.is_empty() {
        Ok(outputs)
    } else {
        Err(Failure::Model(Report::new(project.shown(), refused)))
    }
}

fn rust(
    model: &Valid<Model>,
    project: &Project,
    layout: Layout,
) -> Result<BTreeMap<String, String>, Vec<coact_model::diagnostics::Diagnostic>> {
    let options = Options {
        layout,
        ..Options::default()
    };
    coact_rust::generate(model, project.sources(), &options)
}
