//! Offsets, lines and columns against a slow and obvious count.

use coact_syntax::{LineColumn, LineIndex};
use proptest::prelude::*;

fn slow(text: &str, offset: usize, width: impl Fn(char) -> usize) -> LineColumn {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column: usize = before[line_start..].chars().map(width).sum();
    LineColumn {
        line: u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

proptest! {
    #[test]
    fn agrees_with_the_slow_count(text in "([a-zé€😀\t ]|\r\n|\n|\r){0,60}") {
        let index = LineIndex::new(&text);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let offset = u32::try_from(at).unwrap_or(u32::MAX);
            let utf8 = slow(&text, at, char::len_utf8);
            let utf16 = slow(&text, at, char::len_utf16);
            prop_assert_eq!(index.utf8(offset), utf8);
            prop_assert_eq!(index.utf16(offset), utf16);
            prop_assert_eq!(index.offset_utf8(utf8), offset);
            prop_assert_eq!(index.offset_utf16(utf16), offset);
        }
        prop_assert_eq!(index.lines() as usize, text.matches('\n').count() + 1);
        let ranges: Vec<_> = (0..index.lines()).filter_map(|line| index.line_range(line)).collect();
        prop_assert_eq!(ranges.first().map(|range| range.start), Some(0));
        prop_assert_eq!(ranges.last().map(|range| range.end as usize), Some(text.len()));
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
}

#[test]
fn beyond_the_text_is_its_end() {
    let index = LineIndex::new("ab\ncd");
    assert_eq!(index.utf8(99), LineColumn { line: 1, column: 2 });
    assert_eq!(index.offset_utf8(LineColumn { line: 9, column: 0 }), 5);
    assert_eq!(
        index.offset_utf8(LineColumn {
            line: 0,
            column: 99
        }),
        3
    );
    assert_eq!(
        index.offset_utf16(LineColumn {
            line: 1,
            column: 99
        }),
        5
    );
}

#[test]
fn inside_a_character_is_that_character() {
    let index = LineIndex::new("a😀b");
    assert_eq!(index.utf16(3), LineColumn { line: 0, column: 1 });
    assert_eq!(index.offset_utf16(LineColumn { line: 0, column: 2 }), 1);
}
