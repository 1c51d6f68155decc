//! What the book says that `coact spec` prints is what it prints. `COACT_BLESS=1` writes it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use book::{blocks, chapter, folder};
use coact_engine::spec::{render, run};
use coact_model::{Sources, check};

const FENCE: &str = "text,spec";

fn printed(text: &str) -> String {
    let sources = Sources::single("shop.coact", text);
    let model = check(&sources).model;
    let reports = run(&model, None);
    let mut text = String::new();
    for report in &reports {
        text.push_str(&render::line(report));
        text.push_str(&render::told(&model, &sources, report, 100, false));
    }
    text.push_str(&render::summary(&model, &reports));
    text
}

#[test]
fn verdicts_are_what_is_printed() {
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let mut model = String::new();
    let mut told = 0;
    for block in blocks() {
        if block.info == "coact" {
            model = block.text;
        } else if block.info == FENCE {
            told += 1;
            let printed = printed(&model);
            if bless && printed != block.text {
                let (file, _) = block.place.split_once(':').unwrap();
                let before = format!("```{FENCE}\n{}```", block.text);
                let after = format!("```{FENCE}\n{printed}```");
                let text = chapter(file).replacen(&before, &after, 1);
                std::fs::write(folder().join(file), text).unwrap();
            } else {
                assert_eq!(printed, block.text, "{}", block.place);
            }
        }
    }
    assert_eq!(told, 1, "the book shows specs that pass and that fail");
}
