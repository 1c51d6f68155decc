//! What stands between two tokens of a line.

use super::piece::Piece;
use crate::keywords::{Place, keyword};
use crate::lex::TokenKind;

/// Marks between two operands. Other marks stand as the author set them.
const BETWEEN: [&str; 16] = [
    "=", "=>", "->", "~>", "==", "!=", "<=", ">=", "<", ">", "??", "+", "-", "*", "%", "|",
];

/// Spaces in front of a comment that stands behind something.
pub(super) const BEFORE_COMMENT: usize = 2;

/// How many spaces stand in front of a piece that is not the first of its line.
pub(super) fn gap(pieces: &[Piece<'_>], at: usize) -> usize {
    let (Some(before), Some(piece)) = (
        at.checked_sub(1).and_then(|at| pieces.get(at)),
        pieces.get(at),
    ) else {
        return 0;
    };
    if piece.is_comment() {
        return BEFORE_COMMENT;
    }
    usize::from(spaced(pieces, at, before, piece))
}

fn spaced(pieces: &[Piece<'_>], at: usize, before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    if before.is_open() {
        return inside(pieces, at - 1, piece.kind);
    }
    if piece.is_close() {
        return piece
            .partner
            .is_some_and(|opener| inside(pieces, opener, before.kind));
    }
    let joined = [",", ":", ".", "?"].iter().any(|mark| piece.is(mark))
        || before.is(".")
        || (before.is("-") && is_sign(pieces, at - 1))
        || is_of_unit(pieces, at)
        || is_of_unit(pieces, at - 1)
        || is_range(before, piece);
    if joined {
        return false;
    }
    if before.is(",") || before.is(":") || piece.opens('{') {
        return true;
    }
    let as_written = (piece.is_open() && ends_operand(pieces, at - 1) && !is_operator(before))
        || is_unknown(before)
        || is_unknown(piece);
    !(as_written && piece.glued)
}

/// Whether spaces stand at the inner sides of brackets: of blocks, and of lists of blocks.
fn inside(pieces: &[Piece<'_>], opener: usize, neighbour: TokenKind) -> bool {
    let Some(bracket) = pieces.get(opener) else {
        return false;
    };
    let next = pieces.get(opener + 1);
    match bracket.kind {
        _ if bracket.of_type => false,
        TokenKind::Open('{') => !next.is_some_and(|next| next.closes('}')),
        TokenKind::Open('[') => {
            next.is_some_and(|next| next.opens('{'))
                && matches!(neighbour, TokenKind::Open('{') | TokenKind::Close('}'))
        }
        _ => false,
    }
}

/// Whether a minus belongs to what follows: it does after a mark or a bracket that opens, else where it is
/// written so, because `update -1` and `update - 1` are not the same.
fn is_sign(pieces: &[Piece<'_>], at: usize) -> bool {
    let glued = |at: usize| pieces.get(at).is_some_and(|piece| piece.glued);
    let after_operand = at > 0 && ends_operand(pieces, at - 1);
    !after_operand || (!glued(at) && glued(at + 1))
}

/// Whether an operand can end with the piece: a word, a bracket that closes, the star of `1..*`.
fn ends_operand(pieces: &[Piece<'_>], at: usize) -> bool {
    let is = |at: usize, mark| pieces.get(at).is_some_and(|piece| piece.is(mark));
    pieces.get(at).is_some_and(|piece| match piece.kind {
        TokenKind::Other => is(at, "*") && at > 0 && is(at - 1, ".."),
        TokenKind::Open(_) => false,
        _ => true,
    })
}

/// Whether the piece is a word that cannot be called or read by key: `not (a or b)`, `x in [1, 2]`.
fn is_operator(piece: &Piece<'_>) -> bool {
    keyword(piece.text).is_some_and(|word| word.places.contains(&Place::Expression))
}

/// Whether the piece is the stroke of a unit, `EUR/day`, which touches both words. Between numbers it divides.
fn is_of_unit(pieces: &[Piece<'_>], at: usize) -> bool {
    let word = |at: usize| pieces.get(at).filter(|it| it.kind == TokenKind::Word);
    pieces
        .get(at)
        .is_some_and(|stroke| stroke.is("/") && stroke.glued)
        && at.checked_sub(1).and_then(word).is_some()
        && word(at + 1).is_some_and(|next| next.glued)
}

/// Whether two pieces touch because one is the mark of a range: `1..*`, `in ..5`, `2.. "at least two"`.
fn is_range(before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    if before.is("..") {
        return piece.kind == TokenKind::Number || piece.is("*") || piece.is("-");
    }
    piece.is("..") && before.text != "in"
}

fn is_unknown(piece: &Piece<'_>) -> bool {
    const KNOWN: [&str; 6] = [",", ":", ".", "..", "?", "/"];
    piece.kind == TokenKind::Other && !BETWEEN.contains(&piece.text) && !KNOWN.contains(&piece.text)
}
