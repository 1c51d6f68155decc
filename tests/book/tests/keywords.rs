//! The appendix of the words and the words that the book colours are the table of the words. `COACT_BLESS=1`
//! writes them anew.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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
    holds("src/keywords.md", |_| appendix());
}

/// The line of the highlighter with the words.
#[test]
fn the_highlighter_knows_the_table() {
    holds("coact.js", |found| {
        let words: Vec<&str> = KEYWORDS.iter().map(|keyword| keyword.word).collect();
        let line = |line: &str| match line.strip_suffix("';").map(|it| it.split_once(" = '")) {
            Some(Some((start, _))) if start.ends_with("const words") => {
                format!("{start} = '{}';\n", words.join(" "))
            }
            _ => format!("{line}\n"),
        };
        let text: String = found.lines().map(line).collect();
        assert!(text.contains("const words = 'absolute "));
        text
    });
}

/// A file of the book is what is made of it.
fn holds(name: &str, made: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/book")
        .join(name);
    let found = fs::read_to_string(&path).unwrap_or_default();
    let wanted = made(&found);
    if std::env::var_os("COACT_BLESS").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(
        found == wanted,
        "set COACT_BLESS=1 to write {} anew",
        path.display()
    );
}
