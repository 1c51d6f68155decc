//! The formatter: what it makes of texts, that it keeps what it is given, and that it comes to rest.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the examples are read where they are"
)]

#[path = "support/faults.rs"]
mod faults;
#[path = "support/shaken.rs"]
mod shaken;

use coact_syntax::format::{WIDTH, format};
use coact_syntax::keywords::KEYWORDS;
use proptest::prelude::*;

const WEBSHOP: &str = include_str!("fixtures/valid/webshop.coact");
const EVERYTHING: &str = include_str!("fixtures/valid/everything.coact");

macro_rules! fixtures {
    ($($name:ident)*) => {
        /// Texts before and after, and texts that stay as they are.
        const FIXTURES: &[(&str, &str)] = &[$((
            include_str!(concat!("fixtures/format/", stringify!($name), ".before.coact")),
            include_str!(concat!("fixtures/format/", stringify!($name), ".after.coact")),
        )),*];
        $(
            #[test]
            fn $name() {
                let (before, after) = (
                    include_str!(concat!("fixtures/format/", stringify!($name), ".before.coact")),
                    include_str!(concat!("fixtures/format/", stringify!($name), ".after.coact")),
                );
                assert_eq!(faults::listed(before), "");
                assert_eq!(format(before.as_bytes()).as_deref(), Ok(after));
                holds(before).unwrap();
            }
        )*
    };
}

fixtures! { blocks columns commas comments marks members }

/// A text that is read without faults keeps its tokens and its meaning, and its form is final. Says whether
/// the text was one.
fn holds(text: &str) -> Result<bool, TestCaseError> {
    let Ok(formatted) = format(text.as_bytes()) else {
        return Ok(false);
    };
    prop_assert_eq!(
        shaken::tokens(&formatted),
        shaken::tokens(text),
        "{}",
        formatted
    );
    prop_assert_eq!(
        faults::tree(&formatted),
        faults::tree(text),
        "{}",
        formatted
    );
    prop_assert_eq!(format(formatted.as_bytes()), Ok(formatted.clone()));
    for line in formatted.lines() {
        prop_assert_eq!(line, line.trim_end());
        prop_assert!(
            !line.contains('\t') || line.contains(['"', '/']),
            "{}",
            line
        );
    }
    prop_assert!(!formatted.contains("\n\n\n") && !formatted.starts_with('\n'));
    prop_assert!(formatted.is_empty() || formatted.ends_with('\n') && !formatted.ends_with("\n\n"));
    Ok(true)
}

/// The models of the examples are written as they would be formatted.
#[test]
fn the_examples_are_formatted() {
    let mut count = 0;
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    for example in std::fs::read_dir(examples).unwrap() {
        let Ok(model) = std::fs::read_dir(example.unwrap().path().join("model")) else {
            continue;
        };
        for file in model {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(format(text.as_bytes()), Ok(text), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 6, "{count} files");
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let text = "\u{FEFF}model shop // a\r\n\r\n\r\nenum A {\r\n\tB, C }";
    let after = "\u{FEFF}model shop  // a\r\n\r\nenum A {\r\n    B, C\r\n}\r\n";
    assert_eq!(format(text.as_bytes()).as_deref(), Ok(after));
    assert_eq!(format(after.as_bytes()).as_deref(), Ok(after));
    assert_eq!(format(b"").as_deref(), Ok(""));
    assert_eq!(format(b"\n \n").as_deref(), Ok(""));
}

/// Nothing is made of half a text.
#[test]
fn faults_are_given_back() {
    for text in [
        "entity E {",
        "enum A { B C }",
        "model  a\nfoo",
        "/// lost",
        "let a = \"x",
    ] {
        let parsed = format(text.as_bytes()).unwrap_err();
        assert_eq!(parsed, coact_syntax::parse(text.as_bytes()), "{text}");
        assert!(!faults::all(&parsed).is_empty(), "{text}");
    }
    assert!(format(b"let a = \"\xff\"").is_err());
}

/// Other long lines are the author's to part.
#[test]
fn a_long_line_keeps_what_is_not_its_only_block_or_holds_one_member() {
    let long = format!("\"{}\"", "a".repeat(WIDTH));
    for line in [
        format!("let a = {long} == B {{ b: c, d: e }}.f"),
        format!("let a = {long} == B {{ b: c }}"),
        format!("let a = f({long}, D {{ e, f }})"),
        format!("let a = {long} == B {{ b: c, d: e }} or F {{ g: h, i: j }}"),
        format!("scalar A = [Text matching {long}]"),
        format!("value A {{ a: Text matching {long} }}"),
    ] {
        let text = format!("{line}\n");
        assert_eq!(format(text.as_bytes()), Ok(text));
    }
    let nested = format!("story \"s\" {{ slice {long} {{ screen A, screen B }} }}\n");
    let broken = format(nested.as_bytes()).unwrap();
    assert_eq!(broken.lines().count(), 6, "{broken}");
}

/// Only the block at the end of a line makes it shorter.
#[test]
fn a_block_is_broken_where_its_line_is_longer_than_the_width() {
    let text = |fill: usize| format!("screen S {{ form {}, form B }}\n", "a".repeat(fill));
    let longest = WIDTH - text(0).len() + 1;
    assert_eq!(format(text(longest).as_bytes()), Ok(text(longest)));
    let broken = format(text(longest + 1).as_bytes()).unwrap();
    assert_eq!(broken.lines().count(), 4, "{broken}");
    let comment = text(longest).replace('\n', "  // behind it\n");
    assert_eq!(format(comment.as_bytes()), Ok(comment.clone()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Models with other white space and more comments are the same models.
    #[test]
    fn shaken_models(text in model(), seed in any::<u64>()) {
        let shaken = shaken::shake(text, seed);
        prop_assert_eq!(faults::listed(&shaken), "", "{}", shaken);
        prop_assert!(holds(&shaken)?);
    }

    /// Stretches of models, as lines and without a sense of items.
    #[test]
    fn pieces_of_models(text in model(), seed in any::<u64>(), from in any::<prop::sample::Index>(), count in 1..12_usize) {
        let lines: Vec<&str> = text.lines().collect();
        let from = from.index(lines.len());
        let part = lines[from..(from + count).min(lines.len())].join("\n");
        holds(&part)?;
        holds(&shaken::shake(&part, seed))?;
    }

    /// Lines of few words with many spaces, so that columns form, cross and are skipped.
    #[test]
    fn columns_come_to_rest(
        rows in prop::collection::vec((prop::collection::vec((1..4_usize, 1..6_usize), 1..5), 0..9_usize), 1..12),
    ) {
        let mut text = "view V {\n".to_owned();
        for (words, comment) in rows {
            text += "    on";
            for (at, (length, space)) in words.iter().enumerate() {
                let joint = if at > 0 { " or" } else { "" };
                text += &format!("{joint}{}{}", " ".repeat(*space), "A".repeat(*length));
            }
            text += " remove";
            if comment > 4 {
                text += &format!("{}// it", " ".repeat(comment - 4));
            }
            text += "\n";
        }
        text += "}\n";
        prop_assert!(holds(&text)?);
    }

    /// Words that go on with what is before them, where members are only names.
    #[test]
    fn names_that_are_keywords(
        words in prop::collection::vec(prop::sample::select(KEYWORDS), 1..6),
        ends in prop::collection::vec(prop::sample::select(&[",", ",\n", ": x,\n", "\n"][..]), 6),
        block in prop::sample::select(&["let a = R { b: c,\n", "transaction T {\nrequest { b: Int,\n", "screen S {\nform F { b,\n"][..]),
    ) {
        let names: String = words.iter().zip(&ends).map(|(word, end)| format!("{}{end}", word.word)).collect();
        let close = if block.starts_with("let") { "}" } else { "}}" };
        holds(&format!("{block}{names}{close}"))?;
    }
}

fn model() -> impl Strategy<Value = &'static str> {
    let fixtures = FIXTURES.iter().map(|(before, _)| *before);
    let all: Vec<_> = [WEBSHOP, EVERYTHING].into_iter().chain(fixtures).collect();
    prop::sample::select(all)
}
