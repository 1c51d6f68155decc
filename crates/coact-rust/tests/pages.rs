//! The page of each rule of the generator shows a model that has its finding, and one of which Rust is made.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::{Sources, check};
use coact_rust::{Options, RULES, generate};

/// The codes of what is refused in the example of a section.
fn refused(page: &str, heading: &str) -> Vec<&'static str> {
    let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let listing = section.split("```coact\n").nth(1).unwrap();
    let text = listing.split("```").next().unwrap();
    let sources = Sources::single("shop.coact", text);
    let (model, _) = check(&sources)
        .into_valid()
        .unwrap_or_else(|found| panic!("{heading}: {found:#?}"));
    let found = generate(&model, &sources, &Options::default()).err();
    found.into_iter().flatten().map(|it| it.code).collect()
}

#[test]
fn the_bad_example_is_refused_and_the_good_one_generated() {
    for rule in RULES {
        assert_eq!(refused(rule.page, "Bad"), [rule.code], "{}", rule.code);
        assert_eq!(refused(rule.page, "Good"), [""; 0], "{}", rule.code);
    }
}
