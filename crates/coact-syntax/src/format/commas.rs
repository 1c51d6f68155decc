//! Commas: in a block a line's end separates as well as they do.

use super::piece::Piece;
use super::place::Place;
use crate::keywords::{self, keyword};
use crate::lex::TokenKind;

/// Drops the commas of blocks that separate nothing a line's end does not, lets no line begin with a comma or
/// with the brace of a block, and closes blocks that are empty.
pub(super) fn tidy(pieces: &mut Vec<Piece<'_>>) {
    let mut blocks = Vec::new();
    let mut needless = vec![false; pieces.len()];
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        match piece.kind {
            TokenKind::Open(bracket) => {
                blocks.push(bracket == '{');
                join_brace(pieces, at);
            }
            TokenKind::Close(_) => {
                blocks.pop();
                close_empty(pieces, at);
            }
            _ if piece.is(",") => {
                let dropped = blocks.last() == Some(&true) && is_needless(pieces, at);
                join_comma(pieces, at, dropped);
                if let Some(needless) = needless.get_mut(at) {
                    *needless = dropped;
                }
            }
            _ => {}
        }
    }
    remove(pieces, &needless);
}

/// Whether a comma of a block may go: what comes next is on another line or nothing, and is no word that could
/// be read as a part of the member before it.
fn is_needless(pieces: &[Piece<'_>], at: usize) -> bool {
    let mut breaks = pieces.get(at).is_some_and(|comma| comma.breaks > 0);
    for (next, piece) in pieces.iter().enumerate().skip(at + 1) {
        breaks |= piece.breaks > 0;
        if piece.kind == TokenKind::Comment {
            continue;
        }
        return piece.is_close() || (breaks && !could_go_on(pieces, next));
    }
    false
}

/// Whether the piece, at the beginning of a line, could be read as a part of the member on the line before.
fn could_go_on(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else {
        return false;
    };
    match piece.kind {
        TokenKind::Word => {
            // A word followed by a colon is a field, whatever the word.
            let field = pieces.get(at + 1).is_some_and(|next| next.is(":"));
            !field && goes_on(piece.text)
        }
        TokenKind::Open(_) | TokenKind::Other => true,
        _ => false,
    }
}

/// Whether a word can stand after an expression, a type or a link.
fn goes_on(word: &str) -> bool {
    let after = |place| {
        matches!(
            place,
            keywords::Place::Bound | keywords::Place::Field | keywords::Place::Process
        )
    };
    let begins = ["key", "on"].contains(&word);
    ["and", "or"].contains(&word)
        || (!begins && keyword(word).is_some_and(|it| it.places.iter().copied().any(after)))
}

/// A comma stands where the line before it ends, unless that is a comment.
fn join_comma(pieces: &mut [Piece<'_>], at: usize, dropped: bool) {
    let Some(comma) = pieces.get(at).cloned() else {
        return;
    };
    let after_comment = at
        .checked_sub(1)
        .and_then(|before| pieces.get(before))
        .is_some_and(Piece::is_comment);
    if comma.breaks == 0 || (after_comment && !dropped) {
        return;
    }
    if let Some(next) = pieces.get_mut(at + 1) {
        if next.breaks == 0 {
            // It begins the line now, where the comma did.
            next.column = comma.column;
            next.line = comma.line;
        }
        next.breaks = next.breaks.max(comma.breaks);
    }
    if let Some(comma) = pieces.get_mut(at) {
        comma.breaks = 0;
    }
}

/// The brace of a block stands on the line of what it belongs to.
fn join_brace(pieces: &mut [Piece<'_>], at: usize) {
    let belongs = at
        .checked_sub(1)
        .and_then(|before| pieces.get(before))
        .is_some_and(|before| {
            matches!(
                before.kind,
                TokenKind::Word
                    | TokenKind::Number
                    | TokenKind::Str(_)
                    | TokenKind::Close(')' | ']')
            )
        });
    if let Some(brace) = pieces.get_mut(at)
        && brace.opens('{')
        && belongs
        && brace.place != Place::First
    {
        brace.breaks = 0;
    }
}

fn close_empty(pieces: &mut [Piece<'_>], at: usize) {
    if let Some(close) = pieces.get_mut(at)
        && close.partner.is_some_and(|opener| opener + 1 == at)
    {
        close.breaks = 0;
    }
}

/// Removes pieces and lets the brackets know where their partners are now.
fn remove(pieces: &mut Vec<Piece<'_>>, gone: &[bool]) {
    let mut now = Vec::with_capacity(gone.len());
    let mut left = 0;
    for gone in gone {
        now.push(left);
        left += usize::from(!gone);
    }
    let mut gone = gone.iter();
    pieces.retain(|_| !gone.next().copied().unwrap_or_default());
    for piece in pieces {
        piece.partner = piece.partner.and_then(|partner| now.get(partner).copied());
    }
}
