//! Texts that are right: no fault, and every span lies where it says.

#[path = "support/faults.rs"]
mod faults;

use coact_syntax::ast::ItemKind;
use coact_syntax::parse;

const WEBSHOP: &str = include_str!("fixtures/valid/webshop.coact");
const EVERYTHING: &str = include_str!("fixtures/valid/everything.coact");

#[test]
fn the_web_shop() {
    assert_eq!(faults::listed(WEBSHOP), "");
    let parsed = parse(WEBSHOP.as_bytes());
    let count = |test: fn(&ItemKind) -> bool| {
        parsed
            .items
            .iter()
            .filter(|item| test(&item.item.kind))
            .count()
    };
    assert_eq!(count(|kind| matches!(kind, ItemKind::Transaction(_))), 3);
    assert_eq!(count(|kind| matches!(kind, ItemKind::Rule(_))), 4);
    assert_eq!(count(|kind| matches!(kind, ItemKind::View(_))), 3);
    assert_eq!(count(|kind| matches!(kind, ItemKind::Broken)), 0);
}

#[test]
fn every_construct() {
    assert_eq!(faults::listed(EVERYTHING), "");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("everything", faults::tree(EVERYTHING));
    });
}

/// One item of each kind is in the text above, so that a kind added later is not forgotten there.
#[test]
fn every_kind_of_item() {
    let parsed = parse(EVERYTHING.as_bytes());
    let mut kinds: Vec<_> = parsed
        .items
        .iter()
        .map(|item| std::mem::discriminant(&item.item.kind))
        .collect();
    kinds.sort_by_key(|kind| format!("{kind:?}"));
    kinds.dedup();
    assert_eq!(kinds.len(), 18);
}

/// Names stand where their spans say, also inside items that come late in the file.
#[test]
fn names_stand_where_they_say() {
    for text in [WEBSHOP, EVERYTHING] {
        for item in parse(text.as_bytes()).items {
            let name = match &item.item.kind {
                ItemKind::Model(it) => &it.name,
                ItemKind::Scalar(it) => &it.name,
                ItemKind::Enum(it) => &it.name,
                ItemKind::Value(it) => &it.name,
                ItemKind::Entity(it) => &it.name,
                ItemKind::Actor(it) => &it.name,
                ItemKind::Transaction(it) => &it.name,
                ItemKind::Rule(it) => &it.on.kind.name,
                ItemKind::Lookup(it) => &it.name,
                ItemKind::View(it) => &it.name,
                ItemKind::Query(it) => &it.name,
                ItemKind::Screen(it) => &it.name,
                ItemKind::Let(it) => &it.name,
                ItemKind::Example(it) => &it.name,
                _ => continue,
            };
            assert_eq!(faults::slice(text, name.span.shift(item.base)), name.text);
        }
    }
}

/// No span goes on into the blanks and comments after what it covers.
#[test]
fn items_end_with_their_last_token() {
    for text in [WEBSHOP, EVERYTHING] {
        for item in parse(text.as_bytes()).items {
            let written = faults::slice(text, item.item.span.shift(item.base));
            assert_eq!(written, written.trim());
            assert!(!written.starts_with('/'), "{written}");
        }
    }
}
