//! What became of specs, for people and for programs.

mod junit;

use coact_model::diagnostics::{Diagnostic, Label};
use coact_model::model::{Model, SpecStepKind};
use coact_model::{Loc, Sources, render};
use coact_syntax::LineIndex;
use serde_json::{Value, json};

use super::{Failure, Report, Verdict};
use crate::rules;

pub use junit::{Suite, junit};

/// What is found where a spec did not pass; none where it did.
pub fn finding(model: &Model, report: &Report) -> Option<Diagnostic> {
    let title = &model.specs[report.spec].title;
    match &report.verdict {
        Verdict::Passed => None,
        Verdict::Failed(failure) => {
            let mut found = Diagnostic::of(
                &rules::SPEC_FAILS,
                failure.loc,
                format!("the spec \"{}\" does not hold", title.text),
                "change what is expected here, or what of the model leads to something else",
            );
            let decided = failure.rejection.as_ref().and_then(|it| it.loc);
            found.others.extend(decided.map(|loc| Label {
                loc,
                text: "this decided".to_owned(),
            }));
            Some(found)
        }
        Verdict::NotRun(gap) => {
            let mut found = Diagnostic::of(
                &rules::SPEC_NOT_RUN,
                title.loc,
                format!("the spec \"{}\" is not run", title.text),
                "the model itself holds; leave this out to run the specs of the rest",
            );
            found.others.push(Label {
                loc: gap.loc,
                text: gap.what.clone(),
            });
            Some(found)
        }
    }
}

/// What is found of a spec, with what led to it, what was expected and what came instead. `width` and `colour` are those of
/// the report of a check. Empty where it passed.
pub fn told(
    model: &Model,
    sources: &Sources,
    report: &Report,
    width: usize,
    colour: bool,
) -> String {
    let Some(found) = finding(model, report) else {
        return String::new();
    };
    let mut text = render::human(sources, std::slice::from_ref(&found), width, colour);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if let Verdict::Failed(failure) = &report.verdict {
        text.push_str(&story(model, sources, report, failure));
        text.push('\n');
    }
    text
}

/// The steps up to the one that fails, and the difference.
fn story(model: &Model, sources: &Sources, report: &Report, failure: &Failure) -> String {
    let mut text = String::new();
    let last = failure.step.unwrap_or_default();
    for (at, step) in model.specs[report.spec].steps.iter().enumerate() {
        if failure.step.is_none() || at > last {
            break;
        }
        let word = match &step.kind {
            SpecStepKind::Now(_)
            | SpecStepKind::Lookup(..)
            | SpecStepKind::Answer { .. }
            | SpecStepKind::Given { .. }
            | SpecStepKind::GivenEvent { .. } => "given",
            SpecStepKind::WhenCommand { .. }
            | SpecStepKind::When(_)
            | SpecStepKind::Arrives { .. }
            | SpecStepKind::Automations => "when",
            SpecStepKind::Then(_) => "then",
        };
        let said = one_line(sources, step.loc);
        let said = said.strip_prefix(word).unwrap_or(&said).trim_start();
        text.push_str(&format!("  {word:>8}  {said}\n"));
    }
    let mut side = |head: &str, said: &str| {
        for (at, line) in said.lines().enumerate() {
            let head = if at == 0 { head } else { "" };
            text.push_str(&format!("  {head:>8}  {line}\n"));
        }
    };
    side("expected", &failure.expected);
    side("got", &failure.got);
    side("differs", &failure.differs.join("\n"));
    if let Some(rejection) = &failure.rejection
        && let Some(loc) = rejection.loc
    {
        let place = place(sources, loc);
        side("decided", &format!("{} ({place})", rejection.name));
    }
    text
}

/// The text of a place on one line.
fn one_line(sources: &Sources, loc: Loc) -> String {
    let range = loc.span.start as usize..loc.span.end as usize;
    let file = sources.get(loc.file);
    let bytes = file.and_then(|file| file.bytes.get(range));
    let text = String::from_utf8_lossy(bytes.unwrap_or_default());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `file:line` of a place.
fn place(sources: &Sources, loc: Loc) -> String {
    let Some(file) = sources.get(loc.file) else {
        return String::new();
    };
    let lines = LineIndex::new(&String::from_utf8_lossy(&file.bytes));
    format!("{}:{}", file.name, lines.utf8(loc.span.start).line + 1)
}

/// The verdict on a spec in one line.
pub fn line(report: &Report) -> String {
    format!("{:7}  {}\n", report.verdict.word(), report.path.join(" / "))
}

/// How many specs of a model passed, failed and were not run.
pub fn summary(model: &Model, reports: &[Report]) -> String {
    let count = |of: fn(&Verdict) -> bool| {
        let such = reports.iter().filter(|report| of(&report.verdict));
        such.count()
    };
    let passed = count(|it| *it == Verdict::Passed);
    let failed = count(|it| matches!(it, Verdict::Failed(_)));
    let not_run = count(|it| matches!(it, Verdict::NotRun(_)));
    let name = &model.name.text;
    let s = if passed == 1 { "" } else { "s" };
    let mut text = format!("{name}: {passed} spec{s} passed");
    for (number, words) in [(failed, "failed"), (not_run, "not run")] {
        if number > 0 {
            text.push_str(&format!(", {number} {words}"));
        }
    }
    text.push('\n');
    text
}

/// The verdicts on all specs of a model.
pub fn json(model: &Model, sources: &Sources, reports: &[Report]) -> Value {
    let specs: Vec<Value> = reports
        .iter()
        .map(|report| {
            let finding = finding(model, report).map(|found| {
                // One finding is one line of this form.
                let text = render::json_lines(sources, std::slice::from_ref(&found));
                serde_json::from_str::<Value>(&text).unwrap_or_default()
            });
            let failure = match &report.verdict {
                Verdict::Failed(failure) => Some(failure),
                Verdict::Passed | Verdict::NotRun(_) => None,
            };
            let rejection = failure.and_then(|failure| failure.rejection.as_ref());
            json!({
                "spec": report.path,
                "place": place(sources, model.specs[report.spec].title.loc),
                "verdict": report.verdict.word(),
                "step": failure.and_then(|failure| failure.step),
                "expected": failure.map(|failure| &failure.expected),
                "got": failure.map(|failure| &failure.got),
                "differs": failure.map(|failure| &failure.differs),
                "decided": rejection.map(|rejection| json!({
                    "check": rejection.kind.word(),
                    "name": rejection.name,
                    "place": rejection.loc.map(|loc| place(sources, loc)),
                })),
                "finding": finding,
            })
        })
        .collect();
    json!({ "model": model.name.text, "specs": specs })
}
