//! The tokens of a text with where they stand.

use super::place::{Place, Places};
use crate::engine::{self, Rule};
use crate::lex::{Lexer, Token, TokenKind};

/// Columns that a tabulator goes on to the next multiple of, as far as columns are compared.
const TAB: usize = 4;

/// A token other than white space, or a moment such as `2026-05-01`, which is several.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    pub(super) kind: TokenKind,
    pub(super) text: &'t str,
    /// The line of the source it stands on.
    pub(super) line: usize,
    /// Its column there.
    pub(super) column: usize,
    /// Its length in columns.
    pub(super) width: usize,
    /// Nothing stands between it and the piece before it.
    pub(super) glued: bool,
    /// Line ends in front of it: one begins a line, two leave one empty.
    pub(super) breaks: usize,
    /// A comma stands in front of it, or stood there.
    pub(super) after_comma: bool,
    pub(super) place: Place,
    /// The bracket that belongs to this one.
    pub(super) partner: Option<usize>,
    /// A brace of a map type, `{K: V}`, or a bracket that holds nothing but one.
    pub(super) of_type: bool,
}

impl Piece<'_> {
    /// Whether it is a comment, for readers or for the documentation.
    pub(super) fn is_comment(&self) -> bool {
        matches!(self.kind, TokenKind::Comment | TokenKind::Doc)
    }

    /// Whether it is this mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.kind == TokenKind::Other && self.text == mark
    }

    /// Whether it opens with this bracket.
    pub(super) fn opens(&self, bracket: char) -> bool {
        self.kind == TokenKind::Open(bracket)
    }

    /// Whether it closes with this bracket.
    pub(super) fn closes(&self, bracket: char) -> bool {
        self.kind == TokenKind::Close(bracket)
    }

    /// Whether it opens with any bracket.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.kind, TokenKind::Open(_))
    }

    /// Whether it closes with any bracket.
    pub(super) fn is_close(&self) -> bool {
        matches!(self.kind, TokenKind::Close(_))
    }

    /// The column after it.
    pub(super) fn end(&self) -> usize {
        self.column + self.width
    }
}

/// The pieces of a text.
pub(super) fn read(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut places = Places::of(text);
    let (mut line, mut column, mut breaks) = (0, 0, 0);
    let mut end = 0;
    let mut moment_end = 0;
    let mut after_comma = false;
    for token in Lexer::new(text, print_start(text)) {
        let written = text.get(token.start..token.end).unwrap_or_default();
        match token.kind {
            TokenKind::Newline => {
                line += 1;
                column = 0;
                breaks += 1;
                continue;
            }
            TokenKind::Blank => {
                column = written.chars().fold(column, |column, c| match c {
                    '\t' => (column / TAB + 1) * TAB,
                    _ => column + 1,
                });
                continue;
            }
            _ => {}
        }
        if token.end <= moment_end {
            continue;
        }
        let mut written = written;
        if token.kind == TokenKind::Number
            && let Some(length) = moment(text, token)
        {
            moment_end = token.start + length;
            written = text.get(token.start..moment_end).unwrap_or(written);
        }
        let start = token.start;
        let width = written.chars().count();
        pieces.push(Piece {
            kind: token.kind,
            text: written.trim_end(),
            line,
            column,
            width,
            glued: end == start && !pieces.is_empty(),
            breaks: if pieces.is_empty() { 0 } else { breaks.min(2) },
            after_comma,
            place: places.of_token(token),
            partner: None,
            of_type: false,
        });
        end = start + written.len();
        if pieces.last().is_some_and(|piece| !piece.is_comment()) {
            after_comma = written == ",";
        }
        column += width;
        breaks = 0;
    }
    pair(&mut pieces);
    pieces
}

/// Where a text begins: after its byte order mark.
pub(super) fn print_start(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { 3 } else { 0 }
}

/// The length of a date or a time that begins with this number.
fn moment(text: &str, number: Token) -> Option<usize> {
    let rest = text.get(number.end..)?;
    if !rest.starts_with(['-', ':']) {
        return None;
    }
    let line = text.get(number.start..)?.lines().next()?;
    let moment = engine::parse(Rule::moment, line).ok()?.next()?;
    Some(moment.as_span().end())
}

/// Lets brackets know each other, and which of them belong to a type.
fn pair(pieces: &mut [Piece<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if piece.is_open() {
            let of_type = at
                .checked_sub(1)
                .and_then(|before| pieces.get(before))
                .is_some_and(|before| {
                    [":", "=", "->"].iter().any(|mark| before.is(mark))
                        || (before.is_open() && before.of_type)
                });
            if let Some(piece) = pieces.get_mut(at) {
                piece.of_type = of_type;
            }
            open.push(at);
        } else if piece.is_close()
            && let Some(opener) = open.pop()
        {
            let of_type = pieces.get(opener).is_some_and(|opener| opener.of_type);
            for (one, other) in [(at, opener), (opener, at)] {
                if let Some(piece) = pieces.get_mut(one) {
                    piece.partner = Some(other);
                    piece.of_type = of_type;
                }
            }
        }
    }
}
