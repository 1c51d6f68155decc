//! Where lines begin, and how far in.
//!
//! Lines begin where the author let them begin. A block that holds a line's end, or that makes its line too
//! long, has its braces at the end of a line and on a line of their own.

use std::ops::Range;

use super::blocks;
use super::piece::Piece;
use super::place::Place;
use super::spacing::gap;
use crate::engine::{self, Rule};
use crate::format::WIDTH;
use crate::lex::TokenKind;

/// Columns of one level.
const INDENT: usize = 4;

/// Marks after which, or before which, a line's end does not end what is being said.
const OPEN_ENDED: [&str; 17] = [
    "=", "=>", "->", "~>", "==", "!=", "<=", ">=", "<", ">", "??", "+", "/", "%", ":", ".", "|",
];

/// A line of the result.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) indent: usize,
    pub(super) pieces: Range<usize>,
    /// The line before it is empty.
    pub(super) empty_before: bool,
    /// The bracket it stands in; nothing outside of all of them.
    pub(super) bracket: Option<usize>,
}

/// What cutting gives.
pub(super) struct Cut {
    pub(super) lines: Vec<Line>,
    /// How many blocks were broken because their lines are too long. The lines are right where none was.
    pub(super) broken: usize,
}

/// A bracket that is open.
struct Open {
    at: usize,
    /// How far in its line begins.
    indent: usize,
    /// How far in the last member inside began, as the author wrote it.
    member: Option<usize>,
}

/// Cuts the pieces into lines, and breaks the blocks that have to be.
pub(super) fn cut(pieces: &mut [Piece<'_>]) -> Cut {
    blocks::break_written(pieces);
    let mut lines = Vec::new();
    let mut broken = 0;
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let indent = indent(pieces, start, &mut open);
        let mut end = line_end(pieces, start);
        if indent + width(pieces, start..end) > WIDTH && blocks::break_last(pieces, start..end) {
            end = line_end(pieces, start);
            broken += 1;
        }
        let begins_block = lines.last().is_some_and(|line: &Line| {
            let mut line = pieces.get(line.pieces.clone()).into_iter().flatten();
            let code = line.rfind(|piece| !piece.is_comment());
            code.is_some_and(Piece::is_open)
        });
        let first = pieces.get(start);
        let closes = first.is_some_and(Piece::is_close);
        lines.push(Line {
            indent,
            pieces: start..end,
            empty_before: !begins_block && !closes && first.is_some_and(|it| it.breaks > 1),
            bracket: open.last().map(|open| open.at),
        });
        for at in start..end {
            match pieces.get(at).map(|piece| piece.kind) {
                Some(TokenKind::Open(_)) => open.push(Open {
                    at,
                    indent,
                    member: None,
                }),
                Some(TokenKind::Close(_)) => drop(open.pop()),
                _ => {}
            }
        }
        start = end;
    }
    Cut { lines, broken }
}

fn line_end(pieces: &[Piece<'_>], start: usize) -> usize {
    let begins = pieces.iter().skip(start + 1).position(|it| it.breaks > 0);
    begins.map_or(pieces.len(), |at| start + 1 + at)
}

/// The columns of a line's code, before anything in it is aligned.
fn width(pieces: &[Piece<'_>], line: Range<usize>) -> usize {
    line.clone()
        .filter_map(|at| Some((at, pieces.get(at).filter(|piece| !piece.is_comment())?)))
        .map(|(at, piece)| {
            let gap = if at > line.start { gap(pieces, at) } else { 0 };
            gap + piece.width
        })
        .sum()
}

fn indent(pieces: &[Piece<'_>], at: usize, open: &mut [Open]) -> usize {
    let Some(first) = pieces.get(at) else {
        return 0;
    };
    let Some(around) = open.last_mut() else {
        return match first.place {
            Place::First | Place::Outside => 0,
            Place::Inside => INDENT,
        };
    };
    if first.is_close() {
        return around.indent;
    }
    let inside = around.indent + INDENT;
    if goes_on(pieces, at, around) {
        inside + INDENT
    } else {
        inside
    }
}

/// Whether a line goes on with the member on the line before it: marks say so, or the author did by writing it
/// further in. What the grammar knows to begin a member does not, nor does what comes after a comma.
fn goes_on(pieces: &[Piece<'_>], at: usize, around: &mut Open) -> bool {
    let Some(first) = pieces.get(at) else {
        return false;
    };
    let open_ended = |piece: &Piece<'_>| OPEN_ENDED.iter().any(|mark| piece.is(mark));
    let before = pieces.get(..at).unwrap_or_default();
    let begins_line = before.last().is_none_or(|before| before.line < first.line);
    if first.is_comment() {
        return begins_line && around.member.is_some_and(|member| first.column > member);
    }
    let code_before = before.iter().rfind(|piece| !piece.is_comment());
    if open_ended(first) || code_before.is_some_and(open_ended) {
        return true;
    }
    if !begins_line {
        return false;
    }
    if first.after_comma || (!joins(code_before) && begins_member(pieces, at)) {
        around.member = Some(first.column);
        return false;
    }
    match around.member {
        Some(member) if first.column > member => true,
        _ => {
            around.member = Some(first.column);
            false
        }
    }
}

/// Whether a line begins with what can only be a member: a field, or a clause with its first word.
fn begins_member(pieces: &[Piece<'_>], at: usize) -> bool {
    let mut line = String::new();
    for piece in pieces.iter().skip(at).take(MOST_ASKED) {
        if !line.is_empty() && !piece.glued {
            line.push(' ');
        }
        line.push_str(piece.text);
    }
    pieces
        .get(at)
        .is_some_and(|first| first.kind == TokenKind::Word)
        && engine::parse(Rule::member_start, &line).is_ok()
}

/// Pieces that tell a member by its beginning: no more than a kind with its model, its fact and the arrow behind it.
const MOST_ASKED: usize = 8;

/// Whether what stands at the end of a line is a word that something follows.
fn joins(before: Option<&Piece<'_>>) -> bool {
    before.is_some_and(|before| {
        before.kind == TokenKind::Word
            && ["then", "else", "and", "or", "not", "if", "in"].contains(&before.text)
    })
}
