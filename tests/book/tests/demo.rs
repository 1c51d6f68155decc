//! The page that says what DEMO demands names rules that there are.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use coact_model::rules::catalogue;

/// The rows of all tables, each with its number and what holds it.
fn rows(text: &str) -> Vec<(usize, &str)> {
    let cells = text.lines().map(|line| {
        let cells = line.trim_matches(['|', ' ']).split(" | ");
        cells.collect::<Vec<_>>()
    });
    cells
        .filter_map(|cells| Some((cells.first()?.parse().ok()?, *cells.last()?)))
        .collect()
}

#[test]
fn every_demand_is_held_by_something() {
    let text = fs::read_to_string(book::folder().join("demo.md")).unwrap();
    let rows = rows(&text);
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=63).collect::<Vec<_>>());
    let known: Vec<&str> = catalogue().iter().map(|rule| rule.code).collect();
    let mut wrong = Vec::new();
    for (number, held) in rows {
        assert!(!held.is_empty(), "{number}");
        for code in held.split('`').skip(1).step_by(2) {
            let is_code = code.ends_with(|c: char| c.is_ascii_digit())
                && code.starts_with(|c: char| c.is_ascii_uppercase());
            if is_code && !known.contains(&code) {
                wrong.push(format!("{number}: {code}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
