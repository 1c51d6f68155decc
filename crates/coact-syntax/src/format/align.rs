//! Columns that the author made.
//!
//! Two or more spaces in front of a token stay where the nearest line above or below that reaches its column
//! has a token there too. The tokens of such a column stand below one another again in the result, as close to
//! what is before them as the closest one was. Lines are compared that stand in the same bracket with no empty
//! line between them, code with code and comments with comments.

use std::collections::BTreeMap;

use super::lines::Line;
use super::piece::Piece;
use super::spacing::BEFORE_COMMENT;

/// Lines apart up to which two tokens can form a column.
const FAR: usize = 12;

/// A line of a run, as the author wrote it.
struct Row {
    /// Its first piece, and the one after its code.
    start: usize,
    end: usize,
    /// The comment behind its code.
    comment: Option<usize>,
    /// The column after its code; nothing where it was put together from several lines.
    reach: Option<usize>,
    /// How far it is laid out: the next piece, and the column after the one before it.
    next: usize,
    column: usize,
}

/// A token of a column.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    piece: usize,
    /// Spaces in front of it, as the author wrote it.
    space: usize,
    chain: Option<usize>,
}

/// Widens the gaps of tokens that form columns.
pub(super) fn align(pieces: &[Piece<'_>], lines: &[Line], gaps: &mut [usize]) {
    let mut run: Vec<&Line> = Vec::new();
    for line in lines {
        let closes = pieces.get(line.pieces.start).is_some_and(Piece::is_close);
        let apart = run
            .last()
            .is_some_and(|last| last.bracket != line.bracket || line.empty_before);
        if apart || closes {
            align_run(pieces, &run, gaps);
            run.clear();
        }
        if !closes {
            run.push(line);
        }
    }
    align_run(pieces, &run, gaps);
}

fn align_run(pieces: &[Piece<'_>], run: &[&Line], gaps: &mut [usize]) {
    if run.len() < 2 {
        return;
    }
    let mut rows: Vec<Row> = run.iter().filter_map(|line| row(pieces, line)).collect();
    let mut chains = code_chains(pieces, &rows, gaps);
    // A column is laid out when all that stands to its left is.
    chains.sort_by_key(|(column, _)| *column);
    let comments = comment_chains(pieces, &rows);
    for cells in chains.into_iter().map(|(_, cells)| cells).chain(comments) {
        lay_out(pieces, &mut rows, &cells, gaps);
    }
}

/// A line as a row, unless it holds nothing but a comment.
fn row(pieces: &[Piece<'_>], line: &Line) -> Option<Row> {
    let start = line.pieces.start;
    let last = line.pieces.end.checked_sub(1)?;
    let comment = pieces
        .get(last)
        .filter(|last| last.is_comment())
        .map(|_| last);
    let end = comment.unwrap_or(line.pieces.end);
    let (first, last) = (pieces.get(start)?, pieces.get(end.checked_sub(1)?)?);
    (end > start).then(|| Row {
        start,
        end,
        comment,
        reach: (first.line == last.line).then(|| last.end()),
        next: start,
        column: line.indent,
    })
}

/// Columns of code, each with where it stood.
fn code_chains(pieces: &[Piece<'_>], rows: &[Row], gaps: &[usize]) -> Vec<(usize, Vec<Cell>)> {
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
fn comment_chains(pieces: &[Piece<'_>], rows: &[Row]) -> Vec<Vec<Cell>> {
    let mut chains: Vec<Vec<Cell>> = Vec::new();
    // The column of the comment above, where no line has covered it since, and whether it is the last cell.
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

/// Puts the tokens of a column below one another.
fn lay_out(pieces: &[Piece<'_>], rows: &mut [Row], cells: &[Cell], gaps: &mut [usize]) {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
        return;
    };
    let closest = cells.iter().map(|cell| cell.space).min().unwrap_or(1);
    let mut column = 0;
    let mut own = cells.iter().peekable();
    for (number, row) in rows
        .iter_mut()
        .enumerate()
        .take(last.row + 1)
        .skip(first.row)
    {
        match own.next_if(|cell| cell.row == number) {
            Some(cell) => {
                row.advance(pieces, gaps, cell.piece);
                column = column.max(row.column + closest);
            }
            // A line between that does not reach the column must not do so now.
            None => {
                row.advance(pieces, gaps, row.end);
                column = column.max(row.column);
            }
        }
    }
    for cell in cells {
        let before = rows.get(cell.row).map_or(column, |row| row.column);
        if let Some(gap) = gaps.get_mut(cell.piece) {
            *gap = column.saturating_sub(before);
        }
    }
}

impl Row {
    /// Lays the row out up to a piece.
    fn advance(&mut self, pieces: &[Piece<'_>], gaps: &[usize], to: usize) {
        while self.next < to {
            if self.next > self.start {
                self.column += gaps.get(self.next).copied().unwrap_or_default();
            }
            self.column += pieces.get(self.next).map_or(0, |piece| piece.width);
            self.next += 1;
        }
    }
}
