//! The page of each rule shows, where a model can have its finding, one that has it and one that has not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use coact_engine::net::Bounds;
use coact_engine::verify::{Limits, verify};
use coact_engine::{RULES, spec};
use coact_model::{Sources, check};

/// The codes of what is found in the example of a section; none where there is no such section.
fn found(page: &str, heading: &str) -> Option<BTreeSet<&'static str>> {
    let section = page.split(&format!("\n## {heading}\n")).nth(1)?;
    let listing = section.split("```coact\n").nth(1).unwrap();
    let text = listing.split("```").next().unwrap();
    let sources = Sources::single("shop.coact", text);
    let (model, _) = check(&sources)
        .into_valid()
        .unwrap_or_else(|found| panic!("{heading}: {found:#?}"));
    if page.starts_with("# SPC") {
        let ran = spec::run(&model, None).into_iter();
        let found = ran.filter_map(|report| spec::render::finding(&model, &report));
        return Some(found.map(|it| it.code).collect());
    }
    let reports = verify(&model, Bounds::default(), Limits::default());
    let findings = reports.into_iter().flat_map(|report| report.findings);
    Some(findings.map(|it| it.diagnostic.code).collect())
}

#[test]
fn the_bad_example_has_the_finding_and_the_good_one_has_not() {
    let mut shown = 0;
    for rule in RULES {
        assert!(rule.page.starts_with(&format!("# {}: ", rule.code)));
        for section in ["Why", "Source"] {
            assert!(
                rule.page.contains(&format!("\n## {section}\n")),
                "{}",
                rule.code
            );
        }
        let Some(bad) = found(rule.page, "Bad") else {
            continue;
        };
        assert!(bad.contains(rule.code), "{}: {bad:?}", rule.code);
        let good = found(rule.page, "Good").unwrap();
        assert!(!good.contains(rule.code), "{}: {good:?}", rule.code);
        shown += 1;
    }
    assert_eq!(shown, 8);
}

#[test]
fn codes_are_in_order() {
    for letters in ["VER", "SPC"] {
        let of_family = RULES.iter().filter(|rule| rule.code.starts_with(letters));
        for (number, rule) in (1..).zip(of_family) {
            assert_eq!(rule.code, format!("{letters}{number:03}"));
        }
    }
}
