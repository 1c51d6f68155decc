//! Random and mutated texts: no panic, the same answer twice, spans inside the text, no fault without words.

#[path = "support/faults.rs"]
mod faults;

use coact_syntax::{Parser, SyntaxErrorKind, parse};
use proptest::prelude::*;

const WEBSHOP: &str = include_str!("fixtures/valid/webshop.coact");
const EVERYTHING: &str = include_str!("fixtures/valid/everything.coact");

fn holds(text: &[u8]) -> Result<(), TestCaseError> {
    let parsed = parse(text);
    prop_assert_eq!(&parsed, &parse(text));
    let readable = std::str::from_utf8(text).unwrap_or_default();
    for error in faults::all(&parsed) {
        if error.kind != SyntaxErrorKind::NotUtf8 {
            let (start, end) = (error.span.start as usize, error.span.end as usize);
            prop_assert!(
                readable.get(start..end).is_some(),
                "{:?} outside the text",
                error
            );
        }
        if let SyntaxErrorKind::Expected {
            expected, found, ..
        } = &error.kind
        {
            prop_assert!(!expected.is_empty() && !found.is_empty(), "{:?}", error);
        }
        prop_assert!(error.kind != SyntaxErrorKind::TooComplex, "{:?}", error);
    }
    let mut end = 0;
    for item in &parsed.items {
        prop_assert!(item.base >= end);
        let span = item.item.span.shift(item.base);
        prop_assert!(
            readable
                .get(span.start as usize..span.end as usize)
                .is_some()
        );
        end = item.base;
    }
    Ok(())
}

/// Pieces of the language, put together without sense.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(coact_syntax::keywords::KEYWORDS)
            .prop_map(|keyword| keyword.word.to_owned()),
        prop::sample::select(
            &[
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "=",
                "=>",
                "->",
                "~>",
                "..",
                ".",
                "?",
                "??",
                "*",
                "+",
                "-",
                "<",
                "\n",
                "\n",
                "\"",
                "\"a\"",
                "`",
                "`if`",
                "///",
                "//",
                "//!",
                "\\",
                "x",
                "Order",
                "5",
                "5 EUR",
                "1..2",
                "2026-05-01",
                "_",
                "\r\n",
                "é",
                "\u{202E}",
                "\0",
                "3 days",
                "OrderPaying accepted",
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.join(" "))
}

/// A correct text with a stretch replaced by something else.
fn mutated() -> impl Strategy<Value = String> {
    let text = prop_oneof![Just(WEBSHOP), Just(EVERYTHING)];
    (text, any::<prop::sample::Index>(), 0..40_usize, pieces()).prop_map(
        |(text, at, length, put)| {
            let characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len());
            let end = (start + length).min(characters.len());
            let put = put.chars().take(20);
            characters[..start]
                .iter()
                .copied()
                .chain(put)
                .chain(characters[end..].iter().copied())
                .collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        holds(text.as_bytes())?;
    }

    #[test]
    fn any_pieces(text in pieces()) {
        holds(text.as_bytes())?;
    }

    #[test]
    fn any_mutation(text in mutated()) {
        holds(text.as_bytes())?;
    }

    /// A parser that has read other texts before answers like a new one.
    #[test]
    fn a_memory_changes_nothing(first in mutated(), second in mutated()) {
        let mut parser = Parser::new();
        parser.parse(first.as_bytes());
        prop_assert_eq!(parser.parse(second.as_bytes()), parse(second.as_bytes()));
        prop_assert_eq!(parser.parse(first.as_bytes()), parse(first.as_bytes()));
    }
}

/// Every prefix of a correct text, which is what an editor sees while it is typed.
#[test]
fn every_prefix() {
    let boundaries = EVERYTHING.char_indices().map(|(at, _)| at).step_by(13);
    for at in boundaries {
        let text = &EVERYTHING[..at];
        let result = holds(text.as_bytes());
        assert!(result.is_ok(), "{at}: {result:?}");
    }
}

#[test]
fn unchanged_items_are_shared() {
    let mut parser = Parser::new();
    let before = parser.parse(WEBSHOP.as_bytes());
    let after = parser.parse(
        WEBSHOP
            .replacen("Kerkstraat 1", "Kerkstraat 22", 1)
            .as_bytes(),
    );
    let shared = before
        .items
        .iter()
        .zip(&after.items)
        .filter(|(before, after)| std::sync::Arc::ptr_eq(&before.item, &after.item))
        .count();
    assert_eq!(shared, before.items.len() - 1);
}

#[test]
fn broken_items_are_remembered_too() {
    let mut parser = Parser::new();
    let text = b"entity { x: Int }";
    let (before, after) = (parser.parse(text), parser.parse(text));
    assert!(std::sync::Arc::ptr_eq(
        &before.items[0].errors,
        &after.items[0].errors
    ));
    assert!(!before.items[0].errors.is_empty());
}
