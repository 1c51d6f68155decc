//! The model has no finding at all.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test reads the model"
)]

use coact_model::{Sources, check};

#[test]
fn the_model_is_clean() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/model/orders.coact");
    let text = std::fs::read(path).expect("the model is there");
    let checked = check(&Sources::single("orders.coact", text));
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let model = checked.model;
    assert!(model.specs.len() >= 3);
}
