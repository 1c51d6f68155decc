//! `coact check`

use coact_build::Report;
use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::{Checked, json, render};

use super::texts;
use crate::args::{Check, Emit, OutputFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(args: &Check) -> Result<Exit, Trouble> {
    let mut exit = Exit::Clean;
    for project in texts::projects(&args.texts)? {
        let all = coact_model::check_all(project.sources());
        let broken = all.iter().any(Checked::has_errors);
        let mut findings = Vec::new();
        for checked in all {
            match args.emit {
                Some(Emit::Json) if !broken => console::out(&json::to_text(&checked.model)),
                Some(Emit::Json) | None => {}
            }
            findings.extend(checked.diagnostics);
            // The process ends soon; taking a large model apart again would only cost time.
            std::mem::forget(checked.model);
        }
        let report = Report::new(project.shown(), findings);
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
