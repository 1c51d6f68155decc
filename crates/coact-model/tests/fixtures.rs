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

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its fixtures and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use coact_model::{Sources, check};
use coact_syntax::Span;

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

/// The text with a comment under the line of each finding.
fn stated(text: &str) -> String {
    let found = check(&Sources::single("fixture.coact", text)).diagnostics;
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

fn fixtures(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            fixtures(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn fixtures_have_the_findings_they_state_to_the_column() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/spans"));
    let mut paths = Vec::new();
    fixtures(folder, &mut paths);
    assert!(!paths.is_empty());
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let mut wrong = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let wanted = stated(&plain(&text));
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
    assert!(wrong.is_empty(), "{wrong}");
}

/// A statement that is wrong in any way is noticed.
#[test]
fn what_is_stated_is_held_against_what_is_found() {
    let text = "model shop\nentity Order { note: Text }\n";
    let right = stated(text);
    assert_ne!(right, text);
    assert_eq!(plain(&right), text);
    assert_eq!(stated(&plain(&right)), right);
    assert!(is_stated("//   ^^^ CM001") && is_stated("//=0..6 E011"));
    assert!(
        !is_stated("// ^ a comment") && !is_stated("//  CM001") && !is_stated("/// ^^ CM001x y")
    );
}
