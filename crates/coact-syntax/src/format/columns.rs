//! The columns that the author made: which tokens stand below one another on purpose.

use std::collections::BTreeMap;

use super::lines::Line;
use super::piece::Piece;
use super::spacing::BEFORE_COMMENT;

/// Lines apart up to which two tokens can form a column.
const FAR: usize = 12;

/// A line of a run, as the author wrote it.
pub(super) struct Row {
    /// Its first piece, and the one after its code.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The comment behind its code.
    pub(super) comment: Option<usize>,
    /// The column after its code; nothing where it was put together from several lines.
    pub(super) reach: Option<usize>,
    /// How far it is laid out: the next piece, and the column after the one before it.
    pub(super) next: usize,
    pub(super) column: usize,
}

/// A token of a column.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) piece: usize,
    /// Spaces in front of it, as the author wrote it.
    pub(super) space: usize,
    /// The column of the result that it belongs to, while these are looked for.
    pub(super) chain: Option<usize>,
}

impl Row {
    /// A line as a row, unless it holds nothing but a comment.
    pub(super) fn of(pieces: &[Piece<'_>], line: &Line) -> Option<Self> {
        let start = line.pieces.start;
        let last = line.pieces.end.checked_sub(1)?;
        let comment = pieces
            .get(last)
            .filter(|last| last.is_comment())
            .map(|_| last);
        let end = comment.unwrap_or(line.pieces.end);
        let (first, last) = (pieces.get(start)?, pieces.get(end.checked_sub(1)?)?);
        (end > start).then(|| Self {
            start,
            end,
            comment,
            reach: (first.line == last.line).then(|| last.end()),
            next: start,
            column: line.indent,
        })
    }

    /// Lays the row out up to a piece.
    pub(super) fn advance(&mut self, pieces: &[Piece<'_>], gaps: &[usize], to: usize) {
        while self.next < to {
            if self.next > self.start {
                self.column += gaps.get(self.next).copied().unwrap_or_default();
            }
            self.column += pieces.get(self.next).map_or(0, |piece| piece.width);
            self.next += 1;
        }
    }
}

/// Columns of code, each with where it stood.
pub(super) fn of_code(
    pieces: &[Piece<'_>],
    rows: &[Row],
    gaps: &[usize],
) -> Vec<(usize, Vec<Cell>)> {
    let mut chains: Vec<(usize, Vec<Cell>)> = Vec::new();
    // By column, the last token that stands there and that no line has covered since.
    let mut above: BTreeMap<usize, Cell> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let mut here = Vec::new();
        for at in row.start + 1..row.end {
            let Some(space) = space(pieces, row, at).filter(|_| gaps.get(at) == Some(&1)) else {
                continue;
            };
            let column = pieces.get(at).map_or(0, |piece| piece.column);
            let mut cell = Cell {
                row: number,
                piece: at,
                space,
                chain: None,
            };
            if let Some(upper) = above.get(&column)
                && number - upper.row <= FAR
                && (upper.space > 1 || space > 1)
            {
                let chain = upper.chain.unwrap_or(chains.len());
                if upper.chain.is_none() {
                    chains.push((column, vec![*upper]));
                }
                cell.chain = Some(chain);
                if let Some((_, cells)) = chains.get_mut(chain) {
                    cells.push(cell);
                }
            }
            here.push((column, cell));
        }
        above = above.split_off(&row.reach.unwrap_or(usize::MAX));
        above.extend(here);
    }
    chains
}

/// Columns of comments.
pub(super) fn of_comments(pieces: &[Piece<'_>], rows: &[Row]) -> Vec<Vec<Cell>> {
    let mut chains: Vec<Vec<Cell>> = Vec::new();
    // The column of the comment above, where no line has covered it since.
    let mut above: Option<usize> = None;
    for (number, row) in rows.iter().enumerate() {
        let Some((at, space)) = row
            .comment
            .and_then(|at| Some((at, space(pieces, row, at)?)))
        else {
            above = above.filter(|column| row.reach.is_some_and(|reach| reach <= *column));
            continue;
        };
        let column = pieces.get(at).map_or(0, |piece| piece.column);
        let cell = Cell {
            row: number,
            piece: at,
            space: space.max(BEFORE_COMMENT),
            chain: None,
        };
        let near =
            |cells: &&mut Vec<Cell>| cells.last().is_some_and(|last| number - last.row <= FAR);
        match chains
            .last_mut()
            .filter(|_| above == Some(column))
            .filter(near)
        {
            Some(cells) => cells.push(cell),
            None => chains.push(vec![cell]),
        }
        above = Some(column);
    }
    chains.retain(|cells| cells.len() > 1);
    chains
}

/// The spaces in front of a piece, as the author wrote it; nothing where it stood on another line than the first
/// of its row, or touched what is before it.
fn space(pieces: &[Piece<'_>], row: &Row, at: usize) -> Option<usize> {
    let first = pieces.get(row.start)?;
    let piece = pieces.get(at).filter(|piece| piece.line == first.line)?;
    let before = pieces.get(at.checked_sub(1)?)?;
    piece
        .column
        .checked_sub(before.end())
        .filter(|space| *space > 0)
}
