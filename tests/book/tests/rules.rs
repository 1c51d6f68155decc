//! The appendix of all rules is what `coact rules --output-format markdown` prints. `COACT_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use coact_model::rules::{Entry, catalogue, markdown};

fn entries() -> Vec<Entry> {
    let mut entries = catalogue();
    entries.extend(coact_rust::RULES.into_iter().map(Entry::of));
    entries.extend(coact_engine::RULES.into_iter().map(Entry::of));
    entries
}

#[test]
fn the_appendix_is_the_catalogue() {
    let path = book::folder().join("all-rules.md");
    let wanted = markdown(&entries());
    if std::env::var_os("COACT_BLESS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(
        found == wanted,
        "set COACT_BLESS=1 to write {} anew",
        path.display()
    );
}

/// No rule is without a family, and every link leads to a page of this repository.
#[test]
fn every_rule_stands_in_it_once_with_its_page() {
    let text = markdown(&entries());
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for rule in entries() {
        let link = format!("| [{}](", rule.code);
        let rows: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(&link))
            .collect();
        assert_eq!(rows.len(), 1, "{}", rule.code);
        let address = rows[0][link.len()..].split(')').next().unwrap();
        let (_, path) = address.split_once("/blob/main/").unwrap();
        assert!(top.join(path).is_file(), "{path}");
    }
}
