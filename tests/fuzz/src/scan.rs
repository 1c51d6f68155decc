//! The look at a text before the grammar is asked.

use coact_syntax::{LineColumn, LineIndex, SyntaxErrorKind, is_refused, prescan};

use crate::spans;

/// Looking at a text gives items in order and faults inside it, and its lines are counted back and forth.
pub fn scan(input: &[u8]) {
    let scan = prescan(input);
    assert_eq!(scan, prescan(input));
    let Ok(text) = std::str::from_utf8(input) else {
        assert!(scan.items.is_empty(), "items in what is no text");
        let valid = |end: u32| std::str::from_utf8(input.get(..end as usize).unwrap_or_default());
        for error in scan.errors {
            assert_eq!(error.kind, SyntaxErrorKind::NotUtf8);
            assert!(valid(error.span.start).is_ok(), "{error:?}");
            assert!(error.span.end as usize <= input.len(), "{error:?}");
        }
        return;
    };
    for error in &scan.errors {
        spans::lies_in(text, error.span, error);
    }
    assert!(scan.errors.is_sorted_by_key(|error| error.span));
    let mut end = 0;
    for item in scan.items {
        assert!(end <= item.start && item.start < item.end);
        let between = text.get(end..item.start);
        assert!(between.is_some(), "an item begins inside a character");
        let inside = text.get(item.clone()).unwrap_or_default();
        assert_eq!(
            inside,
            inside.trim_matches(['\n', ' ']),
            "blanks in an item"
        );
        end = item.end;
    }
    let behind = text
        .get(end..)
        .unwrap_or_else(|| panic!("an item ends outside"));
    // Only comments and what is refused everywhere stand in no item.
    let passed_over = |c: char| c.is_whitespace() || is_refused(c);
    for line in behind.trim_start_matches('\u{FEFF}').lines() {
        let line = line.trim_matches(passed_over);
        assert!(
            line.is_empty() || line.starts_with("//"),
            "{line:?} is in no item"
        );
    }
    lines(text);
}

/// Each place of the text has a line and column that lead back to it, in both units.
fn lines(text: &str) {
    let index = LineIndex::new(text);
    let mut at = LineColumn { line: 0, column: 0 };
    let mut units = at;
    let mut offset = 0_u32;
    for c in text.chars().chain(Some('\0')) {
        assert_eq!(index.utf8(offset), at);
        assert_eq!(index.utf16(offset), units);
        assert_eq!(index.offset_utf8(at), offset);
        assert_eq!(index.offset_utf16(units), offset);
        let length = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        offset += length(c.len_utf8());
        if c == '\n' {
            at = LineColumn {
                line: at.line + 1,
                column: 0,
            };
            units = at;
        } else {
            at.column += length(c.len_utf8());
            units.column += length(c.len_utf16());
        }
    }
    assert_eq!(index.lines(), at.line + 1);
}
