//! What can be said of a text before the grammar is asked.

use std::ops::Range;

use crate::scan::{self, span};
use crate::split::{ChunkKind, split};
use crate::{SyntaxError, item};

/// A look at a text whose cost is linear in its length, however its brackets lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescan {
    /// Where its items stand, with the doc comments in front of them; in order.
    pub items: Vec<Range<usize>>,
    /// The faults of its characters and tokens, with absolute spans and in order. Reading the text finds all
    /// of them too.
    pub errors: Vec<SyntaxError>,
}

/// Looks at a text without reading its items: an outline and the faults that need no grammar.
pub fn prescan(text: &[u8]) -> Prescan {
    let (text, mut errors) = scan::file(text);
    let mut items = Vec::new();
    for chunk in text.map(|text| split(text).chunks).unwrap_or_default() {
        if chunk.kind != ChunkKind::Item {
            continue;
        }
        let base = span(chunk.range.start, chunk.range.end).start;
        let inside = text.and_then(|text| text.get(chunk.range.clone()));
        let faults = item::prescan(inside.unwrap_or_default());
        errors.extend(faults.into_iter().map(|fault| SyntaxError {
            kind: fault.kind,
            span: fault.span.shift(base),
        }));
        items.push(chunk.range);
    }
    errors.sort_by_key(|error| error.span);
    Prescan { items, errors }
}
