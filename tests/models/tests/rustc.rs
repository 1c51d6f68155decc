//! What the checker accepts, rustc accepts: random models, the same ones each time, in one crate and both editions;
//! and the tests that are generated with some of them pass.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use models::compile::{self, Bench, EDITIONS};

/// The models of the tests.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=30;
/// So many of them run their own tests.
const RUN: usize = 8;

fn modules() -> Vec<(String, String)> {
    let module = |seed| {
        let (name, text) = (models::name(seed), models::model(seed));
        match compile::generated(&name, &text) {
            Ok(module) => (name, module),
            Err(said) => panic!("`cargo run -p models -- {seed}` prints the model:\n{said}"),
        }
    };
    SEEDS.map(module).collect()
}

#[test]
fn random_models_compile_and_pass_their_tests() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new(folder.path()).unwrap();
    let modules = modules();
    let [older, newer] = EDITIONS;
    let (run, _) = modules.split_at(RUN);
    // What rustc says of one edition does not wait for the other.
    std::thread::scope(|both| {
        let older = both.spawn(|| bench.check(&modules, older).unwrap());
        let newer_said = bench.check(&modules, newer).unwrap();
        for said in [older.join().unwrap(), newer_said] {
            if let Err(said) = said {
                panic!("{said}");
            }
        }
    });
    if let Err(said) = bench.test(run, newer).unwrap() {
        panic!("{said}");
    }
}

#[test]
fn a_seed_gives_one_model() {
    assert_eq!(models::model(3), models::model(3));
    assert_ne!(models::model(3), models::model(4));
}
