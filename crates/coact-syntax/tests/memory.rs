//! The most memory that reading a text holds at once, in bytes per byte of text: the same on every machine.
//! One test, because what others allocate meanwhile would be counted in.
#![allow(
    clippy::print_stdout,
    reason = "the figures are what a reader of the test wants"
)]

use coact_syntax::parse;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of each text: lists that double are as far from being full as in the largest file.
const SIZE: usize = 1 << 20;
const ITEM: usize = 1 << 17;

/// What hostile texts are full of: where an item begins, what is repeated, where it ends, and the most that a
/// byte of such text may take.
const TEXTS: [(&str, &str, &str, usize); 6] = [
    ("let a@ = b", " or b", "", 25),
    ("let a@ = [1", ",1", "]", 60),
    ("let a@ = f(b", ",b", ")", 60),
    ("enum E@ {", "a,", "}", 70),
    ("let a@ = R {", "a:1,", "}", 60),
    ("entity E@ {", "a:Int,", "}", 110),
];

#[test]
fn what_a_byte_of_text_takes() {
    let mut over = Vec::new();
    for (head, part, tail, most) in TEXTS {
        let parts = part.repeat((ITEM - head.len() - tail.len()) / part.len());
        // No two items are the same: what was read before is not read again.
        let items = (0..SIZE / ITEM)
            .map(|item| format!("{head}{parts}{tail}\n").replacen('@', &item.to_string(), 1));
        let text: String = items.collect();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let parsed = parse(text.as_bytes());
        let peak = (MEMORY.peak_usage() - before) / text.len();
        let kept = (MEMORY.current_usage() - before) / text.len();
        assert!(
            parsed.items.iter().all(|item| item.errors.is_empty()),
            "{head}"
        );
        println!("{head}{part}…: {kept} bytes kept per byte of text, {peak} at most");
        if peak > most {
            over.push(head);
        }
    }
    assert!(over.is_empty(), "{over:?}");
}
