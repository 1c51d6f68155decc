//! How long the acts of a whole order take: generated code and its hand-written twin, on the same commands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a benchmark"
)]

extern crate webshop_benches as webshop;

#[allow(dead_code, reason = "the count takes the opening off")]
mod story;
#[allow(dead_code, reason = "the walk asks for more of it")]
mod twin;

use divan::Bencher;
use divan::counter::ItemsCount;
use story::Story;

fn main() {
    divan::main();
}

#[divan::bench]
fn generated(bencher: Bencher<'_, '_>) {
    told(bencher, Story::generated);
}

#[divan::bench]
fn by_hand(bencher: Bencher<'_, '_>) {
    told(bencher, Story::by_hand);
}

/// The commands alone, which both clone.
#[divan::bench]
fn commands_alone(bencher: Bencher<'_, '_>) {
    told(bencher, Story::commands_alone);
}

fn told<T>(bencher: Bencher<'_, '_>, tell: impl Fn(&Story) -> T + Sync) {
    let story = Story::new();
    bencher
        .counter(ItemsCount::new(story.acts()))
        .bench(|| tell(&story));
}
