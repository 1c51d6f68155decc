//! What the book says that `coact trace` and `coact tables` print is what it prints. `COACT_BLESS=1` writes it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use book::{blocks, chapter, folder};
use coact_model::trace::{Graph, fields, trace};
use coact_model::{Sources, check, render};

/// What a fence says before the name that is traced.
const FENCE: &str = "text,trace ";

fn printed(model: &str, name: &str) -> String {
    let sources = Sources::single("shop.coact", model);
    let model = check(&sources).model;
    let graph = Graph::of(&model);
    let fields = fields(&model, name).unwrap_or_else(|| panic!("there is no `{name}`"));
    let traces = fields.into_iter().map(|field| trace(&model, &graph, field));
    render::traces(&[(&sources, traces.collect())], 100)
}

fn tables(model: &str) -> String {
    let model = check(&Sources::single("shop.coact", model)).model;
    let tables = coact_model::tables::tables(&model);
    let texts: Vec<String> = tables.iter().map(|table| table.markdown()).collect();
    texts.join("\n")
}

#[test]
fn traces_are_what_is_printed() {
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let mut model = String::new();
    let mut told = 0;
    for block in blocks() {
        if block.info == "coact" {
            model = block.text;
        } else if block.info.starts_with(FENCE) || block.info == "text,tables" {
            told += 1;
            let printed = match block.info.strip_prefix(FENCE) {
                Some(name) => printed(&model, name),
                None => tables(&model),
            };
            if bless && printed != block.text {
                let (file, _) = block.place.split_once(':').unwrap();
                let before = format!("```{}\n{}```", block.info, block.text);
                let after = format!("```{}\n{printed}```", block.info);
                let text = chapter(file).replace(&before, &after);
                std::fs::write(folder().join(file), text).unwrap();
            } else {
                assert_eq!(printed, block.text, "{}", block.place);
            }
        }
    }
    assert!(told > 1, "the book shows a trace and the tables");
}
