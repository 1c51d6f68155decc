//! One canonical form for the texts of a model.
//!
//! The formatter knows tokens and brackets and nothing else of the language, so that a construct that is added
//! to the grammar is laid out like all others. It moves white space and drops commas that a line's end makes
//! needless; every other token, comments included, stays in its place. Where white space means something (a
//! call's parenthesis touches its name) it is kept as it is.
//!
//! The steps: `piece` reads the tokens with where they stand (`place`), `commas` drops and moves commas,
//! `lines` decides where lines begin and how far in, which breaks `blocks`, `spacing` says what stands
//! between two tokens of a line, `align` keeps the `columns` that the author made, `print` writes.

mod align;
mod blocks;
mod columns;
mod commas;
mod lines;
mod piece;
mod place;
mod print;
mod spacing;

use crate::{Parsed, parse};

/// A line's longest length; a block that ends a longer one is broken.
pub const WIDTH: usize = 120;

/// The canonical form of a text. Formatting it again changes nothing, and it is read as the same items.
///
/// # Errors
/// What the text was read as, where it has faults: half a text is not formatted.
pub fn format(text: &[u8]) -> Result<String, Parsed> {
    let parsed = parse(text);
    let faulty = !parsed.errors.is_empty() || parsed.items.iter().any(|it| !it.errors.is_empty());
    match std::str::from_utf8(text) {
        Ok(text) if !faulty => Ok(layout(text)),
        _ => Err(parsed),
    }
}

fn layout(text: &str) -> String {
    let mut pieces = piece::read(text);
    commas::tidy(&mut pieces);
    let lines = loop {
        let cut = lines::cut(&mut pieces);
        if cut.broken == 0 {
            break cut.lines;
        }
        // The lines that came of it may be too long without their commas, and so on inwards.
        commas::tidy(&mut pieces);
    };
    let mut gaps: Vec<usize> = (0..pieces.len())
        .map(|at| spacing::gap(&pieces, at))
        .collect();
    align::align(&pieces, &lines, &mut gaps);
    print::print(text, &pieces, &lines, &gaps)
}
