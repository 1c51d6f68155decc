//! What a build script tells cargo.

use std::io::{self, Write};
use std::path::Path;

use coact_model::diagnostics::Severity;

use crate::{Failure, Output};

/// Says when to run again, and each error and warning in a line of its own: cargo cuts a message at the
/// first line break. The full report is for the error that the build script returns.
pub(crate) fn say(
    out: &mut impl Write,
    model: &Path,
    result: &Result<Vec<Output>, Failure>,
) -> io::Result<()> {
    let (warnings, errors) = match result {
        Ok(outputs) => {
            // All models of a project rest on the same files.
            for path in outputs.first().iter().flat_map(|first| &first.dependencies) {
                writeln!(out, "cargo::rerun-if-changed={}", path.display())?;
            }
            let warnings = outputs.iter().map(|output| &output.warnings);
            let lines = warnings.flat_map(|warnings| warnings.lines(Severity::Warning));
            (lines.collect(), Vec::new())
        }
        Err(failure) => {
            // Whatever is wrong with it, a change to the model is a reason to look again.
            writeln!(out, "cargo::rerun-if-changed={}", model.display())?;
            match failure {
                Failure::Model(report) => (
                    report.lines(Severity::Warning),
                    report.lines(Severity::Error),
                ),
                Failure::Fault { fault } => (Vec::new(), vec![format!("{} {fault}", fault.code())]),
                Failure::NoOutDir => (
                    Vec::new(),
                    failure
                        .to_string()
                        .lines()
                        .take(1)
                        .map(str::to_owned)
                        .collect(),
                ),
            }
        }
    };
    for line in warnings {
        writeln!(out, "cargo::warning={line}")?;
    }
    for line in errors {
        writeln!(out, "cargo::error={line}")?;
    }
    Ok(())
}
