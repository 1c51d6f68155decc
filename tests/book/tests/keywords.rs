//! The appendix of the words is the table of the words. `COACT_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use coact_syntax::keywords::{KEYWORDS, Place};

/// What the readers of the book call a place.
fn place(place: Place) -> &'static str {
    match place {
        Place::Item => "starts an item",
        Place::Header => "in the header of an item",
        Place::Bound => "after a type",
        Place::Field => "beside a field",
        Place::Entity => "in an entity",
        Place::Transaction => "in a transaction",
        Place::Act => "an act",
        Place::Fact => "a fact",
        Place::Process => "in a process",
        Place::Rule => "in a rule",
        Place::View => "in a view",
        Place::Query => "in a query",
        Place::Screen => "in a screen",
        Place::Story => "in a story or slice",
        Place::Aggregate => "in an aggregate or command",
        Place::Spec => "in a spec",
        Place::Expression => "in expressions",
    }
}

fn appendix() -> String {
    let mut text = String::from(INTRODUCTION);
    for keyword in KEYWORDS {
        let places: Vec<&str> = keyword.places.iter().map(|at| place(*at)).collect();
        writeln!(text, "| {} | {} |", keyword.shown, places.join(", ")).unwrap();
    }
    text
}

const INTRODUCTION: &str = "\
# Appendix: the words of the language

A word is special only where the table says so; elsewhere it is a name like any other. Between backticks every
word is a name. A word followed by `:` is always a field.

| Word | Where it is special |
|---|---|
";

#[test]
fn the_appendix_is_the_table() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/book/src/keywords.md"
    );
    let wanted = appendix();
    if std::env::var_os("COACT_BLESS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "set COACT_BLESS=1 to write {path} anew");
}
