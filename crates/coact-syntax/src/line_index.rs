//! From byte offsets to lines and columns and back, in UTF-8 and UTF-16.

/// A line and a column, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in the unit of the function that gave it.
    pub column: u32,
}

/// A character that is longer than one byte, seen from the start of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    /// Bytes in front of it in its line.
    utf8: u32,
    /// UTF-16 units in front of it in its line.
    utf16: u32,
    /// Its length in bytes: 2 to 4.
    bytes: u32,
}

impl Wide {
    /// Its length in UTF-16 units.
    const fn units(self) -> u32 {
        if self.bytes == 4 { 2 } else { 1 }
    }
}

/// The lines of one text. It needs the text only to be built.
///
/// A line ends with `\n`; a `\r` in front of it is the last column of its line, as editors count it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// Where each line starts.
    starts: Vec<u32>,
    /// The wide characters of each line that has any, by line number.
    wide: Vec<(u32, Vec<Wide>)>,
    /// Length of the text in bytes.
    length: u32,
}

impl LineIndex {
    /// The index of a text of at most 4 GiB.
    pub fn new(text: &str) -> Self {
        let mut index = Self {
            starts: vec![0],
            wide: Vec::new(),
            length: narrow(text.len()),
        };
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let start = index.starts.last().copied().unwrap_or_default();
            if !line.is_ascii() {
                index.wide.push((narrow(number), wide(line)));
            }
            if line.ends_with('\n') {
                index.starts.push(start.saturating_add(narrow(line.len())));
            }
        }
        index
    }

    /// How many lines there are; text after the last newline is a line, even where it is empty.
    pub fn lines(&self) -> u32 {
        narrow(self.starts.len())
    }

    /// The bytes of a line, its newline included.
    pub fn line_range(&self, line: u32) -> Option<std::ops::Range<u32>> {
        let at = usize::try_from(line).ok()?;
        let start = self.starts.get(at).copied()?;
        let end = self.starts.get(at + 1).copied().unwrap_or(self.length);
        Some(start..end)
    }

    /// The line and the byte column of an offset; an offset beyond the text is its end.
    pub fn utf8(&self, offset: u32) -> LineColumn {
        let offset = offset.min(self.length);
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        LineColumn {
            line: narrow(line),
            column: offset - start,
        }
    }

    /// The line and the UTF-16 column of an offset; inside a character it is the column of that character.
    pub fn utf16(&self, offset: u32) -> LineColumn {
        let LineColumn { line, column } = self.utf8(offset);
        let wide = self.wide_of(line);
        let before = wide.partition_point(|wide| wide.utf8 < column);
        let column = match before.checked_sub(1).and_then(|last| wide.get(last)) {
            Some(last) if last.utf8 + last.bytes > column => last.utf16,
            Some(last) => last.utf16 + last.units() + (column - last.utf8 - last.bytes),
            None => column,
        };
        LineColumn { line, column }
    }

    /// The offset of a line and a byte column; beyond the line it is the line's end.
    pub fn offset_utf8(&self, at: LineColumn) -> u32 {
        self.line_range(at.line).map_or(self.length, |line| {
            line.start.saturating_add(at.column).min(line.end)
        })
    }

    /// The offset of a line and a UTF-16 column; inside a character it is the start of that character.
    pub fn offset_utf16(&self, at: LineColumn) -> u32 {
        let wide = self.wide_of(at.line);
        let before = wide.partition_point(|wide| wide.utf16 < at.column);
        let column = match before.checked_sub(1).and_then(|last| wide.get(last)) {
            Some(last) if last.utf16 + last.units() > at.column => last.utf8,
            Some(last) => last.utf8 + last.bytes + (at.column - last.utf16 - last.units()),
            None => at.column,
        };
        self.offset_utf8(LineColumn {
            line: at.line,
            column,
        })
    }

    fn wide_of(&self, line: u32) -> &[Wide] {
        self.wide
            .binary_search_by_key(&line, |(line, _)| *line)
            .ok()
            .and_then(|at| self.wide.get(at))
            .map_or(&[], |(_, wide)| wide)
    }
}

fn wide(line: &str) -> Vec<Wide> {
    let mut utf16 = 0;
    let mut found = Vec::new();
    for (at, c) in line.char_indices() {
        if !c.is_ascii() {
            found.push(Wide {
                utf8: narrow(at),
                utf16,
                bytes: narrow(c.len_utf8()),
            });
        }
        utf16 += narrow(c.len_utf16());
    }
    found
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
