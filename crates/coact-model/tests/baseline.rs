//! Findings that are known again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use coact_model::baseline::{Baseline, NotABaseline};
use coact_model::diagnostics::{Diagnostic, Label, Severity};
use coact_model::{FileId, Loc, Sources};
use coact_syntax::Span;

const FILE: &str = "model/shop.coact";

/// A finding at each occurrence of a word.
fn findings(text: &str, word: &str, severity: Severity) -> (Sources, Vec<Diagnostic>) {
    let narrow = |at: usize| u32::try_from(at).unwrap();
    let found = text.match_indices(word).map(|(at, _)| Diagnostic {
        code: "EM034",
        severity,
        message: format!("no slice shows `{word}`"),
        primary: Label {
            loc: Loc {
                file: FileId(0),
                span: Span::new(narrow(at), narrow(at + word.len())),
            },
            text: String::new(),
        },
        others: Vec::new(),
        hint: None,
        fix: None,
    });
    (Sources::single(FILE, text), found.collect())
}

fn of(text: &str, word: &str) -> Baseline {
    let (sources, found) = findings(text, word, Severity::Warning);
    let mut baseline = Baseline::default();
    baseline.add_model("shop");
    for finding in &found {
        baseline.add(FILE, &sources, finding);
    }
    baseline
}

/// Which of the findings are hidden.
fn hidden(baseline: &Baseline, text: &str, word: &str, severity: Severity) -> Vec<bool> {
    let (sources, found) = findings(text, word, severity);
    let mut matching = baseline.matching();
    found
        .iter()
        .map(|finding| matching.hides(FILE, &sources, finding))
        .collect()
}

#[test]
fn a_finding_is_known_by_what_its_place_says() {
    let baseline = of("a Idle\n", "Idle");
    let hides = |text, word| hidden(&baseline, text, word, Severity::Warning);
    assert_eq!(hides("\n\n   // moved\nIdle", "Idle"), [true]);
    assert_eq!(hides("Idler", "Idler"), [false]);
    assert_eq!(hides("Idle Idle", "Idle"), [true, false], "counted");
    assert_eq!(hidden(&baseline, "Idle", "Idle", Severity::Advice), [true]);
    assert_eq!(
        hidden(&baseline, "Idle", "Idle", Severity::Error),
        [false],
        "an error is never hidden"
    );
}

#[test]
fn errors_are_not_taken_in() {
    let (sources, found) = findings("Idle", "Idle", Severity::Error);
    let mut baseline = Baseline::default();
    baseline.add(FILE, &sources, &found[0]);
    assert!(baseline.is_empty());
}

#[test]
fn lines_and_indentation_may_change() {
    let baseline = of("{\n    a\n}", "{\n    a\n}");
    let word = "{\r\n\ta\r\n}";
    assert_eq!(hidden(&baseline, word, word, Severity::Warning), [true]);
}

#[test]
fn what_matches_nothing_any_more_is_known() {
    let baseline = of("Idle Idle", "Idle");
    let (sources, found) = findings("Idle", "Idle", Severity::Warning);
    let mut matching = baseline.matching();
    assert!(matching.hides(FILE, &sources, &found[0]));
    let stale = |models: &[&str], files: &[&str]| {
        let models: BTreeSet<&str> = models.iter().copied().collect();
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        matching
            .stale(&models, &files)
            .iter()
            .map(|(_, n)| *n)
            .sum::<u32>()
    };
    assert_eq!(stale(&["shop"], &[]), 1, "its file is gone");
    assert_eq!(stale(&["other"], &["other.coact"]), 0, "nobody looked");
    assert_eq!(stale(&["other"], &[FILE]), 1);
    assert_eq!(matching.hidden(), 1);
}

#[test]
fn the_text_is_read_back() {
    let mut baseline = of("Idle \"Idle\" {0}", "Idle");
    let (sources, found) = findings("a \"b\"\u{1}\n é", "\"b\"\u{1}\n é", Severity::Advice);
    baseline.add("../a b.coact", &sources, &found[0]);
    let text = baseline.text();
    insta::assert_snapshot!(text, @r#"
    {
      "coact-baseline": 1,
      "models": ["shop"],
      "findings": [
        {"file":"../a b.coact","code":"EM034","place":"\"b\"\u0001 é"},
        {"file":"model/shop.coact","code":"EM034","place":"Idle","count":2}
      ]
    }
    "#);
    assert_eq!(Baseline::read(text.as_bytes()).unwrap(), baseline);
    let empty = Baseline::default();
    assert_eq!(Baseline::read(empty.text().as_bytes()).unwrap(), empty);
}

#[test]
fn lines_that_a_merge_left_alike_add_up() {
    let line = r#"{"file":"model/shop.coact","code":"EM034","place":"Idle"}"#;
    let text = format!(r#"{{"coact-baseline":1,"models":["shop"],"findings":[{line},{line}]}}"#);
    let baseline = Baseline::read(text.as_bytes()).unwrap();
    assert_eq!(baseline, of("Idle Idle", "Idle"));
}

#[test]
fn what_is_no_baseline_is_refused() {
    let refused = |text: &str| Baseline::read(text.as_bytes()).unwrap_err();
    assert_eq!(
        refused(r#"{"coact-baseline":2,"new":true}"#),
        NotABaseline::Version(2)
    );
    for text in [
        "",
        "[]",
        "{}",
        "\0",
        r#"{"coact-baseline":"1"}"#,
        r#"{"coact-baseline":1,"models":[],"findings":[],"more":1}"#,
        r#"{"coact-baseline":1,"models":[],"findings":[{"file":"a","code":"b"}]}"#,
        r#"{"coact-baseline":1,"models":[],"findings":[{"file":"a","code":"b","place":"","count":-1}]}"#,
    ] {
        let error = refused(text);
        assert!(
            matches!(error, NotABaseline::Malformed { .. }),
            "{text}: {error}"
        );
    }
    insta::assert_snapshot!(refused("{\n  \"coact-baseline\": 1,\n<<<<<<< ours"), @"is no baseline: key must be a string (line 3, column 1)");
}
