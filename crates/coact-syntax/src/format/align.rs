//! Columns that the author made.
//!
//! Two or more spaces in front of a token stay where the nearest line above or below that reaches its column
//! has a token there too. The tokens of such a column stand below one another again in the result, as close to
//! what is before them as the closest one was. Lines are compared that stand in the same bracket with no empty
//! line between them, code with code and comments with comments.

use super::columns::{Cell, Row, of_code, of_comments};
use super::lines::Line;
use super::piece::Piece;

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
    let mut rows: Vec<Row> = run
        .iter()
        .filter_map(|line| Row::of(pieces, line))
        .collect();
    let mut chains = of_code(pieces, &rows, gaps);
    // A column is laid out when all that stands to its left is.
    chains.sort_by_key(|(column, _)| *column);
    let comments = of_comments(pieces, &rows);
    for cells in chains.into_iter().map(|(_, cells)| cells).chain(comments) {
        lay_out(pieces, &mut rows, &cells, gaps);
    }
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
