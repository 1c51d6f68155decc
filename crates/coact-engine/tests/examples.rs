//! What holds of the examples, as far as their cases are small.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test reads the examples and fails by panicking"
)]

use std::path::Path;

use coact_engine::net::Bounds;
use coact_engine::verify::{Explored, Limits, Report, verify};
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

/// Per case its findings; that a case is not explored whole is one.
#[test]
fn small_cases() {
    let wanted = [
        ("orders", "Order", vec![]),
        ("glolog", "Sale", vec![]),
        // Cases of their own are not explored.
        ("glolog", "PurchaseDay", vec!["VER001"]),
        // The fee is declined: the promise is taken back, if that is allowed.
        ("volley", "Membership", vec!["VER011"]),
        ("library", "Membership", vec!["VER011"]),
        // Larger than the limit here.
        ("webshop", "Order", vec!["VER001"]),
    ];
    for (example, case, codes) in wanted {
        let all = reports(example);
        let report = all.iter().find(|report| report.case == case).unwrap();
        let found: Vec<&str> = report
            .findings
            .iter()
            .map(|it| it.diagnostic.code)
            .collect();
        assert_eq!(found, codes, "{example} {case}");
        let whole = report.seen.map(|seen| seen.explored) == Some(Explored::Whole);
        assert_eq!(whole, !codes.contains(&"VER001"), "{example} {case}");
    }
}
