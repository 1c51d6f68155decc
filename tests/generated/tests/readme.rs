//! What the README shows is what there is: its excerpts stand, line by line and in this order, in the shop's
//! model and in the code generated from it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/shop.rs"]
mod shop;

use coact_rust::Layout;

/// The fenced blocks of a language in a Markdown text.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(fence.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

/// The first line of an excerpt that does not follow in the whole.
fn missing<'e>(excerpt: &'e str, whole: &str) -> Option<&'e str> {
    let mut lines = whole.lines().map(str::trim);
    excerpt
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .find(|line| !lines.any(|found| found == *line))
}

#[test]
fn excerpts_are_true() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    let model: Vec<String> = shop::files()
        .into_iter()
        .map(|file| String::from_utf8(file.bytes).unwrap())
        .collect();
    let generated = shop::generated(shop::files(), Layout::SingleFile);
    let code: Vec<&String> = generated.values().collect();
    let written = blocks(&readme, "coact");
    let becomes = blocks(&readme, "rust");
    assert!(
        written.len() >= 3 && !becomes.is_empty(),
        "the README shows a model and its Rust"
    );
    for excerpt in written {
        assert!(
            model.iter().any(|file| missing(excerpt, file).is_none()),
            "no file of the model has this excerpt:\n{excerpt}"
        );
    }
    for excerpt in becomes {
        for part in excerpt.split("\n\n") {
            assert_eq!(
                code.iter().filter_map(|file| missing(part, file)).next(),
                None,
                "in:\n{part}"
            );
        }
    }
}
