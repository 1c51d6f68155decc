//! Texts without anything that a terminal acts on or that reads differently from what it is.

use std::borrow::Cow;

/// A text of the same length in bytes and the same lines, in which every control and bidirectional
/// character is a placeholder, and every byte that is no character too.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let mut characters = chunk.valid().chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\n' | '\t' => shown.push(c),
                // Half of a line end.
                '\r' if characters.peek() == Some(&'\n') => shown.push(c),
                c => push(&mut shown, c),
            }
        }
        shown.extend(chunk.invalid().iter().map(|_| '?'));
    }
    shown
}

/// One line: a message or a name of a file.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == ' ' || !is_harmful(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut shown, c);
    }
    Cow::Owned(shown)
}

fn push(shown: &mut String, c: char) {
    if is_harmful(c) {
        shown.push(match c.len_utf8() {
            1 => '?',
            2 => '\u{BF}',
            _ => char::REPLACEMENT_CHARACTER,
        });
    } else {
        shown.push(c);
    }
}

/// Controls, line and paragraph separators, bidirectional controls, the byte order mark.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::{line, text};

    #[test]
    fn lengths_and_lines_stay() {
        let bytes = b"a\x1b[31m\r\nb\rc\xff\xfe\n\xe2\x80\xaed\xc2\x9b";
        let shown = text(bytes);
        assert_eq!(shown, "a?[31m\r\nb?c??\n\u{FFFD}d\u{BF}");
        assert_eq!(shown.len(), bytes.len());
    }

    #[test]
    fn a_line_stays_one() {
        assert_eq!(line("plain `text` é"), "plain `text` é");
        assert_eq!(line("a\nb\u{202E}c\x07"), "a?b\u{FFFD}c?");
    }
}
