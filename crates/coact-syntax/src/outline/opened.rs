//! Braces that close what was never opened.

use crate::Span;
use crate::lex::{Token, TokenKind};
use crate::scan::span;

/// A line that lacks a brace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// The one of the block behind it.
    Block {
        /// The last word of the line.
        header: Span,
        /// A blank byte behind it.
        opens: usize,
        /// Whether a comment follows on the line.
        comment: bool,
    },
    /// The one that a brace on the line closes.
    Within {
        /// The tokens from the first of the line to that brace.
        first: usize,
        closer: usize,
        /// Nothing else is open there.
        alone: bool,
    },
}

/// A line that says something.
struct Line {
    indent: usize,
    /// Its first token.
    first: usize,
    /// The last token that is no comment, and whether it is a brace.
    last: Span,
    opened: bool,
    closed: bool,
    /// A string that does not end takes all up to the end of the line.
    string: bool,
    /// Whether a comment follows.
    comment: bool,
    /// The newline at its end.
    newline: usize,
}

/// A brace inside a line that closes a block of another line.
struct Suspect {
    /// The indent of the line that begins the block.
    indent: usize,
    /// How many lines stand before it.
    line: usize,
    first: usize,
    closer: usize,
}

/// The braces that are open, and the lines so far.
struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lines: Vec<Line>,
    /// The indent of the line of an open brace, and how many lines stand before that one.
    stack: Vec<(usize, usize)>,
    suspects: Vec<Suspect>,
    found: Vec<Unopened>,
}

/// The lines that lack a brace; nothing where adding them would not make all braces match.
pub(crate) fn unopened(text: &str, tokens: &[Token]) -> Option<Vec<Unopened>> {
    let mut reader = Reader {
        text,
        tokens,
        lines: Vec::new(),
        stack: Vec::new(),
        suspects: Vec::new(),
        found: Vec::new(),
    };
    let mut line_start = 0;
    let mut line: Option<Line> = None;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Newline => {
                if let Some(mut done) = line.take() {
                    done.newline = token.start;
                    reader.lines.push(done);
                }
                line_start = token.end;
                continue;
            }
            TokenKind::Comment | TokenKind::Foreign(_) => {
                if let Some(line) = &mut line {
                    line.comment = true;
                }
                continue;
            }
            kind if kind.is_trivia() => continue,
            _ => {}
        }
        let begins = line.is_none();
        let here = line.get_or_insert(Line {
            indent: token.start - line_start,
            first: at,
            last: Span::default(),
            opened: false,
            closed: false,
            string: false,
            comment: false,
            newline: 0,
        });
        // A brace behind a doc comment would be a part of it.
        if token.kind != TokenKind::Doc {
            here.last = span(token.start, token.end);
        }
        here.opened = token.kind == TokenKind::Open('{');
        here.closed = token.kind == TokenKind::Close('}');
        here.string = token.kind == TokenKind::Str(false);
        match token.kind {
            TokenKind::Open('{') => reader.stack.push((here.indent, reader.lines.len())),
            TokenKind::Close('}') if begins => reader.closes_lines(here.indent)?,
            TokenKind::Close('}') => reader.closes_within(here.first, at),
            _ => {}
        }
    }
    (reader.stack.is_empty() && !reader.found.is_empty()).then_some(reader.found)
}

impl Reader<'_> {
    /// A brace at the beginning of a line, this far in.
    fn closes_lines(&mut self, indent: usize) -> Option<()> {
        if let Some((opened, line)) = self.stack.pop_if(|(opened, _)| *opened >= indent) {
            if opened == indent {
                // The block is closed where it should be, and with it what stands in it.
                while self.suspects.pop_if(|it| it.line > line).is_some() {}
            }
            return Some(());
        }
        let from = self.stack.last().map_or(0, |(_, line)| line + 1);
        let header = self.header(from, indent);
        let suspect = self.suspects.pop_if(|it| {
            it.indent == indent && it.line >= from && header.is_none_or(|at| it.line > at)
        });
        self.found.push(match suspect {
            Some(it) => it.unopened(false),
            None => self.block(header?)?,
        });
        Some(())
    }

    /// A brace inside a line.
    fn closes_within(&mut self, first: usize, closer: usize) {
        let here = self.lines.len();
        let suspect = |indent| Suspect {
            indent,
            line: here,
            first,
            closer,
        };
        match self.stack.pop() {
            Some((_, line)) if line == here => {}
            Some((indent, _)) => self.suspects.push(suspect(indent)),
            None => {
                let before = self.suspects.pop();
                let alone = before.is_none();
                let one = before.unwrap_or_else(|| suspect(0));
                self.found.push(one.unopened(alone));
            }
        }
    }

    /// The line at this indent that the deeper ones at the end of these belong to, if it may lack a brace.
    fn header(&self, from: usize, indent: usize) -> Option<usize> {
        let lines = self.lines.get(from..)?;
        let at = lines.iter().rposition(|line| line.indent <= indent)?;
        let line = lines.get(at)?;
        let first = self.tokens.get(line.first)?;
        let word = self.text.get(first.start..first.end)?;
        // The fields of a command have braces of their own.
        let closed = line.closed && !matches!(word, "command" | "new");
        let heads = line.indent == indent
            && first.kind == TokenKind::Word
            && !closed
            && !line.opened
            && at + 1 < lines.len();
        heads.then_some(from + at)
    }

    fn block(&self, at: usize) -> Option<Unopened> {
        let line = self.lines.get(at)?;
        // Lines that stand deeper follow.
        let opens = line.newline + usize::from(line.string);
        let blank = self.text.as_bytes().get(opens)?;
        blank.is_ascii_whitespace().then_some(Unopened::Block {
            header: line.last,
            opens,
            comment: line.comment,
        })
    }
}

impl Suspect {
    const fn unopened(&self, alone: bool) -> Unopened {
        Unopened::Within {
            alone,
            first: self.first,
            closer: self.closer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Unopened, unopened};
    use crate::lex::Lexer;

    fn lines(text: &str) -> Option<Vec<usize>> {
        let tokens: Vec<_> = Lexer::new(text, 0).collect();
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let found = unopened(text, &tokens)?;
        let place = |one: &Unopened| match one {
            Unopened::Block { opens, .. } => *opens,
            Unopened::Within { closer, .. } => tokens[*closer].start,
        };
        Some(found.iter().map(|one| line(place(one))).collect())
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
    fn a_brace_inside_a_line() {
        assert_eq!(lines("entity E { a: Int } }\n"), Some(vec![1]));
        let text = "view V {\n    key a: Int\n    on A add b }\n    on B remove\n}\n";
        assert_eq!(lines(text), Some(vec![3]));
        let text = "story \"s\" {\n    slice \"a\" {\n        spec \"x\" when A }\n        view V\n    }\n    slice \"b\" { view W }\n}\n";
        assert_eq!(lines(text), Some(vec![3]));
        // A block that ends inside a line is closed there.
        let text = "story \"s\"\n    slice \"a\" {\n        view V }\n}\n";
        assert_eq!(lines(text), Some(vec![1]));
    }

    #[test]
    fn nothing_is_told_where_no_line_above_stands_so() {
        assert_eq!(lines("entity E\na: Int\n}\n"), None);
        assert_eq!(lines("entity E {\n    a: Int\n}\n}\n"), None);
        assert_eq!(lines("  entity E\n    a: Int\n }\n"), None);
        assert_eq!(
            lines("entity E { a: Int } // entity F {\n    a: Int\n}\n"),
            None
        );
    }
}
