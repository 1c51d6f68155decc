//! What the book says that `coact verify` prints is what it prints. `COACT_BLESS=1` writes it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use book::{blocks, chapter, folder};
use coact_engine::net::Bounds;
use coact_engine::verify::{Limits, render, verify};
use coact_model::{Sources, check};

const FENCE: &str = "text,verify";

fn printed(model: &str) -> String {
    let sources = Sources::single("shop.coact", model);
    let model = check(&sources).model;
    let mut text = String::new();
    for report in verify(&model, Bounds::default(), Limits::default()) {
        for finding in &report.findings {
            text.push_str(&render::finding(&sources, finding, 100, false));
        }
        text.push_str(&render::summary(&report));
    }
    text
}

#[test]
fn verdicts_are_what_is_printed() {
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let mut model = String::new();
    let mut told = 0;
    let mut at = 0;
    for block in blocks() {
        if block.info == "coact" {
            model = block.text;
        } else if block.info == FENCE {
            told += 1;
            let printed = printed(&model);
            if bless && printed != block.text {
                let (file, _) = block.place.split_once(':').unwrap();
                let text = chapter(file);
                let before = format!("```{FENCE}\n{}```", block.text);
                let after = format!("```{FENCE}\n{printed}```");
                let found = at + text[at..].find(&before).unwrap();
                let text = format!("{}{after}{}", &text[..found], &text[found + before.len()..]);
                at = found + after.len();
                std::fs::write(folder().join(file), text).unwrap();
            } else {
                assert_eq!(printed, block.text, "{}", block.place);
            }
        }
    }
    assert_eq!(
        told, 2,
        "the book shows a violation and a model in which all holds"
    );
}
