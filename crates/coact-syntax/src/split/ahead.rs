//! What stands behind a place: looked at once, however often it is asked.

use crate::lex::{Lexer, TokenKind};

/// The braces of a text from a place on.
pub(super) struct Ahead {
    /// Each brace: where it stands, how many more were opened than closed before it, and the least number of that
    /// from it on.
    braces: Vec<(usize, i32, i32)>,
    lines: Vec<Line>,
}

/// A line that begins with a word or a closing brace.
struct Line {
    /// Where that stands, and how far in.
    start: usize,
    column: usize,
    closes: bool,
    /// How many more braces were opened than closed before it.
    balance: i32,
}

impl Ahead {
    /// What stands from the first token of a line on.
    pub(super) fn of(text: &str, from: usize) -> Self {
        let (mut braces, mut lines) = (Vec::new(), Vec::new());
        let mut balance = 0;
        let before = text.get(..from).unwrap_or_default();
        let mut line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let mut first_in_line = true;
        for token in Lexer::new(text, from) {
            if let Some(newline) = token.last_newline(text) {
                (line_start, first_in_line) = (newline + 1, true);
            }
            if token.kind.is_trivia() {
                continue;
            }
            let closes = token.kind == TokenKind::Close('}');
            if std::mem::take(&mut first_in_line) && (closes || token.kind == TokenKind::Word) {
                lines.push(Line {
                    start: token.start,
                    column: token.start - line_start,
                    closes,
                    balance,
                });
            }
            let change = match token.kind {
                TokenKind::Open('{') => 1,
                TokenKind::Close('}') => -1,
                _ => continue,
            };
            braces.push((token.start, balance, balance + change));
            balance += change;
        }
        let mut least = i32::MAX;
        for (_, _, after) in braces.iter_mut().rev() {
            least = least.min(*after);
            *after = least;
        }
        Self { braces, lines }
    }

    /// Whether so many braces that are open at a place are closed behind it.
    pub(super) fn closes(&self, at: usize, open: usize) -> bool {
        let next = self.braces.partition_point(|(start, ..)| *start < at);
        let found = self.braces.get(next);
        found
            .is_some_and(|(_, before, least)| i64::from(*before) - i64::from(*least) >= open as i64)
    }

    /// The brace that closes what begins in this column, where all of its braces before the line at a place are
    /// closed already: the next line that stands no deeper begins with it, and from the place on as many are closed as
    /// are opened. Which lines are looked at is bounded by their depth: who asks next asks for a deeper column.
    pub(super) fn closes_again(&self, at: usize, column: usize) -> Option<usize> {
        let here = self.lines.partition_point(|line| line.start < at);
        let balance = self.lines.get(here)?.balance;
        let behind = self.lines.get(here + 1..)?;
        let next = behind.iter().find(|line| line.column <= column)?;
        (next.closes && next.balance <= balance).then_some(next.start)
    }
}
