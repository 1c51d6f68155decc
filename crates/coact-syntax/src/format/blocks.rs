//! Which blocks are broken over lines.

use std::ops::Range;

use super::piece::Piece;
use crate::lex::TokenKind;

/// Breaks the blocks that the author has broken.
pub(super) fn break_written(pieces: &mut [Piece<'_>]) {
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

/// Breaks the block that ends a line, one member a line; says whether there was one. Beside another block, or with
/// nothing to part in it, a block is left alone: what makes the line long is something else.
pub(super) fn break_last(pieces: &mut [Piece<'_>], line: Range<usize>) -> bool {
    let mut depth = 0_usize;
    let mut blocks = Vec::new();
    let mut last = line.start;
    for at in line {
        let Some(piece) = pieces.get(at).filter(|piece| !piece.is_comment()) else {
            continue;
        };
        last = at;
        match piece.kind {
            TokenKind::Open(bracket) => {
                if bracket == '{' && depth == 0 && !piece.of_type {
                    blocks.push((at, piece.partner));
                }
                depth += 1;
            }
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let [(opener, Some(close))] = blocks.as_slice() else {
        return false;
    };
    let (opener, close) = (*opener, *close);
    if close != last {
        return false;
    }
    let starts = members(pieces, opener, close);
    let parted = starts.len() > 1 || holds_block(pieces, opener, close);
    if parted {
        for at in starts {
            break_at(pieces, at);
        }
        break_at(pieces, close);
    }
    parted
}

/// Where the members of a block begin that commas part.
fn members(pieces: &[Piece<'_>], opener: usize, close: usize) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut starts = vec![opener + 1];
    for at in opener + 1..close {
        let Some(piece) = pieces.get(at) else { break };
        match piece.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 && piece.is(",") => starts.push(at + 1),
            _ => {}
        }
    }
    starts
}

fn holds_block(pieces: &[Piece<'_>], opener: usize, close: usize) -> bool {
    let inside = pieces.get(opener + 1..close).unwrap_or_default();
    inside
        .iter()
        .any(|piece| piece.opens('{') && !piece.of_type)
}
