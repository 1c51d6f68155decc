//! From texts to trees.

use coact_syntax::{Parsed, Parser, SyntaxError, SyntaxErrorKind, prescan};

use crate::{spans, texts};

/// Reading a text gives a tree whose places lie in it and faults that can be told, whatever was read before.
pub fn parse(input: &[u8]) {
    let mut parser = Parser::new();
    for text in texts(input, 4) {
        let parsed = coact_syntax::parse(text);
        assert_eq!(parser.parse(text), parsed, "with a memory of other texts");
        assert_eq!(parser.parse(text), parsed, "with a memory of this text");
        holds(text, &parsed);
    }
}

fn holds(bytes: &[u8], parsed: &Parsed) {
    let scan = prescan(bytes);
    let starts: Vec<usize> = scan.items.iter().map(|item| item.start).collect();
    let bases: Vec<usize> = parsed.items.iter().map(|item| item.base as usize).collect();
    assert_eq!(starts, bases, "items where the scan sees them");
    let found = errors(parsed);
    for error in &scan.errors {
        assert!(found.contains(error), "{error:?} is seen and not found");
    }
    for error in &found {
        if let SyntaxErrorKind::Expected {
            expected, found, ..
        } = &error.kind
        {
            assert!(!expected.is_empty() && !found.is_empty(), "{error:?}");
        }
        assert_ne!(error.kind, SyntaxErrorKind::TooComplex, "{error:?}");
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for error in &parsed.errors {
        spans::lies_in(text, error.span, error);
    }
    for item in &parsed.items {
        spans::lie_in(text, item);
    }
}

/// Every fault with absolute spans.
fn errors(parsed: &Parsed) -> Vec<SyntaxError> {
    let inside = parsed.items.iter().flat_map(|item| {
        item.errors.iter().map(|error| SyntaxError {
            kind: error.kind.clone(),
            span: error.span.shift(item.base),
        })
    });
    parsed.errors.iter().cloned().chain(inside).collect()
}
