//! From texts to a model and its findings.

use coact_model::diagnostics::{Diagnostic, Fix};
use coact_model::{Checked, Loc, SourceFile, Sources, json, render, rules};

use crate::{spans, texts};

/// Checking the texts of a model gives findings inside them, the same ones each time, that every renderer can
/// show; a change that is offered can be made; and the model is written as JSON.
pub fn check(input: &[u8]) {
    let sources = sources(input);
    let checked = coact_model::check(&sources);
    for finding in &checked.diagnostics {
        holds(&sources, finding);
    }
    let again = coact_model::check(&sources);
    assert_eq!(again.diagnostics, checked.diagnostics, "checked again");
    rendered(&sources, &checked.diagnostics);
    let form = json::to_text(&checked.model);
    assert_eq!(json::to_text(&again.model), form, "written again");
    read_back(&checked, &form);
    mended(&sources, &checked);
}

/// At most three files in one input.
fn sources(input: &[u8]) -> Sources {
    let files = texts(input, 3).enumerate().map(|(at, text)| SourceFile {
        name: format!("{at}.coact"),
        bytes: text.to_vec(),
    });
    Sources::new(files.collect())
}

fn holds(sources: &Sources, finding: &Diagnostic) {
    assert!(rules::find(finding.code).is_some(), "{finding:?}");
    assert!(!finding.message.is_empty(), "{finding:?}");
    assert!(
        !rules::is_net(finding),
        "dropped without a word: {finding:?}"
    );
    lies_in(sources, finding.primary.loc, finding);
    for label in &finding.others {
        lies_in(sources, label.loc, finding);
    }
    if let Some(Fix { edits, .. }) = &finding.fix {
        for (loc, _) in edits {
            lies_in(sources, *loc, finding);
        }
        let mut places: Vec<Loc> = edits.iter().map(|(loc, _)| *loc).collect();
        places.sort();
        let apart = |a: &Loc, b: &Loc| a.file != b.file || a.span.end <= b.span.start;
        assert!(places.is_sorted_by(apart), "{finding:?}");
    }
}

fn lies_in(sources: &Sources, loc: Loc, finding: &Diagnostic) {
    let file = sources.get(loc.file);
    let bytes = &file.unwrap_or_else(|| panic!("no file: {finding:?}")).bytes;
    match std::str::from_utf8(bytes) {
        Ok(text) => spans::lies_in(text, loc.span, finding),
        Err(_) => assert!(
            loc.span.start <= loc.span.end && loc.span.end as usize <= bytes.len(),
            "{finding:?}"
        ),
    }
}

/// The form of a model without errors is read back as that model.
fn read_back(checked: &Checked, form: &str) {
    if checked.has_errors() {
        return;
    }
    let texts = json::to_language("read.coact", &checked.model);
    assert!(texts.is_some(), "has no text: {form}");
    match json::read("read.coact", form.as_bytes()) {
        Ok(read) => assert_eq!(json::to_text(&read.checked.model), form, "read back"),
        Err(findings) => panic!("the form is refused: {findings:?}"),
    }
}

fn rendered(sources: &Sources, findings: &[Diagnostic]) {
    for (width, colour) in [(100, false), (1, true)] {
        let human = render::human(sources, findings, width, colour);
        assert_eq!(human.is_empty(), findings.is_empty());
    }
    let concise = render::concise(sources, findings);
    assert_eq!(concise.lines().count(), findings.len(), "{concise}");
    let lines = render::json_lines(sources, findings);
    assert_eq!(lines.lines().count(), findings.len(), "{lines}");
    for line in lines.lines() {
        let read = serde_json::from_str::<serde_json::Value>(line);
        assert!(read.is_ok_and(|read| read.is_object()), "{line}");
    }
    assert_eq!(render::summary(findings).is_empty(), findings.is_empty());
}

/// Changes that are tried out for one input; each costs a check.
const MOST_MENDED: usize = 2;

/// A change that is offered takes its finding away.
fn mended(sources: &Sources, checked: &Checked) {
    let offered = |finding: &&Diagnostic| finding.fix.is_some();
    for finding in checked.diagnostics.iter().filter(offered).take(MOST_MENDED) {
        let Some(fix) = &finding.fix else { continue };
        let mut files: Vec<SourceFile> = sources.iter().map(|(_, file)| file.clone()).collect();
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|(loc, _)| *loc);
        for (loc, text) in edits.iter().rev() {
            let place = loc.span.start as usize..loc.span.end as usize;
            if let Some(file) = files.get_mut(loc.file.0 as usize) {
                file.bytes.splice(place, text.bytes());
            }
        }
        let mended = coact_model::check(&Sources::new(files));
        // What stands in front of the place has not moved.
        let still = mended.diagnostics.iter().find(|other| {
            other.code == finding.code
                && other.primary.loc.file == finding.primary.loc.file
                && other.primary.loc.span.start == finding.primary.loc.span.start
                && other.message == finding.message
        });
        assert!(still.is_none(), "{finding:?} after its change: {still:?}");
    }
}
