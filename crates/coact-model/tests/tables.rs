//! The tables of DEMO that follow from a model.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the examples and fails by panicking"
)]

use std::path::Path;

use coact_model::tables::tables;
use coact_model::{SourceFile, Sources, check};

/// The tables of an example of users.
fn told(example: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let folder = root.join(example).join("model");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        SourceFile {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: std::fs::read(path).unwrap(),
        }
    });
    let model = check(&Sources::new(files.collect())).model;
    let tables = tables(&model);
    for table in &tables {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{row:?}");
        }
    }
    let texts: Vec<String> = tables.iter().map(|table| table.markdown()).collect();
    texts.join("\n")
}

#[test]
fn the_examples_have_their_tables() {
    for example in [
        "cart",
        "glolog",
        "library",
        "orders",
        "pizzeria",
        "rent-a-car",
        "volley",
        "webshop",
    ] {
        insta::assert_snapshot!(format!("of_{example}"), told(example));
    }
}
