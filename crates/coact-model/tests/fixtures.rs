//! Models that state their findings, to the column: under the line of a finding stands a comment that
//! underlines its place and names its code.
//!
//! ```text
//! transaction OrderPaying { executor Seler }
//! //                                 ^^^^^ N001
//! ```
//!
//! A place that a comment cannot underline (in the first two columns, empty, or behind a tab or a wide
//! character) is given in byte columns: `//=0..6 N001`. Of a place of several lines the first one is
//! underlined. With `COACT_BLESS=1` the comments are written anew; read them before they are committed.
//!
//! In `spans` stand the rules, alone or together. In `faulty` stand small whole models of all kinds of organisations,
//! each with one mistake that a modeller would make: its first line says in plain words which. They are checked at the
//! level that asks for most, and nothing is said of them but what comes of the mistake.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its fixtures and fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use coact_model::diagnostics::{Diagnostic, Level};
use coact_model::rules::ALL;
use coact_model::{Sources, check};
use coact_syntax::Span;

/// At least so many models with one mistake are there.
const FAULTY: usize = 300;

/// Findings that no model of one small file of text has, and why.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "limits, and bytes that are no text",
        &[
            "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008", "E009", "E020", "E021",
            "E022", "N011", "PM016",
        ],
    ),
    (
        "several files or models",
        &["N007", "N013", "N014", "N015", "N016"],
    ),
    ("the JSON form", &["J001", "J002", "J003", "J004"]),
];

/// Whether a line is a comment of this test, and not one of the model.
fn is_stated(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("//") else {
        return false;
    };
    let rest = match rest.strip_prefix('=') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        None if rest.trim_start().starts_with('^') => rest.trim_start().trim_start_matches('^'),
        None => return false,
    };
    rest.strip_prefix(' ').is_some_and(|code| {
        code.chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    })
}

/// The text without those comments.
fn plain(text: &str) -> String {
    let kept = text.split_inclusive('\n');
    kept.filter(|line| !is_stated(line.trim_end())).collect()
}

/// The findings of a text, at a level.
fn found(text: &str, level: Level) -> Vec<Diagnostic> {
    check(&Sources::single("fixture.coact", text).at_level(level)).diagnostics
}

/// The text with a comment under the line of each finding.
fn stated(text: &str, level: Level) -> String {
    let found = found(text, level);
    let mut stated = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        stated.push_str(line);
        let end = start + line.len();
        let bare = line.trim_end_matches(['\n', '\r']);
        for finding in &found {
            let Span {
                start: from,
                end: to,
            } = finding.primary.loc.span;
            let (from, to) = (from as usize, to as usize);
            if (start..end).contains(&from) {
                let columns = from - start..to.min(start + bare.len()).max(from) - start;
                let _ = writeln!(stated, "{}", comment(bare, columns, finding.code));
            }
        }
        start = end;
    }
    stated
}

fn comment(line: &str, columns: std::ops::Range<usize>, code: &str) -> String {
    let before = line.get(..columns.end).unwrap_or(line);
    if columns.start < 2
        || columns.is_empty()
        || !before.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
    {
        return format!("//={}..{} {code}", columns.start, columns.end);
    }
    let blanks = " ".repeat(columns.start - 2);
    let carets = "^".repeat(columns.len());
    format!("//{blanks}{carets} {code}")
}

/// The files of a folder of fixtures and of those below, in order.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"));
    let mut found = Vec::new();
    gather(&root.join(folder), &mut found);
    found.sort();
    found
}

/// What a folder states otherwise than it is found; or all of it stated anew.
fn held(folder: &str, level: Level) -> String {
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let mut wrong = String::new();
    for path in fixtures(folder) {
        let text = std::fs::read_to_string(&path).unwrap();
        let wanted = stated(&plain(&text), level);
        if text == wanted {
            continue;
        }
        if bless {
            std::fs::write(&path, wanted).unwrap();
            continue;
        }
        let _ = writeln!(wrong, "{}:", path.display());
        let (mut old, mut new) = (text.lines().peekable(), wanted.lines().peekable());
        while old.peek().is_some() || new.peek().is_some() {
            match (old.peek(), new.peek()) {
                (Some(a), Some(b)) if a == b => {
                    old.next();
                    new.next();
                }
                (Some(a), _) if is_stated(a) => {
                    let _ = writeln!(wrong, "  stated, not found: {a}");
                    old.next();
                }
                (_, Some(b)) => {
                    let _ = writeln!(wrong, "  found, not stated: {b}");
                    new.next();
                }
                (Some(_), None) => {
                    old.next();
                }
                (None, None) => {}
            }
        }
    }
    wrong
}

#[test]
fn fixtures_have_the_findings_they_state_to_the_column() {
    let wrong = held("spans", Level::Standard);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_mistake_has_the_findings_it_states_and_no_others() {
    let wrong = held("faulty", Level::Strict);
    assert!(wrong.is_empty(), "{wrong}");
}

/// The codes that the comments of a text name.
fn codes(text: &str) -> BTreeSet<String> {
    let comments = text.lines().filter(|line| is_stated(line));
    let codes = comments.filter_map(|line| line.split(' ').next_back());
    codes.map(str::to_owned).collect()
}

/// What is amiss with a model that has one mistake, beyond what it states.
fn amiss(text: &str) -> Option<String> {
    let codes_at = |level| -> BTreeSet<String> {
        let found = found(text, level);
        found.iter().map(|it| it.code.to_owned()).collect()
    };
    let opening = text.lines().next().unwrap_or_default();
    let strict = codes_at(Level::Strict);
    let lower: BTreeSet<String> = codes_at(Level::Standard);
    if !opening.starts_with("// ") || !opening.ends_with('.') {
        Some("does not begin with a sentence that says what is wrong".to_owned())
    } else if strict.is_empty() {
        Some("has no finding".to_owned())
    } else if strict != codes(text) {
        Some(format!("as it stands, with its comments, has {strict:?}"))
    } else if !lower.is_subset(&strict) {
        Some(format!("has {lower:?} at level standard"))
    } else {
        None
    }
}

#[test]
fn hundreds_of_mistakes_are_told() {
    let paths = fixtures("faulty");
    assert!(paths.len() >= FAULTY, "{} models", paths.len());
    let mut wrong = String::new();
    for path in paths {
        if let Some(amiss) = amiss(&std::fs::read_to_string(&path).unwrap()) {
            let _ = writeln!(wrong, "{} {amiss}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_that_a_small_model_can_break_is_stated() {
    let paths = ["spans", "faulty"].into_iter().flat_map(fixtures);
    let stated: BTreeSet<String> = paths
        .flat_map(|path| codes(&std::fs::read_to_string(path).unwrap()))
        .collect();
    let elsewhere: BTreeSet<String> = (ELSEWHERE.iter())
        .flat_map(|(_, codes)| codes.iter().map(|it| (*it).to_owned()))
        .collect();
    let all: BTreeSet<String> = ALL.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(&all - &stated, elsewhere);
}

/// A statement that is wrong in any way is noticed.
#[test]
fn what_is_stated_is_held_against_what_is_found() {
    let text = "model shop\nentity Order { note: Text }\n";
    let right = stated(text, Level::Standard);
    assert_ne!(right, text);
    assert_eq!(plain(&right), text);
    assert_eq!(stated(&plain(&right), Level::Standard), right);
    assert!(is_stated("//   ^^^ CM001") && is_stated("//=0..6 E011"));
    assert!(
        !is_stated("// ^ a comment") && !is_stated("//  CM001") && !is_stated("/// ^^ CM001x y")
    );
}
