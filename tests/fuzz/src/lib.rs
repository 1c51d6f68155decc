//! What holds for every text, however it is damaged, as functions that panic where it does not.
//!
//! Fuzzers call them with texts they make (`fuzz/`), the tests with the texts that are kept: every model of
//! this repository ([`seeds`]) and the inputs that fuzzers found interesting (`corpus/`).
#![allow(clippy::panic, reason = "a property that fails panics")]

mod check;
pub mod corpus;
mod format;
mod parse;
mod scan;
pub mod seeds;
#[path = "../../../crates/coact-syntax/tests/support/shaken.rs"]
#[allow(
    dead_code,
    reason = "what makes texts is for the tests of the formatter"
)]
mod shaken;
mod spans;

pub use check::check;
pub use format::format;
pub use parse::parse;
pub use scan::scan;

/// A property of texts.
pub type Property = fn(&[u8]);

/// The properties by the names of their fuzz targets.
pub const TARGETS: &[(&str, Property)] = &[
    ("scan", scan),
    ("parse", parse),
    ("format", format),
    ("check", check),
];

/// Parts one input into several texts: edits of one text, or the files of a model. The language refuses this
/// character everywhere, so nothing of interest is lost.
pub const CUT: u8 = 0x0c;

/// The texts in an input, at most `most`.
fn texts(input: &[u8], most: usize) -> impl Iterator<Item = &[u8]> {
    input.splitn(most, |byte| *byte == CUT)
}
