//! Shared by the tests: readable faults, and a tree without its spans.

#![allow(dead_code, reason = "each test uses its part")]

use coact_syntax::{LineIndex, Parsed, Span, SyntaxError};

/// Every fault of a text with absolute spans, in the order of the text.
pub(crate) fn all(parsed: &Parsed) -> Vec<SyntaxError> {
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
pub(crate) fn listed(text: &str) -> String {
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
pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or("(outside the text)")
}

/// The items of a text without spans and without what was not written: what a reader of a snapshot wants to see.
pub(crate) fn tree(text: &str) -> String {
    let mut tree = String::new();
    for item in coact_syntax::parse(text.as_bytes()).items {
        let written = format!("{:#?}\n", item.item);
        let mut lines = Vec::new();
        let mut rest = written.lines();
        while let Some(line) = rest.next() {
            if line.ends_with("pan: Span {") || line.trim() == "Span {" {
                rest.by_ref().take(3).for_each(drop);
            } else if ![": None,", ": false,", ": [],"]
                .iter()
                .any(|end| line.ends_with(end))
            {
                lines.push(line.to_owned());
            }
        }
        // From the inside out: a name is its text, a path without a model its name, a wrapper its one content.
        for _ in 0..4 {
            lines = folded(&lines);
        }
        tree.push_str(&lines.join("\n"));
        tree.push('\n');
    }
    tree
}

/// Puts what holds a single line on one line with it.
fn folded(lines: &[String]) -> Vec<String> {
    let mut result = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let close = lines.get(at + 2).map(|line| line.trim());
        match (lines.get(at + 1), close) {
            (Some(inside), Some("}," | ")," | "],"))
                if line.ends_with(['{', '(', '['])
                    && !inside.ends_with(['{', '(', '['])
                    && line.len() + inside.trim().len() < 110 =>
            {
                let inside = inside.trim().trim_end_matches(',');
                let head = line.trim_end_matches(['{', '(', '[']).trim_end();
                let bare = ["Name", "Path", "Expr", "Str", "TypeExpr"]
                    .iter()
                    .find_map(|word| {
                        let before = head.strip_suffix(word)?;
                        before.ends_with([' ', '(']).then_some(before)
                    });
                match (bare, inside.split_once(": ")) {
                    (Some(head), Some((_, content))) => result.push(format!("{head}{content},")),
                    _ => result.push(format!("{head}({inside}),")),
                }
                at += 3;
            }
            _ => {
                result.push(line.clone());
                at += 1;
            }
        }
    }
    result
}
