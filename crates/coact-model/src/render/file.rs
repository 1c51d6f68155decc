//! A text with the index of its lines, made once for all findings of one run.

use std::collections::BTreeMap;

use coact_syntax::LineIndex;
#[cfg(feature = "render")]
use coact_syntax::Span;

use super::harmless;
use crate::{FileId, Loc, Sources};

/// A text as it is shown.
#[derive(Debug)]
pub(super) struct File {
    /// Its name.
    pub(super) name: String,
    /// The text, harmless; offsets are those of the bytes.
    #[cfg(feature = "render")]
    pub(super) text: String,
    /// Its lines.
    pub(super) lines: LineIndex,
}

/// The texts that findings name, each indexed when the first finding names it.
pub(super) struct Files<'a> {
    sources: &'a Sources,
    known: BTreeMap<FileId, File>,
}

impl<'a> Files<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            known: BTreeMap::new(),
        }
    }

    /// The text of this id, where an earlier call of [`get`](Self::get) has read it.
    #[cfg(feature = "render")]
    pub(super) fn known(&self, id: FileId) -> Option<&File> {
        self.known.get(&id)
    }

    /// The text of this id; an empty one without a name where there is none.
    pub(super) fn get(&mut self, id: FileId) -> &File {
        self.known.entry(id).or_insert_with(|| {
            let (name, bytes) = self.sources.get(id).map_or(("", &[][..]), |file| {
                (file.name.as_str(), file.bytes.as_slice())
            });
            let text = harmless::text(bytes);
            File {
                name: harmless::line(name).into_owned(),
                lines: LineIndex::new(&text),
                #[cfg(feature = "render")]
                text,
            }
        })
    }

    /// Name, line and column of the start of a place; both counted from 1, columns in bytes.
    pub(super) fn start(&mut self, loc: Loc) -> (&str, Position) {
        let file = self.get(loc.file);
        (&file.name, file.position(loc.span.start))
    }
}

/// A line and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl File {
    pub(super) fn position(&self, offset: u32) -> Position {
        let at = self.lines.utf8(offset);
        Position {
            line: at.line.saturating_add(1),
            column: at.column.saturating_add(1),
        }
    }

    /// A line and a column in UTF-16, both counted from 1: what most programs call a column.
    pub(super) fn units(&self, offset: u32) -> Position {
        let at = self.lines.utf16(offset);
        Position {
            line: at.line.saturating_add(1),
            column: at.column.saturating_add(1),
        }
    }

    /// The span inside the text.
    #[cfg(feature = "render")]
    pub(super) fn clamp(&self, span: Span) -> Span {
        let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let end = span.end.min(length);
        Span::new(span.start.min(end), end)
    }
}
