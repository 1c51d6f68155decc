//! Characters and encodings: each fault once, at its place, and the rest of the file still read.

#[path = "support/faults.rs"]
mod faults;

use coact_syntax::ast::ItemKind;
use coact_syntax::{Span, SyntaxErrorKind, parse};

fn only(text: &[u8]) -> (SyntaxErrorKind, Span) {
    let mut errors = faults::all(&parse(text)).into_iter();
    let first = errors.next().map(|error| (error.kind, error.span));
    assert_eq!(errors.next(), None, "one cause, one message");
    first.unwrap_or((SyntaxErrorKind::TooComplex, Span::default()))
}

#[test]
fn an_empty_file_has_no_items_and_no_faults() {
    for text in ["", "\n\n", "// nothing\n", "\u{FEFF}", "\r\n"] {
        let parsed = parse(text.as_bytes());
        assert!(
            parsed.items.is_empty() && parsed.errors.is_empty(),
            "{text:?}"
        );
    }
}

#[test]
fn a_byte_order_mark_shifts_nothing() {
    let text = "\u{FEFF}import billing";
    let parsed = parse(text.as_bytes());
    assert!(faults::all(&parsed).is_empty());
    let found: Vec<_> = parsed
        .items
        .iter()
        .filter_map(|item| match &item.item.kind {
            ItemKind::Import(name) => Some(faults::slice(text, name.span.shift(item.base))),
            _ => None,
        })
        .collect();
    assert_eq!(found, ["billing"]);
}

#[test]
fn bytes_that_are_no_text() {
    let (kind, span) = only(b"import a\nimport \xFF\xFE");
    assert_eq!((kind, span), (SyntaxErrorKind::NotUtf8, Span::new(16, 17)));
    let (kind, span) = only(b"import \xE2\x82");
    assert_eq!((kind, span), (SyntaxErrorKind::NotUtf8, Span::new(7, 9)));
}

#[test]
fn a_binary_file_is_not_a_flood() {
    let bytes: Vec<u8> = (0..2_000_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 & 0x7F)
        .collect();
    let errors = faults::all(&parse(&bytes));
    assert!(!errors.is_empty());
    assert!(
        errors
            .iter()
            .filter(|e| matches!(e.kind, SyntaxErrorKind::ControlCharacter { .. }))
            .count()
            <= 32
    );
}

#[test]
fn control_characters() {
    for (text, character, at) in [
        ("import a\0", '\0', 8),
        ("// a \u{7} bell\nimport a", '\u{7}', 5),
        ("let a = \"b\u{1B}[1m\"", '\u{1B}', 10),
    ] {
        let (kind, span) = only(text.as_bytes());
        assert_eq!(kind, SyntaxErrorKind::ControlCharacter { character });
        assert_eq!(span.start, at);
    }
}

#[test]
fn bidirectional_controls_also_in_comments_and_strings() {
    for character in [
        '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}',
        '\u{2068}', '\u{2069}', '\u{200E}', '\u{200F}', '\u{061C}',
    ] {
        for text in [
            format!("// {character}\nimport a"),
            format!("let a = \"{character}\""),
            format!("import {character}a"),
            format!("import a{character}b"),
            format!("/// {character}\nimport a"),
        ] {
            assert_eq!(
                only(text.as_bytes()).0,
                SyntaxErrorKind::BidiControl { character },
                "{text:?}"
            );
        }
    }
}

#[test]
fn carriage_returns() {
    assert!(faults::all(&parse(b"import a\r\nimport b\r\n")).is_empty());
    let (kind, span) = only(b"import a\rimport b");
    assert_eq!(kind, SyntaxErrorKind::LoneCarriageReturn);
    assert_eq!(span, Span::new(8, 9));
}

#[test]
fn windows_and_unix_lines_give_one_tree() {
    let unix = include_str!("fixtures/valid/webshop.coact");
    let windows = unix.replace('\n', "\r\n");
    assert!(faults::all(&parse(windows.as_bytes())).is_empty());
    assert_eq!(faults::tree(unix), faults::tree(&windows));
}

#[test]
fn identifiers_of_all_scripts_but_not_mixed() {
    for fine in [
        "Größe",
        "Kunde",
        "Ὀδυσσεύς",
        "Заказ",
        "注文",
        "注文Order",
        "order_заказ2",
    ] {
        let errors = faults::all(&parse(format!("import {fine}").as_bytes()));
        let mixed = fine == "order_заказ2";
        assert_eq!(errors.is_empty(), !mixed, "{fine}: {errors:?}");
    }
    // A Cyrillic а among Latin letters; a decomposed ö.
    for confusable in ["P\u{430}yment", "Gro\u{308}sse", "Αlpha"] {
        let (kind, _) = only(format!("import {confusable}").as_bytes());
        assert_eq!(kind, SyntaxErrorKind::ConfusableIdentifier, "{confusable}");
    }
}

/// A text that is wrong everywhere is told so often enough.
#[test]
fn a_flood_of_faults_is_cut() {
    for piece in ["x Int\n", ",", "\"open\n", "x: Int y: Int ", "] "] {
        let text = format!("entity E {{ {}}}", piece.repeat(5_000));
        let count = faults::all(&parse(text.as_bytes())).len();
        assert!((1..=2_000).contains(&count), "{piece:?}: {count}");
    }
}
