//! Text stays text: whatever stands in a place for text, the generated code has the same tokens.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::str::FromStr;

use coact_model::{SourceFile, Sources};
use coact_rust::{Layout, Options};
use models::compile::{Bench, EDITIONS};
use models::{COMMENTS, HOSTILE};
use proc_macro2::{TokenStream, TokenTree};

/// A model with every place for text: `@1` to `@20` stand between quotes, `#1` to `#7` in comments.
const MODEL: &str = include_str!("injection.coact.tmpl");
const QUOTED: usize = 20;
const COMMENTED: usize = 7;

/// The model with a text in the place of one mark, and a plain one in all others.
fn filled(hostile: Option<(&str, &str)>) -> String {
    let mut text = MODEL.to_owned();
    let quoted = (1..=QUOTED).rev().map(|at| format!("@{at}"));
    let commented = (1..=COMMENTED).rev().map(|at| format!("#{at}"));
    for mark in quoted.chain(commented) {
        let with = match hostile {
            Some((place, with))
                if place == mark || place == "everywhere" && mark.starts_with('@') =>
            {
                with
            }
            _ => "plain",
        };
        assert!(text.contains(&mark), "{mark}");
        text = text.replace(&mark, with);
    }
    text
}

/// What is generated of a text, in a file of this name.
fn generated(file: &str, text: &str) -> String {
    let sources = Sources::new(vec![SourceFile {
        name: file.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }]);
    let (model, _) = coact_model::check(&sources)
        .into_valid()
        .unwrap_or_else(|found| panic!("{found:?}\n{text}"));
    let options = Options {
        layout: Layout::SingleFile,
        ..Options::default()
    };
    let files = coact_rust::generate(&model, &sources, &options).unwrap();
    files.into_values().collect()
}

/// How many tokens the code has, and how many lines of docs. A doc has as many lines as its text.
fn counted(code: &str) -> (usize, usize) {
    fn count(tokens: TokenStream) -> usize {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        // The printer sets a comma behind the last of what it breaks into lines.
        let last = tokens.last();
        let comma =
            last.is_some_and(|last| matches!(last, TokenTree::Punct(it) if it.as_char() == ','));
        let inside = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group) => 1 + count(group.stream()),
            _ => 1,
        });
        inside.sum::<usize>() - usize::from(comma)
    }
    let tokens = TokenStream::from_str(code).unwrap_or_else(|error| panic!("{error}"));
    let docs = code
        .lines()
        .filter(|line| line.trim_start().starts_with("///") || line.contains("#[doc"))
        .count();
    (count(tokens), docs)
}

/// As long and in as many lines, and nothing else.
fn harmless(hostile: &str) -> String {
    let mut plain = String::new();
    let mut rest = hostile;
    while let Some(first) = rest.chars().next() {
        let taken = match rest.get(..2) {
            Some("\\n") => "\\n",
            Some("\\\\" | "\\\"") => "xx",
            _ => "x",
        };
        plain.push_str(taken);
        rest = &rest[if taken == "x" { first.len_utf8() } else { 2 }..];
    }
    plain
}

#[test]
fn no_text_between_quotes_becomes_code() {
    for at in 1..=QUOTED {
        let place = format!("@{at}");
        // All of them, one behind the other: each place costs two models.
        let hostile = HOSTILE.join(" ");
        let of = |text: &str| counted(&generated("m.coact", &filled(Some((&place, text)))));
        let (plain, (tokens, docs)) = (of(&harmless(&hostile)), of(&hostile));
        // A fence that stays open in a doc is closed there by a line of its own: `#[doc = "…"]`.
        let closing = docs - plain.1;
        assert!(closing <= 2, "{place}");
        assert_eq!(tokens - plain.0, 5 * closing, "{place}");
    }
}

#[test]
fn no_comment_becomes_code() {
    let plain = counted(&generated("m.coact", &filled(None)));
    for at in 1..=COMMENTED {
        let place = format!("#{at}");
        for hostile in COMMENTS {
            let code = generated("m.coact", &filled(Some((&place, hostile))));
            // An open fence is closed by a line of its own: `#[doc = "…"]`.
            let (tokens, docs) = counted(&code);
            let closing = docs - plain.1;
            assert_eq!(tokens - plain.0, 5 * closing, "{place}: {hostile}");
            let fences = hostile.trim_start().starts_with("```");
            assert_eq!(closing > 0, fences, "{place}: {hostile}");
        }
    }
}

#[test]
fn no_name_of_a_file_becomes_code() {
    let text = filled(None);
    let plain = counted(&generated("m.coact", &text));
    let long = format!("{}.coact", "long/".repeat(500));
    for file in [
        "../../etc/passwd",
        "a\"b*/ //#[x].coact",
        "a\nfn main() {}.coact",
        "C:\\con\\{}.coact",
        "\u{202e}\u{2028}\u{feff}.coact",
        "",
        &long,
    ] {
        let code = generated(file, &text);
        // A line of a doc is `#[doc = "…"]`.
        let (tokens, docs) = counted(&code);
        assert_eq!(tokens - plain.0, 5 * (docs - plain.1), "{file}");
        let runs = code
            .lines()
            .any(|line| line.trim_start().starts_with("fn main"));
        assert!(!runs, "{file}");
    }
}

#[test]
fn names_are_one_token_each() {
    let plain = counted(&generated("m.coact", &filled(None)));
    for name in [
        "`type`", "Self", "crate", "`match`", "u8", "ŉame", "名前", "r", "union", "Ok",
    ] {
        let text = filled(None).replace("Renamed", name);
        let (tokens, docs) = counted(&generated("m.coact", &text));
        assert_eq!(docs, plain.1, "{name}");
        // Its name in records is written where Rust spells it otherwise: `#[serde(rename = "…")]`.
        let renamed = tokens - plain.0;
        assert_eq!(renamed % 7, 0, "{name}: {renamed} more tokens");
    }
}

#[test]
fn hostile_texts_compile() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new(folder.path()).unwrap();
    let modules = HOSTILE.iter().enumerate().map(|(at, hostile)| {
        let long = hostile.repeat(if at == 0 { 500 } else { 1 });
        let text = filled(Some(("everywhere", &long)));
        let name = format!("injected{at}");
        (
            name.clone(),
            generated("m.coact", &text.replacen("injected", &name, 1)),
        )
    });
    let modules: Vec<(String, String)> = modules.collect();
    let [_, newer] = EDITIONS;
    if let Err(said) = bench.check(&modules, newer).unwrap() {
        panic!("{said}");
    }
}
