//! The most memory that checking a text holds at once, in bytes per byte of text: the same on every machine.
//! One test, because what others allocate meanwhile would be counted in.
#![allow(
    clippy::print_stdout,
    reason = "the figures are what a reader of the test wants"
)]

use coact_model::{Sources, check};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of each text, in items of the same size.
const SIZE: usize = 1 << 19;
const ITEM: usize = 1 << 16;

/// What hostile texts are full of: where an item begins, what is repeated, where it ends, and the most that a
/// byte of such text may take.
const TEXTS: [(&str, &str, &str, usize); 5] = [
    (
        "entity E@ { key k: Uuid, a: Bool, derived d: Bool = a",
        " or a",
        " }",
        55,
    ),
    (
        "entity E@ { key k: Uuid, a: Int, derived d: Bool = any([1",
        ",1",
        "], x => x == a) }",
        75,
    ),
    (
        "entity E@ { key k: Uuid, law L: true",
        " and 1 == 1",
        " }",
        45,
    ),
    (
        "entity E@ { key k: Uuid, law L: true",
        " and x.y",
        " }",
        160,
    ),
    ("let c@ = [1", ",1", "]", 110),
];

#[test]
fn what_a_byte_of_text_takes() {
    let mut over = Vec::new();
    for (head, part, tail, most) in TEXTS {
        let parts = part.repeat((ITEM - head.len() - tail.len()) / part.len());
        let items = (0..SIZE / ITEM)
            .map(|item| format!("{head}{parts}{tail}\n").replacen('@', &item.to_string(), 1));
        let text = format!("model hostile\n{}", items.collect::<String>());
        let (length, sources) = (text.len(), Sources::single("hostile.coact", text));
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let checked = check(&sources);
        let peak = (MEMORY.peak_usage() - before) / length;
        let kept = (MEMORY.current_usage() - before) / length;
        let found = checked.diagnostics.len();
        println!(
            "{head}{part}…: {kept} bytes kept per byte of text, {peak} at most; {found} findings"
        );
        if peak > most {
            over.push(head);
        }
    }
    assert!(over.is_empty(), "{over:?}");
}
