//! Shared by the tests: readable faults, and a tree without its spans.

#![allow(dead_code, reason = "each test uses its part")]

use coact_syntax::{LineIndex, Parsed, Span, SyntaxError};

/// Every fault of a text with absolute spans, in the order of the text.
pub fn all(parsed: &Parsed) -> Vec<SyntaxError> {
    let inside = parsed.items.iter().flat_map(|item| {
        item.errors.iter().map(|error| SyntaxError {
            kind: error.kind.clone(),
            span: error.span.shift(item.base),
        })
    });
    let mut errors: Vec<_> = parsed.errors.iter().cloned().chain(inside).collect();
    errors.sort_by_key(|error| error.span);
    errors
}

/// The faults of a text, one a line: place, kind, and the text they point at.
pub fn listed(text: &str) -> String {
    let lines = LineIndex::new(text);
    let show = |error: SyntaxError| {
        let at = lines.utf8(error.span.start);
        format!(
            "{}:{} {:?} at {:?}\n",
            at.line + 1,
            at.column + 1,
            error.kind,
            slice(text, error.span)
        )
    };
    all(&coact_syntax::parse(text.as_bytes()))
        .into_iter()
        .map(show)
        .collect()
}

/// The text of a span.
pub fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or("(outside the text)")
}

/// The items of a text without spans: what a reader of a snapshot wants to see.
pub fn tree(text: &str) -> String {
    let mut tree = String::new();
    for item in coact_syntax::parse(text.as_bytes()).items {
        let written = format!("{:#?}\n", item.item);
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            if line.ends_with("pan: Span {") || line.trim() == "Span {" {
                lines.by_ref().take(3).for_each(drop);
            } else {
                tree.push_str(line);
                tree.push('\n');
            }
        }
    }
    tree
}
