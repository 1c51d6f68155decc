//! Where lines begin, and how far in.
//!
//! Lines begin where the author let them begin. A block that holds a line's end, or that makes its line too
//! long, has its braces at the end of a line and on a line of their own.

use std::ops::Range;

use super::piece::{Piece, Place};
use super::spacing::gap;
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
    break_blocks(pieces);
    let mut lines = Vec::new();
    let mut broken = 0;
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let indent = indent(pieces, start, &mut open);
        let mut end = line_end(pieces, start);
        if indent + width(pieces, start..end) > WIDTH && break_last_block(pieces, start..end) {
            end = line_end(pieces, start);
            broken += 1;
        }
        let inside_of_open = start > 0 && pieces.get(start - 1).is_some_and(Piece::is_open);
        let first = pieces.get(start);
        let closes = first.is_some_and(Piece::is_close);
        lines.push(Line {
            indent,
            pieces: start..end,
            empty_before: !inside_of_open && !closes && first.is_some_and(|it| it.breaks > 1),
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
/// further in. A field and what comes after a comma do not.
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
    let field =
        first.kind == TokenKind::Word && pieces.get(at + 1).is_some_and(|next| next.is(":"));
    if field || first.after_comma {
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

/// Breaks the blocks that the author has broken.
fn break_blocks(pieces: &mut [Piece<'_>]) {
    // For each open bracket, whether a line has ended inside.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if piece.breaks > 0
            && let Some((_, ended)) = open.last_mut()
        {
            *ended = true;
        }
        if piece.is_open() {
            open.push((at, false));
        } else if piece.is_close()
            && let Some((opener, true)) = open.pop()
        {
            if let Some((_, outer)) = open.last_mut() {
                *outer = true;
            }
            if pieces.get(opener).is_some_and(|opener| opener.opens('{')) {
                break_at(pieces, opener + 1);
                break_at(pieces, at);
            }
        }
    }
}

/// Begins a line with a piece, unless it is a comment behind something.
fn break_at(pieces: &mut [Piece<'_>], at: usize) {
    if let Some(piece) = pieces.get_mut(at)
        && !piece.is_comment()
    {
        piece.breaks = piece.breaks.max(1);
    }
}

/// Breaks the block at the end of a line, one member a line; says whether there was one.
fn break_last_block(pieces: &mut [Piece<'_>], line: Range<usize>) -> bool {
    let code = |at: &usize| pieces.get(*at).is_some_and(|piece| !piece.is_comment());
    let Some(close) = line.clone().rev().find(code) else {
        return false;
    };
    let Some(opener) = pieces
        .get(close)
        .filter(|piece| piece.closes('}') && !piece.of_type)
        .and_then(|piece| piece.partner)
        .filter(|opener| *opener >= line.start && opener + 1 < close)
    else {
        return false;
    };
    break_at(pieces, opener + 1);
    break_at(pieces, close);
    let mut depth = 0_usize;
    for at in opener + 1..close {
        let Some(piece) = pieces.get(at) else { break };
        match piece.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 && piece.is(",") => {
                break_at(pieces, at + 1);
            }
            _ => {}
        }
    }
    true
}
