//! Every rule's page shows a model that has its finding and nothing else, and one that has none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::rules::ALL;
use coact_model::{SourceFile, Sources, check};

/// The listings of a section, each a file of one project.
fn listings(page: &str, heading: &str) -> Vec<SourceFile> {
    let section = page
        .split(&format!("\n## {heading}\n"))
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .unwrap_or_else(|| panic!("no section {heading}"));
    section
        .split("```coact\n")
        .skip(1)
        .enumerate()
        .map(|(index, listing)| SourceFile {
            name: format!("{index}.coact"),
            bytes: listing.split("```").next().unwrap().as_bytes().to_vec(),
        })
        .collect()
}

fn codes(files: Vec<SourceFile>) -> Vec<String> {
    let mut codes: Vec<String> = check(&Sources::new(files))
        .diagnostics
        .into_iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect();
    codes.dedup();
    codes
}

#[test]
fn the_bad_example_has_the_finding_and_the_good_one_none() {
    let mut wrong = Vec::new();
    for rule in ALL.iter() {
        assert!(
            rule.page.starts_with(&format!("# {}: ", rule.code)),
            "{}",
            rule.code
        );
        let (bad, good) = (listings(rule.page, "Bad"), listings(rule.page, "Good"));
        // Limits and faults of bytes cannot be shown on a page; they have tests of their own.
        if !bad.is_empty() {
            let found = codes(bad);
            let prefix = format!("{}: ", rule.code);
            if found.is_empty() || !found.iter().all(|code| code.starts_with(&prefix)) {
                wrong.push(format!("{} bad: {found:?}", rule.code));
            }
        }
        if !good.is_empty() {
            let found = codes(good);
            if !found.is_empty() {
                wrong.push(format!("{} good: {found:?}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = ALL.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted());
    assert!(codes.windows(2).all(|pair| pair.first() != pair.last()));
}
