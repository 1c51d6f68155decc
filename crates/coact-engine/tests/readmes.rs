//! What the READMEs of the examples say that `coact verify` prints is what it prints, and the repairs that they show repair.
//! `COACT_BLESS=1` writes what is printed.
//!
//! In the section "What is proved" stands the command, then what it prints (`text,verify`). Where something does not hold, what
//! follows is the repair (`diff`), and what is printed of the repaired model. The models themselves stay as published.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test reads the examples and fails by panicking"
)]

use std::path::{Path, PathBuf};

use coact_engine::net::Bounds;
use coact_engine::spec::{Verdict, run};
use coact_engine::verify::{Limits, Report, render, verify};
use coact_model::diagnostics::Level;
use coact_model::model::Model;
use coact_model::{SourceFile, Sources, check};

const HEADING: &str = "\n## What is proved\n";
const FENCE: &str = "text,verify";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The texts of an example, named as whoever stands in the workspace's folder opens them.
fn texts(example: &str) -> Vec<(String, String)> {
    let folder = format!("examples/{example}/model");
    let entries = std::fs::read_dir(top().join(&folder)).unwrap();
    let mut texts: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            (format!("{folder}/{name}"), text)
        })
        .collect();
    texts.sort();
    texts
}

/// The model with nothing to be said of it at the highest level, and its texts.
#[track_caller]
fn model(texts: &[(String, String)]) -> (Sources, Model) {
    let files = texts.iter().map(|(name, text)| SourceFile {
        name: name.clone(),
        bytes: text.as_bytes().to_vec(),
    });
    let sources = Sources::new(files.collect()).at_level(Level::Strict);
    let checked = check(&sources);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    (sources, checked.model)
}

/// The command of a section: how many states it admits, and whether only its verdicts are shown.
struct Command {
    limits: Limits,
    is_short: bool,
}

impl Command {
    fn of(section: &str, example: &str) -> Self {
        let line = section.lines().find(|line| line.contains(" verify "));
        let line = line.unwrap_or_else(|| panic!("{example}: the command is shown"));
        assert!(line.contains(&format!("examples/{example}")), "{line}");
        let states = line.split_once("--states ").map(|(_, rest)| {
            let number = rest.split(' ').next().unwrap();
            number.parse().unwrap()
        });
        Self {
            limits: states.map_or_else(Limits::default, |states| Limits { states }),
            is_short: line.contains("2>/dev/null"),
        }
    }

    fn reports(&self, model: &Model) -> Vec<Report> {
        verify(model, Bounds::default(), self.limits)
    }

    fn printed(&self, sources: &Sources, reports: &[Report]) -> String {
        let mut text = String::new();
        for report in reports {
            for finding in report.findings.iter().filter(|_| !self.is_short) {
                text.push_str(&render::finding(sources, finding, 100, false));
            }
            text.push_str(&render::summary(report));
        }
        text
    }
}

/// The texts with a repair made: where its old lines stand, its new ones do.
fn repair(texts: &mut [(String, String)], diff: &str) {
    let side = |left_out: char| -> String {
        let lines = diff.lines().filter(|line| !line.starts_with(left_out));
        lines
            .map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
            .collect()
    };
    let (before, after) = (side('+'), side('-'));
    let mut places = texts.iter_mut().filter(|(_, text)| text.contains(&before));
    let (_, text) = places
        .next()
        .unwrap_or_else(|| panic!("nowhere:\n{before}"));
    assert_eq!(text.matches(&before).count(), 1, "{before}");
    *text = text.replace(&before, &after);
}

/// The fenced blocks of a section: what stands behind the opening fence, and the range of the text.
fn blocks(section: &str) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut all = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in section.split_inclusive('\n') {
        let next = at + line.len();
        if let Some(info) = line.strip_prefix("```") {
            open = match open {
                None => Some((info.trim_end(), next)),
                Some((info, from)) => {
                    all.push((info, from..at));
                    None
                }
            };
        }
        at = next;
    }
    all
}

/// Whether nothing is found but what is not known.
fn is_sound(reports: &[Report]) -> bool {
    let mut findings = reports.iter().flat_map(|report| &report.findings);
    findings.all(|finding| finding.property.is_none())
}

/// Holds a README to what is printed; how many repairs it shows.
fn hold(example: &str) -> usize {
    let path = top().join("examples").join(example).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme
        .split_once(HEADING)
        .unwrap_or_else(|| panic!("{example}: what is proved is told"));
    let end = rest.find("\n## ").map_or(rest.len(), |at| at + 1);
    let (section, after) = rest.split_at(end);
    let command = Command::of(section, example);

    let mut texts = texts(example);
    let (mut written, mut kept) = (String::new(), 0);
    let (mut repairs, mut told) = (0, 0);
    let mut sound = false;
    for (info, range) in blocks(section) {
        match info {
            "diff" => {
                repair(&mut texts, &section[range]);
                repairs += 1;
            }
            FENCE => {
                let (sources, model) = model(&texts);
                let reports = command.reports(&model);
                sound = is_sound(&reports);
                written.push_str(&section[kept..range.start]);
                written.push_str(&command.printed(&sources, &reports));
                kept = range.end;
                told += 1;
                let specs = run(&model, None);
                let failed = specs
                    .iter()
                    .find(|it| !matches!(it.verdict, Verdict::Passed));
                assert!(failed.is_none(), "{example}: {failed:?}");
            }
            _ => {}
        }
    }
    written.push_str(&section[kept..]);
    // What is not sound is told with its repair, and behind the last repair everything holds.
    assert!(sound, "{example}: what does not hold has a repair");
    assert!(
        told > usize::from(repairs > 0),
        "{example}: the repaired model"
    );
    if std::env::var_os("COACT_BLESS").is_some() && written != section {
        std::fs::write(&path, format!("{before}{HEADING}{written}{after}")).unwrap();
    } else {
        assert_eq!(written, section, "{example}");
    }
    repairs
}

#[test]
fn verdicts_are_what_is_printed() {
    for example in ["orders", "glolog", "webshop"] {
        assert_eq!(hold(example), 0, "{example}");
    }
    for example in ["volley", "library", "pizzeria", "rent-a-car"] {
        assert!(hold(example) > 0, "{example}");
    }
}
