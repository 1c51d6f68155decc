//! Where a brace is missing, told by the indentation of the lines.
//!
//! Asked only where the braces of an item do not match. A line that stands no deeper than the line of an open brace
//! has left its block, unless it begins with the brace that closes it. A brace that closes nothing, under lines that
//! stand deeper, closes the block of the line above them, whose brace is missing; unless a line between them has closed
//! a block that it did not open: then it is that line that lacks a brace.

mod opened;

pub(crate) use opened::{Unopened, unopened};

use crate::Span;
use crate::lex::{Token, TokenKind};
use crate::scan::span;

/// A brace that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// The brace.
    pub(crate) opener: Span,
    /// A blank byte where it ends.
    pub(crate) closes: usize,
}

struct Open {
    at: Token,
    /// Where the line begins that it stands in: bytes from the start of the line.
    indent: usize,
    line: usize,
}

/// The braces that are never closed; nothing where closing them would not make all braces match.
pub(crate) fn unclosed(text: &str, tokens: &[Token]) -> Option<Vec<Unclosed>> {
    let mut found: Vec<Unclosed> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let (mut line, mut line_start, mut indent) = (0, 0, None);
    // The newline behind the last line that says something, or what stands behind it where a string takes all before.
    let (mut newline, mut said) = (None, None);
    for token in tokens {
        match token.kind {
            TokenKind::Newline => {
                if let Some(last) = said {
                    let open = last == TokenKind::Str(false) && is_blank(text, token.end);
                    newline = Some(if open { token.end } else { token.start });
                }
                (line, line_start, indent, said) = (line + 1, token.end, None, None);
                continue;
            }
            kind if !kind.is_said() => continue,
            kind => said = Some(kind),
        }
        if indent.is_none() {
            let column = token.start - line_start;
            indent = Some(column);
            let closes = token.kind == TokenKind::Close('}');
            let mut free = newline;
            while let Some(top) = stack.last()
                && top.line < line
                && (column < top.indent || (column == top.indent && !closes))
            {
                let at = free.filter(|at| is_blank(text, *at) && *at < token.start)?;
                found.push(Unclosed {
                    opener: span(top.at.start, top.at.end),
                    closes: at,
                });
                free = Some(at + 1);
                stack.pop();
                // What follows belongs to the item, so that its own brace is not the one.
                if stack.is_empty() {
                    return None;
                }
            }
        }
        match token.kind {
            TokenKind::Open('{') => stack.push(Open {
                at: *token,
                indent: indent.unwrap_or_default(),
                line,
            }),
            TokenKind::Close('}') => {
                stack.pop()?;
            }
            _ => {}
        }
    }
    (stack.is_empty() && !found.is_empty()).then_some(found)
}

fn is_blank(text: &str, at: usize) -> bool {
    text.as_bytes()
        .get(at)
        .is_some_and(|byte| byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::unclosed;
    use crate::lex::Lexer;

    fn lines(text: &str) -> Option<Vec<(usize, usize)>> {
        let tokens: Vec<_> = Lexer::new(text, 0).collect();
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let found = unclosed(text, &tokens)?;
        let lines = found
            .iter()
            .map(|brace| (line(brace.opener.start as usize), line(brace.closes)));
        Some(lines.collect())
    }

    #[test]
    fn a_block_of_one_line() {
        let text = "transaction T {\n    promise as A { x\n    decline as B\n}\n";
        assert_eq!(lines(text), Some(vec![(2, 2)]));
    }

    #[test]
    fn a_block_of_several_lines() {
        let text = "story \"s\" {\n    slice \"a\" {\n        view V\n\n    slice \"b\" {\n        view W\n    }\n}\n";
        assert_eq!(lines(text), Some(vec![(2, 3)]));
    }

    #[test]
    fn two_blocks_that_end_together() {
        let text = "story \"s\" {\n    slice \"a\" {\n        spec \"x\" {\n            when A\n    slice \"b\" { view W }\n}\n";
        assert_eq!(lines(text), Some(vec![(3, 4), (2, 5)]));
    }

    #[test]
    fn the_brace_of_an_outer_block_closes_no_inner_one() {
        let text = "entity E {\n    a: Int {\n        b\n}\n";
        assert_eq!(lines(text), Some(vec![(2, 3)]));
    }

    #[test]
    fn nothing_is_told_where_lines_are_not_indented_or_braces_are_too_many() {
        assert_eq!(lines("entity E {\na: Int {\nb: Int\n"), None);
        assert_eq!(lines("entity E { a: Int }}\n"), None);
        assert_eq!(lines("entity E { a: Int }\n"), None);
    }
}
