//! Every kept input holds what its fuzz target asks, and so does every model of the repository.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says with what"
)]

use fuzz::{TARGETS, corpus, seeds};

#[test]
fn kept_inputs_hold() {
    for (target, property) in TARGETS {
        let inputs = corpus::inputs(&corpus::folder(target)).unwrap();
        assert!(!inputs.is_empty(), "{target}");
        for (path, input) in inputs {
            println!("{}", path.display());
            property(&input);
        }
    }
}

#[test]
fn models_hold() {
    let seeds = seeds::all().unwrap();
    assert!(seeds.len() > 300, "{} models", seeds.len());
    // In a debug build the longer ones take minutes; fuzzers begin with all of them.
    for seed in seeds.iter().filter(|seed| seed.len() < 400) {
        println!("{}", String::from_utf8_lossy(seed));
        for (_, property) in TARGETS {
            property(seed);
        }
    }
}
