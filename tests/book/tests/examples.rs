//! Every model that the book shows is what the book says it is.
//!
//! Behind an opening fence stands `coact` for a whole model without errors, `coact,bad` for one with an error
//! whose code the prose after it names, and `coact,fragment` for items that are read without a fault. Blocks with
//! `coact,file NAME` that follow each other are the files of one project without errors.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use book::{Block, blocks, chapter};
use coact_model::diagnostics::Severity;
use coact_model::{SourceFile, Sources, check};

/// The errors of a model, by code and with their sentence.
fn errors(text: &str) -> Vec<(&'static str, String)> {
    check(&Sources::single("book.coact", text))
        .diagnostics
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.code, finding.message))
        .collect()
}

/// What a block is not, though its fence says so.
fn complaint(block: &Block) -> Option<String> {
    match block.info.as_str() {
        "coact" => {
            let found = errors(&block.text);
            (!found.is_empty()).then(|| format!("{found:#?}"))
        }
        "coact,bad" => {
            let found = errors(&block.text);
            if found.is_empty() {
                return Some("has no error".to_owned());
            }
            let untold = found.iter().find(|(code, _)| !block.after.contains(code));
            untold.map(|(code, message)| format!("does not name {code}: {message}"))
        }
        "coact,fragment" => {
            let parsed = coact_syntax::parse(block.text.as_bytes());
            let inside = parsed.items.iter().flat_map(|item| item.errors.iter());
            let found: Vec<_> = parsed.errors.iter().chain(inside).collect();
            (!found.is_empty() || parsed.items.is_empty()).then(|| format!("{found:#?}"))
        }
        info if info.starts_with("coact,file ") => None,
        info if info.starts_with("coact") => Some(format!("`{info}` means nothing here")),
        _ => None,
    }
}

#[test]
fn examples_are_what_they_are_said_to_be() {
    let blocks = blocks();
    let wrong: Vec<String> = blocks
        .iter()
        .filter_map(|block| Some(format!("{}: {}", block.place, complaint(block)?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        blocks.iter().filter(|block| block.info == "coact").count() > 40,
        "the book shows models"
    );
}

#[test]
fn files_that_follow_each_other_are_a_project() {
    let blocks = blocks();
    let is_file = |block: &Block| block.info.starts_with("coact,file ");
    let mut projects = 0;
    for project in blocks.chunk_by(|one, next| is_file(one) && is_file(next)) {
        if !project.iter().all(is_file) {
            continue;
        }
        projects += 1;
        let files = project.iter().map(|block| SourceFile {
            name: block.info.replacen("coact,file ", "", 1),
            bytes: block.text.clone().into_bytes(),
        });
        let found = check(&Sources::new(files.collect())).diagnostics;
        let found: Vec<_> = found.iter().map(|it| (it.code, &it.message)).collect();
        assert_eq!(found, [], "{}", project[0].place);
    }
    assert!(projects > 0);
}

/// A word of the language that no example of the book uses is one that it does not explain.
#[test]
fn every_keyword_is_shown() {
    let mut shown = BTreeSet::new();
    for block in blocks()
        .iter()
        .filter(|block| block.info.starts_with("coact"))
    {
        let words = block.text.split(|c: char| !c.is_alphanumeric() && c != '_');
        shown.extend(words.map(str::to_owned));
    }
    let missing: Vec<&str> = coact_syntax::keywords::KEYWORDS
        .iter()
        .map(|keyword| keyword.word)
        .filter(|word| !shown.contains(*word) && !UNSHOWN.contains(word))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    let stale: Vec<&&str> = UNSHOWN
        .iter()
        .filter(|word| shown.contains(**word))
        .collect();
    assert_eq!(stale, Vec::<&&str>::new());
}

/// Words whose construct this version does not carry out, or does not read (`interval`).
const UNSHOWN: &[&str] = &["interval"];

/// What a tutorial shows in part stands, line by line and in this order, in the whole model at its end.
#[test]
fn the_parts_of_a_tutorial_are_those_of_its_model() {
    for tutorial in ["tutorial-events.md", "tutorial-demo.md"] {
        let mut shown = blocks();
        shown.retain(|block| block.place.starts_with(tutorial));
        let mut models = shown.iter().filter(|block| block.info == "coact");
        let whole = &models.next_back().unwrap().text;
        for part in shown.iter().filter(|block| block.info == "coact,fragment") {
            let mut lines = whole.lines().map(str::trim);
            let missing = part
                .text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .find(|line| !lines.any(|found| found == *line));
            assert_eq!(missing, None, "{}", part.place);
        }
    }
}

/// The chapters for event modellers are read by people who never asked for DEMO.
#[test]
fn the_tutorial_for_event_modellers_has_no_word_of_demo() {
    let text = chapter("tutorial-events.md").to_lowercase();
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let demo = [
        "demo",
        "transaction",
        "transactions",
        "coordination",
        "ontology",
        "ontological",
        "promise",
        "promised",
        "declare",
        "declared",
        "initiator",
        "executor",
        "ctp",
        "tacit",
        "revoke",
        "revocation",
    ];
    for word in demo {
        assert!(!words.contains(word), "{word}");
    }
}
