//! One sign left out of an example, or written twice: one cause gives one finding, or nearly so.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the examples and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::Path;

use coact_model::{Checker, SourceFile, Sources};

/// More findings than these of one slip are listed.
const FEW: usize = 2;

/// What is written instead of a sign.
type Change = fn(&str) -> String;

/// The files of an example's model, by name.
fn model(example: &str) -> Vec<(String, String)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let folder = examples.join(example).join("model");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Where the signs of a text stand, comments and what strings say left out.
fn signs(text: &str) -> Vec<std::ops::Range<usize>> {
    const PAIRS: [&str; 8] = ["=>", "->", "~>", "==", "<=", ">=", "??", ".."];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if c == '"' {
            let inside = rest.get(1..).unwrap().find('"').unwrap();
            found.extend([at..at + 1, at + inside + 1..at + inside + 2]);
            inside + 2
        } else if c.is_whitespace() || c.is_alphanumeric() || c == '_' {
            c.len_utf8()
        } else {
            let pair = PAIRS.iter().any(|pair| rest.starts_with(pair));
            let length = if pair { 2 } else { c.len_utf8() };
            found.push(at..at + length);
            length
        };
        at += length;
    }
    found
}

/// How many slips have how many findings in all, and those with too many of them.
fn slips(example: &str, change: Change) -> (usize, usize, String) {
    let files = model(example);
    let mut checker = Checker::new();
    let (mut all, mut findings, mut worst) = (0, 0, String::new());
    for (place, (name, text)) in files.iter().enumerate() {
        for sign in signs(text) {
            let mut files = files.clone();
            let mut slip = text.clone();
            let written = text.get(sign.clone()).unwrap();
            slip.replace_range(sign.clone(), &change(written));
            files.get_mut(place).unwrap().1 = slip;
            let files = files.into_iter().map(|(name, text)| SourceFile {
                name,
                bytes: text.into_bytes(),
            });
            let sources = Sources::new(files.collect());
            let found = checker.check(&sources).diagnostics;
            all += 1;
            findings += found.len();
            if found.len() > FEW {
                let before = text.get(..sign.start).unwrap();
                let line = text.lines().nth(before.matches('\n').count()).unwrap();
                let mut codes: Vec<&str> = found.iter().map(|it| it.code).collect();
                codes.sort_unstable();
                codes.dedup();
                let (count, codes) = (found.len(), codes.join(", "));
                let line = line.trim();
                writeln!(worst, "{name}: `{written}` of `{line}`: {count} of {codes}").unwrap();
            }
        }
    }
    (all, findings, worst)
}

#[test]
fn a_sign_left_out_or_doubled_is_told_once() {
    let changes: [(&str, Change); 2] = [
        ("left out", |_| String::new()),
        ("doubled", |sign| sign.repeat(2)),
    ];
    let mut worst = String::new();
    for (how, change) in changes {
        for example in ["cart", "orders"] {
            let (all, findings, listed) = slips(example, change);
            writeln!(worst, "{example}, {how}\n{listed}").unwrap();
            assert!(all > 200, "{example}, {how}: {all} slips");
            // One each, and one more for every fifth.
            assert!(
                findings * 5 < all * 6,
                "{example}, {how}: {findings} findings of {all} slips\n{listed}"
            );
        }
    }
    insta::assert_snapshot!(worst);
}
