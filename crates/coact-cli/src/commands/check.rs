//! `coact check`

use std::io::Read;
use std::path::{Path, PathBuf};

use coact_build::{Project, Report};
use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::{json, render};
use coact_syntax::limits::MAX_FILE_BYTES;

use crate::args::{Check, Emit, OutputFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::{MIXED_PATHS, Trouble};

pub(crate) fn run(args: &Check) -> Result<Exit, Trouble> {
    let mut exit = Exit::Clean;
    for project in projects(args)? {
        let checked = coact_model::check(project.sources());
        match args.emit {
            Some(Emit::Json) if !checked.has_errors() => {
                console::out(&json::to_text(&checked.model));
            }
            Some(Emit::Json) | None => {}
        }
        // The process ends soon; taking a large model apart again would only cost time.
        std::mem::forget(checked.model);
        let report = Report::new(project.shown(), checked.diagnostics);
        match args.output_format {
            OutputFormat::Human => show(&report),
            OutputFormat::Concise => {
                console::out(&render::concise(report.sources(), report.findings()));
            }
            OutputFormat::Json => {
                console::out(&render::json_lines(report.sources(), report.findings()));
            }
        }
        let counts = |finding: &Diagnostic| finding.severity > Severity::Advice;
        if report.findings().iter().any(counts) {
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

/// Every folder is a model of its own; files and standard input are one together.
fn projects(args: &Check) -> Result<Vec<Project>, Trouble> {
    let stdin = Path::new("-");
    if let [only] = args.paths.as_slice()
        && only == stdin
    {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| coact_build::Fault::Read {
                path: stdin.into(),
                source,
            })?;
        return Ok(vec![Project::text(&args.stdin_filename, bytes)]);
    }
    if args.paths.iter().any(|path| path == stdin) {
        return Err(Trouble::coded(
            MIXED_PATHS,
            "standard input cannot be checked together with other paths",
            "give `-` alone",
        ));
    }
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path.is_dir());
    let mut projects = Vec::new();
    for folder in &folders {
        projects.push(Project::open(folder)?);
    }
    if !files.is_empty() {
        projects.push(Project::files(&files)?);
    }
    Ok(projects)
}

/// The full report for people, with how many findings there are.
pub(crate) fn show(report: &Report) {
    let files = report.sources().iter().count();
    if report.findings().is_empty() {
        let s = if files == 1 { "" } else { "s" };
        console::mention(&format!("no findings in {files} file{s}"));
        return;
    }
    let (width, colour) = (console::width(), console::colour());
    let text = render::human(report.sources(), report.findings(), width, colour);
    console::tell(&text);
    console::tell(&render::summary(report.findings()));
}
