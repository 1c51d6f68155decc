//! Reading a text, beside the bare grammar on the same text: what the tree, its places and the recovery from faults
//! cost on top of the engine. And the most memory that reading takes, per byte of text.
//!
//! Both are timed in turns of one run; the least of several turns counts. Fails where the tree takes more than
//! twice the time of the engine alone.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench fails by panicking, and prints"
)]

#[path = "../../coact-model/benches/support/big.rs"]
mod big;
#[path = "../../coact-model/benches/support/clock.rs"]
mod clock;

use std::hint::black_box;
use std::process::ExitCode;

use big::{edited, model};
use clock::time;
use coact_syntax::parse;
use peak_alloc::PeakAlloc;
use pest::Parser as _;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The grammar of items, and a rule for a whole file of correct ones.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/coact.pest"]
#[grammar_inline = "file = { SOI ~ (inner_doc | doc | item)* ~ EOI }"]
struct Bare;

const LINES: usize = 10_000;
const TURNS: usize = 15;
/// Throughput of the parser at least, in that of the bare grammar.
const LEAST: f64 = 0.5;

/// What is broken in the second text: a clause, a bracket, and a word that begins no item.
const FAULTS: [(&str, &str); 3] = [
    ("initiator Shopper", "initiator"),
    (
        "l => l.unit_price * l.quantity)",
        "l => l.unit_price * l.quantity",
    ),
    ("screen Shop", "scren Shop"),
];

fn main() -> ExitCode {
    let text = model(LINES);
    let broken = FAULTS
        .iter()
        .fold(text.clone(), |text, (from, to)| edited(&text, from, to));
    // The grammar knows no comments: the scan blanks them.
    let plain = blanked(&text);
    let bare = || {
        black_box(Bare::parse(Rule::file, &plain).unwrap());
    };
    let mut least = [f64::INFINITY; 3];
    for _ in 0..TURNS {
        let turns = [
            time(bare),
            time(|| drop(black_box(parse(text.as_bytes())))),
            time(|| drop(black_box(parse(broken.as_bytes())))),
        ];
        for (least, turn) in least.iter_mut().zip(turns) {
            *least = least.min(turn.as_secs_f64());
        }
    }
    let [bare_time, whole_time, broken_time] = least;
    println!("{} lines, {} KiB", text.lines().count(), text.len() / 1024);
    println!(
        "{:26} {:>8} {:>10} {:>14}",
        "", "ms", "of bare", "peak byte/byte"
    );
    let mut holds = true;
    let mut print = |name: &str, time: f64, peak: usize| {
        let throughput = bare_time / time;
        holds &= throughput >= LEAST;
        let per_byte = peak as f64 / text.len() as f64;
        println!(
            "{name:26} {:>8.2} {throughput:>10.2} {per_byte:>14.1}",
            time * 1000.0
        );
    };
    print("bare grammar", bare_time, peak(bare));
    print("tree", whole_time, peak(|| drop(parse(text.as_bytes()))));
    print(
        "tree of a broken text",
        broken_time,
        peak(|| drop(parse(broken.as_bytes()))),
    );
    if !holds {
        println!("less than {LEAST} of the throughput of the bare grammar");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The most memory that a piece of work holds at once.
fn peak(work: impl FnOnce()) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    work();
    MEMORY.peak_usage() - before
}

/// The text with blanks in place of comments that are no documentation.
fn blanked(text: &str) -> String {
    let lines = text.lines().map(|line| match line.find("// ") {
        Some(at) if !line[..at].ends_with('/') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}
