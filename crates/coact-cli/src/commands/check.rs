//! `coact check`

use coact_build::{Project, Report};
use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::json::{self, Read};
use coact_model::model::Model;
use coact_model::render::Found;
use coact_model::{Checked, Sources, render};

use super::{baseline, form, fresh, mend, texts};
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
    if let Some(folder) = &args.out {
        fresh::free(folder)?;
    }
    let mut all = Vec::new();
    for project in texts::projects(&args.texts)? {
        let looked = check(&project, args.emit);
        for (name, text) in &looked.emitted {
            match &args.out {
                Some(folder) => fresh::write(&folder.join(name), text)?,
                None => print(name, text, &looked),
            }
        }
        all.push(looked);
    }
    let left = baseline::apply(args, &mut all)?;
    if args.output_format == OutputFormat::Human {
        all.iter().for_each(|looked| tell(args, looked));
    }
    if let Some(document) = document(args.output_format, &all) {
        console::out(&document);
    }
    if let Some(left) = left {
        console::tell(&left);
    }
    let counts = |finding: &Diagnostic| finding.severity > Severity::Advice;
    let found = all
        .iter()
        .any(|looked| looked.report.findings().iter().any(counts));
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

/// What programs read of all projects: one document. People are told project by project.
fn document(format: OutputFormat, all: &[Looked]) -> Option<String> {
    let each = |render: fn(&Sources, &[Diagnostic]) -> String| {
        let reports = all.iter().map(|looked| &looked.report);
        reports
            .map(|report| render(report.sources(), report.findings()))
            .collect()
    };
    let found: Vec<_> = all.iter().map(Looked::found).collect();
    Some(match format {
        OutputFormat::Human => return None,
        OutputFormat::Concise => each(render::concise),
        OutputFormat::Json => each(render::json_lines),
        OutputFormat::Sarif => render::sarif(&found),
        OutputFormat::Github => render::github(&found),
        OutputFormat::Junit => render::junit(&found),
    })
}

/// The report for people, and what they can do next.
fn tell(args: &Check, looked: &Looked) {
    let report = &looked.report;
    show(report);
    if looked.has_texts && !report.findings().is_empty() {
        console::tell(
            "these places are in the text that the form stands for; `coact check --emit text` prints it",
        );
    } else if !texts::from_stdin(&args.texts) && !looked.is_form {
        offer(report);
    }
}

/// A project that was checked.
pub(super) struct Looked {
    pub(super) report: Report,
    /// The names of its models; none where a form could not be read.
    pub(super) models: Vec<String>,
    /// What it is called where a document tells of several projects.
    name: String,
    /// It is given in the JSON form.
    is_form: bool,
    /// What is printed or written of its models, by name.
    emitted: Vec<(String, Vec<u8>)>,
    /// It is a form, and what is reported lies in the texts that it stands for.
    has_texts: bool,
}

impl Looked {
    /// What is told of it where one document tells of several projects.
    fn found(&self) -> Found<'_> {
        Found {
            name: &self.name,
            sources: self.report.sources(),
            findings: self.report.findings(),
        }
    }
}

/// The findings about a project, and its models where they are asked for.
fn check(project: &Project, emit: Option<Emit>) -> Looked {
    let shown = project.shown();
    match form::read(project) {
        None => {
            let all = coact_model::check_all(project.sources());
            looked(shown, all, emit)
        }
        Some(Ok(Read { sources, checked })) => {
            let texts = matches!(emit, Some(Emit::Text)).then(|| form::texts(project, &sources));
            let mut looked = looked(sources, vec![checked], emit);
            looked.has_texts = true;
            looked.is_form = true;
            // The texts are there whatever is wrong in them.
            looked.emitted = texts.unwrap_or(looked.emitted);
            looked
        }
        Some(Err(findings)) => Looked {
            models: Vec::new(),
            name: shown.iter().map(|(_, file)| file.name.as_str()).collect(),
            is_form: true,
            report: Report::new(shown, findings),
            emitted: Vec::new(),
            has_texts: false,
        },
    }
}

fn looked(shown: Sources, all: Vec<Checked>, emit: Option<Emit>) -> Looked {
    let broken = all.iter().any(Checked::has_errors);
    let models: Vec<String> = all.iter().map(|it| it.model.name.text.clone()).collect();
    let mut findings = Vec::new();
    let mut emitted = Vec::new();
    for checked in all {
        if let Some(emit) = emit.filter(|_| !broken) {
            emitted.extend(told(&checked.model, emit));
        }
        findings.extend(checked.diagnostics);
        // The process ends soon; taking a large model apart again would only cost time.
        std::mem::forget(checked.model);
    }
    Looked {
        report: Report::new(shown, findings),
        name: models.join(", "),
        models,
        is_form: false,
        emitted,
        has_texts: false,
    }
}

/// A model in the form that is asked for: files by their names.
fn told(model: &Model, emit: Emit) -> Vec<(String, Vec<u8>)> {
    let name = &model.name.text;
    match emit {
        Emit::Json => vec![(format!("{name}.json"), json::to_text(model).into_bytes())],
        Emit::Text => {
            let texts = json::to_language(&format!("{name}.coact"), model).unwrap_or_default();
            let texts = texts.iter();
            texts
                .map(|(_, file)| (file.name.clone(), file.bytes.clone()))
                .collect()
        }
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

/// Prints a text. Of several texts of the language each stands under its name.
fn print(name: &str, text: &[u8], checked: &Looked) {
    let is_text = |(name, _): &&(String, Vec<u8>)| name.ends_with(".coact");
    if checked.emitted.iter().filter(is_text).count() > 1 {
        console::out(&format!("// {name}\n"));
    }
    console::out(&String::from_utf8_lossy(text));
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
