//! The specs of random models run on the model itself with the verdict of their generated tests: they pass.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_engine::spec::{Verdict, run};
use coact_model::{Sources, check};

const SEEDS: std::ops::Range<u64> = 1..201;

#[test]
fn specs_pass_without_code() {
    let (mut passed, mut wrong) = (0, Vec::new());
    for seed in SEEDS {
        let text = models::model(seed);
        let checked = check(&Sources::single("random.coact", text));
        for report in run(&checked.model, None) {
            match report.verdict {
                Verdict::Passed => passed += 1,
                verdict => wrong.push(format!("seed {seed}: {:?}: {verdict:?}", report.path)),
            }
        }
    }
    let all = wrong.len();
    wrong.truncate(10);
    assert!(wrong.is_empty(), "{all} of {passed}\n{}", wrong.join("\n"));
    assert!(passed > 200, "{passed} specs passed");
}
