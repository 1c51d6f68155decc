//! Every spec of the examples, and of the models that the generator is tested with, has the verdict of its generated test:
//! it passes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test reads the models and fails by panicking"
)]

mod support;

use coact_engine::spec::{Verdict, run};
use support::{example, models};

#[test]
fn every_spec_passes_as_its_generated_test_does() {
    let (mut told, mut passed) = (Vec::new(), 0);
    for (name, model) in models() {
        for report in run(&model, None) {
            match report.verdict {
                Verdict::Passed => passed += 1,
                verdict => told.push(format!("{name}: {:?}: {verdict:#?}", report.path)),
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(passed > 250, "{passed} specs passed");
}

/// A bound that no machine moves: what is done is counted, not timed.
#[test]
fn all_specs_of_the_shop_take_a_bounded_number_of_steps() {
    let reports = run(&example("webshop"), None);
    let steps: u64 = reports.iter().map(|report| report.steps).sum();
    assert_eq!(reports.len(), 21);
    assert!((500..10_000).contains(&steps), "{steps} steps");
}
