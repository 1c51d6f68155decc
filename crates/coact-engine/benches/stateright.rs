//! The same trees of transactions, explored by stateright and by the explorer of this crate, one thread each: states per
//! second, and the most memory that was held, as ratios of one run.
//!
//! `cargo bench -p coact-engine --bench stateright`
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark measures time, prints what it found, and fails by panicking"
)]

#[path = "../tests/trees/mod.rs"]
mod trees;
#[path = "../tests/trees/stateright.rs"]
mod with_stateright;

use std::time::{Duration, Instant};

use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Found, Limits, Look, Numbers, explore};
use coact_model::ctp::Profile;
use coact_model::{Sources, check};
use peak_alloc::PeakAlloc;
use trees::Tree;
use with_stateright::Numbered;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Both ask one question of every state.
struct Nothing;

impl Look for Nothing {
    fn state(&mut self, _: Found, _: &[u16], _: usize) -> bool {
        true
    }
}

struct Run {
    counted: (usize, usize),
    time: Duration,
    bytes: usize,
}

impl Run {
    fn of(explore: impl FnOnce() -> (usize, usize)) -> Self {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let start = Instant::now();
        let counted = explore();
        Self {
            counted,
            time: start.elapsed(),
            bytes: MEMORY.peak_usage() - before,
        }
    }

    fn per_second(&self) -> f64 {
        self.counted.0 as f64 / self.time.as_secs_f64()
    }
}

fn main() {
    println!(
        "states      edges       ours/s     stateright/s  ratio  ours B  stateright B  ratio  net"
    );
    let four = |shape: &[usize]| Tree::new(shape, Profile::Demo4);
    let nets = [
        (
            "chain of 4, free, demo4",
            Tree::chain(4, Profile::Demo4).free(),
        ),
        (
            "chain of 4, free, demo3",
            Tree::chain(4, Profile::Demo3).free(),
        ),
        ("star of 4, free, demo4", four(&[0, 0, 0, 0]).free()),
        ("fork of 4, free, demo4", four(&[0, 0, 1, 1]).free()),
        ("star of 5, contained, demo4", four(&[0, 0, 0, 0, 0])),
    ];
    for (name, tree) in nets {
        let (model, _) = check(&Sources::single("tree.coact", tree.text("")))
            .into_valid()
            .unwrap_or_else(|found| panic!("{found:#?}"));
        let net = Net::of(&model, model.cases.ids().next().unwrap(), Bounds::default()).unwrap();
        let ours = Run::of(|| {
            let numbers = Numbers::of(&net).unwrap();
            let (space, explored) = explore(&net, numbers, Limits::default(), &mut Nothing);
            assert_eq!(explored, Explored::Whole);
            (space.states(), space.edges())
        });
        let theirs = Run::of(|| Numbered::new(&tree).count());
        assert_eq!(ours.counted, theirs.counted, "{name}");
        println!(
            "{:<11} {:<11} {:<10.0} {:<13.0} {:<6.1} {:<7.1} {:<13.1} {:<6.1} {name}",
            ours.counted.0,
            ours.counted.1,
            ours.per_second(),
            theirs.per_second(),
            ours.per_second() / theirs.per_second(),
            ours.bytes as f64 / ours.counted.0 as f64,
            theirs.bytes as f64 / theirs.counted.0 as f64,
            theirs.bytes as f64 / ours.bytes as f64,
        );
    }
}
