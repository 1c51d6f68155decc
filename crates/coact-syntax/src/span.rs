//! Where something stands in a text, as byte offsets.

/// A half-open range of bytes, `start..end`, always on character boundaries.
///
/// Spans inside an [`Item`](crate::ast::Item) are relative to the first byte of that item, so that an
/// edit elsewhere in the file leaves the item untouched; [`Span::shift`] makes them absolute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// This span moved right by `base` bytes: from relative to absolute.
    #[must_use]
    pub const fn shift(self, base: u32) -> Self {
        Self {
            start: self.start.saturating_add(base),
            end: self.end.saturating_add(base),
        }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}
