//! From an edit of one line to the model and all findings, beside a check without memory of the same model.
//!
//! Processor time of the thread, the least of several turns: what other programs do at the time does not count.
//! `cargo bench -p coact-model --bench edit -- signature` measures the edits with this word in their name only.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench fails by panicking, prints, and is told what to measure"
)]

mod support;

use std::time::Duration;

use coact_model::{Checker, Sources, check};
use support::{edited, model, sources, time};

/// How large the models are, and how many turns are measured.
const SIZES: [(usize, usize); 2] = [(10_000, 20), (100_000, 6)];

/// Edits, and what they replace by what, there and back.
const EDITS: [(&str, &str, &str); 12] = [
    (
        "comment between items",
        "process \"Fulfilment",
        "// x\nprocess \"Fulfilment",
    ),
    (
        "handler of a view",
        "status: Shipped }",
        "status: Confirmed }",
    ),
    ("query", "order by total desc", "order by total"),
    ("screen", ", form Take", ", form Cancel"),
    ("spec", "(\"A-100\") = 5", "(\"A-100\") = 55"),
    (
        "rule",
        "reason: \"amounts differ\"",
        "reason: \"not the amount\"",
    ),
    (
        "derived fact",
        "l.unit_price * l.quantity",
        "2 * l.unit_price * l.quantity",
    ),
    (
        "payload of a link",
        "risk \"a declined",
        "risk \"the declined",
    ),
    ("signature", "parcel: Text?", "parcel: Text"),
    (
        "a further fact",
        "parcel: Text?",
        "parcel: Text?\n    more: Int?",
    ),
    (
        "a further item",
        "process \"Fulfilment",
        "actor Further\nprocess \"Fulfilment",
    ),
    ("broken text", "status: Shipped }", "status: }"),
];

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_wanted = |name: &str| word.as_ref().is_none_or(|word| name.contains(word));
    println!(
        "{:>7}  {:24} {:>9} {:>8}  followed",
        "lines", "", "ms", "of cold"
    );
    for (lines, turns) in SIZES {
        let text = model(lines);
        let first = sources(text.clone());
        let cold = least(turns.min(5), || {
            assert!(!check(&first).has_errors());
        });
        print(lines, "without memory", cold, cold, false);
        for (name, from, to) in EDITS.into_iter().filter(|edit| is_wanted(edit.0)) {
            let texts: [Sources; 2] = [sources(edited(&text, from, to)), first.clone()];
            let mut checker = Checker::new();
            for sources in texts.iter().rev() {
                checker.check(sources);
            }
            let mut next = texts.iter().rev().cycle();
            let mut followed = false;
            let time = least(turns, || {
                followed = checker.check(next.next().unwrap()).followed;
            });
            print(lines, name, time, cold, followed);
        }
    }
}

fn print(lines: usize, name: &str, time: Duration, cold: Duration, followed: bool) {
    let (ms, of) = (
        time.as_secs_f64() * 1000.0,
        time.as_secs_f64() / cold.as_secs_f64(),
    );
    println!("{lines:>7}  {name:24} {ms:>9.2} {of:>8.3}  {followed}");
}

fn least(turns: usize, mut work: impl FnMut()) -> Duration {
    (0..turns).map(|_| time(&mut work)).min().unwrap()
}
