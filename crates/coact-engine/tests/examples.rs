//! What holds of the examples.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test reads the examples and fails by panicking"
)]

use std::path::Path;

use coact_engine::net::Bounds;
use coact_engine::verify::{Limits, Property, Report, verify};
use coact_model::{SourceFile, Sources, check};

fn reports(example: &str) -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let folder = folder.join(example).join("model");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "coact"))
        .collect();
    paths.sort();
    let files = paths.iter().map(|path| SourceFile {
        name: path.display().to_string(),
        bytes: std::fs::read(path).unwrap(),
    });
    let checked = check(&Sources::new(files.collect()));
    let (model, _) = checked.into_valid().unwrap();
    verify(&model, Bounds::default(), Limits { states: 20_000 })
}

/// Per case its findings, and how many properties are found to hold; that something is not known is a finding.
#[test]
fn cases() {
    let wanted = [
        ("orders", "Order", vec![], 10),
        ("glolog", "Sale", vec![], 10),
        // Cases of their own are not explored.
        ("glolog", "PurchaseDay", vec!["VER001"], 0),
        // The fee is declined: the promise is taken back, if that is allowed.
        ("volley", "Membership", vec!["VER011"], 9),
        ("library", "Membership", vec!["VER011"], 9),
        // Larger than the limit here: proved part by part.
        ("webshop", "Order", vec![], 10),
        ("pizzeria", "Sale", vec!["VER009", "VER001"], 8),
        ("library", "Loan", vec!["VER009", "VER001"], 7),
        ("rent-a-car", "Rental", vec!["VER001"], 9),
    ];
    for (example, case, codes, holds) in wanted {
        let all = reports(example);
        let report = all.iter().find(|report| report.case == case).unwrap();
        let found: Vec<&str> = report
            .findings
            .iter()
            .map(|it| it.diagnostic.code)
            .collect();
        assert_eq!(found, codes, "{example} {case}");
        let broken = |property: &Property| {
            let mut findings = report.findings.iter();
            findings.any(|finding| finding.property == Some(*property))
        };
        let held = Property::ALL.iter().filter(|property| {
            let seen = report.seen.as_ref();
            !broken(property) && seen.is_some_and(|seen| seen.holds(**property))
        });
        assert_eq!(held.count(), holds, "{example} {case}");
    }
}
