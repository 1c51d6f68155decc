//! `coact check`

use coact_build::{Project, Report};
use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::model::Model;
use coact_model::{Checked, json, render};

use super::{form, mend, texts};
use crate::args::{Check, Emit, OutputFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(args: &Check) -> Result<Exit, Trouble> {
    if args.diff {
        return mend::show(&args.texts);
    }
    if args.fix {
        mend::write(&args.texts)?;
    }
    let mut exit = Exit::Clean;
    for project in texts::projects(&args.texts)? {
        let report = report(&project, args.emit);
        match args.output_format {
            OutputFormat::Human => {
                show(&report);
                if !texts::from_stdin(&args.texts) && !form::is_it(&project) {
                    offer(&report);
                }
            }
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

/// The findings about a project, whose models are printed where that is asked for.
fn report(project: &Project, emit: Option<Emit>) -> Report {
    let (shown, all) = match form::read(project) {
        None => (project.shown(), coact_model::check_all(project.sources())),
        Some(Ok(read)) => (read.sources, vec![read.checked]),
        Some(Err(findings)) => return Report::new(project.shown(), findings),
    };
    let broken = all.iter().any(Checked::has_errors);
    let mut findings = Vec::new();
    for checked in all {
        if let Some(emit) = emit.filter(|_| !broken) {
            print(&checked.model, emit);
        }
        findings.extend(checked.diagnostics);
        // The process ends soon; taking a large model apart again would only cost time.
        std::mem::forget(checked.model);
    }
    Report::new(shown, findings)
}

fn print(model: &Model, emit: Emit) {
    match emit {
        Emit::Json => console::out(&json::to_text(model)),
        Emit::Text => match json::to_language(model) {
            Some(text) => console::out(&text),
            None => console::tell(
                "no single text stands for a model that imports others or has contexts",
            ),
        },
    }
}

/// Says how what can be mended is mended.
fn offer(report: &Report) {
    let mendable = |finding: &&Diagnostic| finding.fix.is_some();
    match report.findings().iter().filter(mendable).count() {
        0 => {}
        1 => console::tell("`coact check --fix` mends one of them"),
        several => console::tell(&format!("`coact check --fix` mends {several} of them")),
    }
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
