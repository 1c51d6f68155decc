//! From lines to text.

use super::lines::Line;
use super::piece::{Piece, print_start};

/// Writes the lines. The byte order mark and the kind of line end stay as they are.
pub(super) fn print(text: &str, pieces: &[Piece<'_>], lines: &[Line], gaps: &[usize]) -> String {
    let first_line = text.find('\n').and_then(|at| text.get(..at));
    let end = match first_line {
        Some(line) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..print_start(text)).unwrap_or_default());
    let spaces = |out: &mut String, count| out.extend(std::iter::repeat_n(' ', count));
    for line in lines {
        if line.empty_before {
            out.push_str(end);
        }
        spaces(&mut out, line.indent);
        for at in line.pieces.clone() {
            if at > line.pieces.start {
                spaces(&mut out, gaps.get(at).copied().unwrap_or_default());
            }
            out.push_str(pieces.get(at).map_or("", |piece| piece.text));
        }
        out.push_str(end);
    }
    out
}
