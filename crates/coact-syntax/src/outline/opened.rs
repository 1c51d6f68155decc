//! Braces that close what was never opened.

use crate::Span;
use crate::lex::{Token, TokenKind};
use crate::scan::span;

/// A line that lacks the brace of the block behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unopened {
    /// The last word of the line.
    pub(crate) header: Span,
    /// A blank byte behind it.
    pub(crate) opens: usize,
}

/// A line that says something.
struct Line {
    indent: usize,
    first: TokenKind,
    /// The last token that is no comment, and whether it closes a block that the line has already.
    last: Span,
    closed: bool,
    /// The newline at its end.
    newline: usize,
}

/// The lines that lack a brace; nothing where adding them would not make all braces match.
pub(crate) fn unopened(text: &str, tokens: &[Token]) -> Option<Vec<Unopened>> {
    let mut found: Vec<Unopened> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    // The indent of the line of an open brace, and how many lines stand before that one.
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let mut line_start = 0;
    let mut line: Option<Line> = None;
    for token in tokens {
        match token.kind {
            TokenKind::Newline => {
                if let Some(mut done) = line.take() {
                    done.newline = token.start;
                    lines.push(done);
                }
                line_start = token.end;
                continue;
            }
            kind if kind.is_trivia() => continue,
            _ => {}
        }
        let column = token.start - line_start;
        let first = line.is_none();
        let here = line.get_or_insert(Line {
            indent: column,
            first: token.kind,
            last: Span::default(),
            closed: false,
            newline: 0,
        });
        // A brace behind a doc comment would be a part of it.
        if token.kind != TokenKind::Doc {
            here.last = span(token.start, token.end);
        }
        here.closed = token.kind == TokenKind::Close('}');
        match token.kind {
            TokenKind::Open('{') => stack.push((here.indent, lines.len())),
            TokenKind::Close('}') if first => match stack.last() {
                Some((indent, _)) if *indent >= column => {
                    stack.pop();
                }
                around => {
                    let from = around.map_or(0, |(_, line)| line + 1);
                    found.push(header(text, lines.get(from..)?, column)?);
                }
            },
            TokenKind::Close('}') => {
                stack.pop()?;
            }
            _ => {}
        }
    }
    (stack.is_empty() && !found.is_empty()).then_some(found)
}

/// The line at this indent that the deeper ones at the end of these belong to.
fn header(text: &str, lines: &[Line], indent: usize) -> Option<Unopened> {
    let at = lines.iter().rposition(|line| line.indent <= indent)?;
    let line = lines.get(at)?;
    let blank = text
        .as_bytes()
        .get(line.newline)
        .is_some_and(u8::is_ascii_whitespace);
    let heads = line.indent == indent
        && line.first == TokenKind::Word
        && !line.closed
        && at + 1 < lines.len();
    (heads && blank).then_some(Unopened {
        header: line.last,
        opens: line.newline,
    })
}

#[cfg(test)]
mod tests {
    use super::unopened;
    use crate::lex::Lexer;

    fn lines(text: &str) -> Option<Vec<usize>> {
        let tokens: Vec<_> = Lexer::new(text, 0).collect();
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let found = unopened(text, &tokens)?;
        Some(found.iter().map(|brace| line(brace.opens)).collect())
    }

    #[test]
    fn the_block_of_an_item() {
        assert_eq!(
            lines("entity E\n    a: Int\n\n    b: Int\n}\n"),
            Some(vec![1])
        );
    }

    #[test]
    fn a_block_inside_another() {
        let text = "story \"s\" {\n    slice \"a\"\n        view V\n    }\n    slice \"b\" { view W }\n}\n";
        assert_eq!(lines(text), Some(vec![2]));
    }

    #[test]
    fn two_blocks() {
        let text = "story \"s\"\n    slice \"a\"\n        view V\n    }\n}\n";
        assert_eq!(lines(text), Some(vec![2, 1]));
    }

    #[test]
    fn nothing_is_told_where_no_line_above_stands_so() {
        assert_eq!(lines("entity E { a: Int } }\n"), None);
        assert_eq!(lines("entity E\na: Int\n}\n"), None);
        assert_eq!(lines("entity E {\n    a: Int\n}\n}\n"), None);
        assert_eq!(lines("  entity E\n    a: Int\n }\n"), None);
        assert_eq!(
            lines("entity E { a: Int } // entity F {\n    a: Int\n}\n"),
            None
        );
    }
}
