//! The same wrong specs, without code and as generated tests: both ways the same ones fail.
//!
//! Each spec of a model is copied with one expectation changed in its text, under a title of its own. All copies stand in one
//! model, so that rustc is asked once.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads a model and fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

use coact_engine::spec::{Verdict, run};
use coact_model::model::{Spec, SpecStepKind};
use coact_model::{SourceFile, Sources, check};
use coact_rust::Options;
use models::compile::Bench;

/// A model: its files, of which one may have more specs.
struct Texts(Vec<SourceFile>);

impl Texts {
    /// All files of a folder, or a file.
    fn read(path: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path);
        let mut paths = if path.is_dir() {
            let entries = std::fs::read_dir(&path).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        } else {
            vec![path]
        };
        paths.sort();
        let file = |path: &std::path::PathBuf| SourceFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(path).unwrap(),
        };
        Self(paths.iter().map(file).collect())
    }

    fn text(&self, file: usize) -> &str {
        std::str::from_utf8(&self.0[file].bytes).unwrap()
    }

    /// With this text behind a place of a file.
    fn with(&self, file: usize, at: usize, text: &str) -> Self {
        let mut files = self.0.clone();
        let before = self.text(file);
        files[file].bytes = [&before[..at], "\n", text, &before[at..]].concat().into();
        Self(files)
    }

    fn sources(&self) -> Sources {
        Sources::new(self.0.clone())
    }
}

/// A spec with an expectation changed: where it stands behind the original, and its text.
struct Mutant {
    file: usize,
    at: usize,
    text: String,
}

/// Where a spec begins and ends in its file; none where that is not clear at a glance.
fn span(text: &str, spec: &Spec) -> Option<std::ops::Range<usize>> {
    let title = spec.title.loc.span.start as usize;
    let begin = text[..title].rfind("spec")?;
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in text[begin..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(begin..begin + at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The words of an expectation, each time with something else expected.
fn others(words: &str) -> Vec<String> {
    let said = words.trim_start_matches("then").trim();
    if let Some(name) = said.strip_prefix("rejected") {
        let other = if name.trim() == "role" {
            "pattern"
        } else {
            "role"
        };
        return vec![format!("then rejected {other}"), "then nothing".to_owned()];
    }
    if said == "nothing" {
        return vec!["then rejected".to_owned()];
    }
    let mut all = Vec::new();
    if !said.starts_with("agenda") && !said.contains('[') && !said.ends_with("empty") {
        all.push("then nothing".to_owned());
    }
    // Each number that a field is.
    for (at, _) in words.match_indices(": ") {
        let number = at + 2;
        if words[number..].starts_with(|c: char| c.is_ascii_digit()) {
            all.push(format!("{}7{}", &words[..number], &words[number..]));
        }
    }
    all
}

fn mutants(texts: &Texts) -> Vec<Mutant> {
    let model = check(&texts.sources()).model;
    let mut all = Vec::new();
    for spec in model.specs.values() {
        let file = spec.title.loc.file.0 as usize;
        let text = texts.text(file);
        let Some(span) = span(text, spec) else {
            continue;
        };
        let title = spec.title.loc.span;
        // What stands in a story stays in it.
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let margin = " ".repeat(span.start - line);
        for step in &spec.steps {
            if !matches!(step.kind, SpecStepKind::Then(_)) {
                continue;
            }
            let (from, to) = (step.loc.span.start as usize, step.loc.span.end as usize);
            for other in others(&text[from..to]) {
                let mutant = [
                    &*margin,
                    &text[span.start..title.start as usize],
                    &format!("\"mutant {}\"", all.len()),
                    &text[title.end as usize..from],
                    &other,
                    &text[to..span.end],
                ];
                let mutant = Mutant {
                    file,
                    at: span.end,
                    text: mutant.concat(),
                };
                // What the checker refuses is no spec.
                let alone = texts.with(file, mutant.at, &mutant.text);
                if !check(&alone.sources()).has_errors() {
                    all.push(mutant);
                }
            }
        }
    }
    all
}

/// Holds models with wrong specs both ways; answers how many there are.
fn same_both_ways(all: Vec<Texts>) -> usize {
    let (mut interpreted, mut places) = (BTreeSet::new(), Vec::new());
    let (mut modules, mut wrong) = (Vec::new(), 0);
    for texts in all {
        let (texts, added) = with_mutants(texts);
        wrong += added;
        let sources = texts.sources();
        let (model, _) = check(&sources)
            .into_valid()
            .unwrap_or_else(|found| panic!("{found:#?}"));
        for report in run(&model, None) {
            if let Verdict::Failed(failure) = report.verdict {
                let test = report.path.last().unwrap().replace(' ', "_");
                interpreted.insert(format!("{}::specs::{test}", model.name.text));
                let file = failure.loc.file.0 as usize;
                let before = &texts.text(file)[..failure.loc.span.start as usize];
                let line = before.matches('\n').count() + 1;
                let name = &texts.0[file].name;
                places.push(format!("{name}:{line}: in {:?}", report.path.join(" / ")));
            }
        }
        let files = coact_rust::generate(&model, &sources, &Options::default()).unwrap();
        modules.push((model.name.text.clone(), files.into_values().collect()));
    }
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new(folder.path()).unwrap();
    let said = bench.test(&modules, "2024").unwrap().unwrap_err();
    assert!(said.contains("test result: FAILED"), "{said}");
    let tests = said.lines().filter_map(|line| {
        let name = line.trim();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        (name.contains("::specs::") && name.chars().all(is_name)).then(|| name.to_owned())
    });
    let generated: BTreeSet<String> = tests.collect();
    assert_eq!(interpreted, generated, "{said}");
    // Nothing may have happened where only a row was expected.
    assert!(generated.len() * 20 >= wrong * 19, "{generated:?}");
    // At the same step.
    for place in places {
        assert!(said.contains(&place), "{place}\n{said}");
    }
    wrong
}

/// A model with its wrong specs, and how many they are.
fn with_mutants(mut texts: Texts) -> (Texts, usize) {
    let mut mutants = mutants(&texts);
    // From the end, so that what comes before stays where it is.
    mutants.sort_by_key(|mutant| std::cmp::Reverse((mutant.file, mutant.at)));
    for mutant in &mutants {
        texts = texts.with(mutant.file, mutant.at, &mutant.text);
    }
    (texts, mutants.len())
}

/// One model for each part of the language.
const PARTS: [&str; 6] = ["stall", "reverts", "enough", "fleet", "shelves", "outside"];

#[test]
fn wrong_specs_fail_both_ways() {
    let parts = PARTS.map(|part| format!("tests/generated/model/{part}.coact"));
    let mut all = vec![Texts::read("examples/webshop/model")];
    all.extend(parts.iter().map(|part| Texts::read(part)));
    let wrong = same_both_ways(all);
    assert!(wrong > 180, "{wrong} wrong specs");
}
