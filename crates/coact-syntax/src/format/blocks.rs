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

/// Breaks the block at the end of a line, one member a line; says whether there was one.
pub(super) fn break_last(pieces: &mut [Piece<'_>], line: Range<usize>) -> bool {
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
