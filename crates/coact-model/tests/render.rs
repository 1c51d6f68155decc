//! How findings look.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::{Diagnostic, Fix, Label, Severity};
use coact_model::render::{MOST_SHOWN, concise, human, json_lines, summary};
use coact_model::{FileId, Loc, SourceFile, Sources};
use coact_syntax::Span;

/// The place of the first occurrence of a word.
fn at(sources: &Sources, file: u32, word: &str) -> Loc {
    let bytes = &sources.get(FileId(file)).unwrap().bytes;
    let text = String::from_utf8_lossy(bytes);
    let start = text.find(word).expect(word);
    place(file, start, start + word.len())
}

fn place(file: u32, start: usize, end: usize) -> Loc {
    let narrow = |at| u32::try_from(at).unwrap();
    Loc {
        file: FileId(file),
        span: Span::new(narrow(start), narrow(end)),
    }
}

fn finding(loc: Loc, message: &str, label: &str) -> Diagnostic {
    Diagnostic {
        code: "N001",
        severity: Severity::Error,
        message: message.to_owned(),
        primary: Label {
            loc,
            text: label.to_owned(),
        },
        others: Vec::new(),
        hint: None,
        fix: None,
    }
}

fn two_files() -> (Sources, Diagnostic) {
    let file = |name: &str, text: &str| SourceFile {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let sources = Sources::new(vec![
        file("actors.coact", "model shop\nactor Seller\n"),
        file(
            "paying.coact",
            "model shop\n\ntransaction OrderPaying {\n    executor Seler\n}\n",
        ),
    ]);
    let mut found = finding(
        at(&sources, 1, "Seler"),
        "there is no actor called `Seler`",
        "not declared anywhere",
    );
    found.others.push(Label {
        loc: at(&sources, 0, "Seller"),
        text: "declared here".to_owned(),
    });
    found.hint = Some("did you mean `Seller`?".to_owned());
    found.fix = Some(Fix {
        title: "write `Seller`".to_owned(),
        edits: vec![(at(&sources, 1, "Seler"), "Seller".to_owned())],
    });
    (sources, found)
}

#[test]
fn places_in_two_files() {
    let (sources, found) = two_files();
    insta::assert_snapshot!(human(&sources, &[found], 80, false));
}

#[test]
fn colours_are_wanted_or_not() {
    let (sources, found) = two_files();
    let plain = human(&sources, std::slice::from_ref(&found), 80, false);
    let coloured = human(&sources, &[found], 80, true);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}["));
    let stripped: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.split_once('m').unwrap().1
            }
        })
        .collect();
    assert_eq!(stripped, plain);
}

/// Two places 120 lines apart are two excerpts; the lines between are not printed.
#[test]
fn places_far_apart() {
    let filler = "// a line\n".repeat(120);
    let text = format!("model shop\nactor Seller\n{filler}actor Seller\n");
    let sources = Sources::single("shop.coact", text.clone());
    let again = text.rfind("Seller").unwrap();
    let mut found = finding(
        place(0, again, again + 6),
        "there are two actors called `Seller`",
        "the second one",
    );
    found.others.push(Label {
        loc: at(&sources, 0, "Seller"),
        text: "the first one".to_owned(),
    });
    insta::assert_snapshot!(human(&sources, &[found], 80, false));
}

#[test]
fn other_line_ends_tabs_and_wide_characters() {
    let text = "model shop\r\n\tactor 出荷 // naïve\r\nactor Seler\r\n";
    let sources = Sources::single("shop.coact", text);
    let found = [
        finding(at(&sources, 0, "出荷"), "wide", "here"),
        finding(at(&sources, 0, "Seler"), "plain", "here"),
    ];
    let shown = human(&sources, &found, 80, false);
    assert!(!shown.contains('\r'));
    insta::assert_snapshot!(shown);
    assert_eq!(
        concise(&sources, &found),
        "shop.coact:2:8: N001 wide\nshop.coact:3:7: N001 plain\n"
    );
}

#[test]
fn the_end_of_the_text_and_an_empty_text() {
    let sources = Sources::single("shop.coact", "model shop\nactor");
    let found = [finding(
        place(0, 16, 16),
        "expected a name, found the end",
        "here",
    )];
    insta::assert_snapshot!(human(&sources, &found, 80, false));
    let sources = Sources::single("empty.coact", "");
    let found = [finding(place(0, 0, 0), "this file names no model", "")];
    insta::assert_snapshot!(human(&sources, &found, 80, false));
}

/// A place of many lines is marked on its first one.
#[test]
fn a_large_place() {
    let text = format!(
        "model shop\nentity Order {{\n{}}}\n",
        "    reference: Text\n".repeat(40)
    );
    let sources = Sources::single("shop.coact", text.clone());
    let found = [finding(
        place(0, 11, text.len() - 1),
        "this entity has no key",
        "no key",
    )];
    insta::assert_snapshot!(human(&sources, &found, 80, false));
}

/// Nothing in a text or a message reaches the terminal as a command, and no byte is lost on the way.
#[test]
fn hostile_texts() {
    let bytes = b"model shop\n\x1b[2J\xff\xfeactor \xe2\x80\xaeSeller \x07\n".to_vec();
    let sources = Sources::single("evil\u{1b}[31m.coact", bytes);
    let found = [finding(
        place(0, 15, 17),
        "no \u{1b}[0m\u{202E}text",
        "la\u{7}bel",
    )];
    for shown in [
        human(&sources, &found, 80, false),
        concise(&sources, &found),
    ] {
        assert!(
            !shown.contains(['\u{1b}', '\u{7}', '\u{202E}']),
            "{shown:?}"
        );
    }
    insta::assert_snapshot!(human(&sources, &found, 80, false));
}

/// Of a line without end only the surroundings are shown.
#[test]
fn a_long_line() {
    let text = format!(
        "model shop\nentity Order {{ {} }}\n",
        "reference: Text, ".repeat(100_000)
    );
    let sources = Sources::single("shop.coact", text);
    let mut found = finding(place(0, 1_000_000, 1_000_009), "found", "here");
    found.others.push(Label {
        loc: at(&sources, 0, "Order"),
        text: "declared here".to_owned(),
    });
    let shown = human(&sources, &[found], 80, false);
    assert!(shown.len() < 4_000, "{}", shown.len());
    assert!(shown.contains("here"));
}

/// A place that lies outside its text, or in no text at all, is said all the same.
#[test]
fn places_outside() {
    let sources = Sources::single("shop.coact", "model shop\n");
    for loc in [place(0, 5, 500), place(0, 500, 600), place(7, 1, 2)] {
        let shown = human(&sources, &[finding(loc, "found it", "here")], 80, false);
        assert!(
            shown.contains("N001") && shown.contains("found it"),
            "{shown}"
        );
    }
}

#[test]
fn the_gravest_take_precedence() {
    let sources = Sources::single("shop.coact", "model shop\n");
    let mut found = vec![finding(place(0, 0, 5), "advice", "here"); MOST_SHOWN + 3];
    for advice in &mut found {
        advice.severity = Severity::Advice;
    }
    found.push(finding(place(0, 6, 10), "the one error", "here"));
    let shown = human(&sources, &found, 80, false);
    assert!(shown.contains("the one error"));
    assert_eq!(shown.matches("N001").count(), MOST_SHOWN);
    assert!(
        shown.ends_with("4 more: 1 error, 203 pieces of advice in all\n"),
        "{shown}"
    );
}

#[test]
fn as_json_lines() {
    let (sources, found) = two_files();
    let lines = json_lines(&sources, &[found.clone(), finding(place(0, 0, 5), "b", "")]);
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    insta::assert_json_snapshot!(lines);
    assert_eq!(
        concise(&sources, &[found]),
        "paying.coact:4:14: N001 there is no actor called `Seler`\n"
    );
}

#[test]
fn how_many() {
    let one = finding(place(0, 0, 0), "", "");
    let warning = Diagnostic {
        severity: Severity::Warning,
        ..one.clone()
    };
    let advice = Diagnostic {
        severity: Severity::Advice,
        ..one.clone()
    };
    assert_eq!(summary(&[]), "");
    assert_eq!(summary(std::slice::from_ref(&one)), "1 error");
    assert_eq!(
        summary(&[warning, one.clone(), advice, one]),
        "2 errors, 1 warning, 1 piece of advice"
    );
}
