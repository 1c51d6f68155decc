//! Where tokens stand in the items of a text.

use crate::lex::{Token, TokenKind};
use crate::split::{ChunkKind, split};

/// Where a piece stands in its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between items, or among the doc comments in front of one.
    Outside,
    /// The first word of an item.
    First,
    /// Anywhere else in an item.
    Inside,
}

/// The items of a text, asked in the order of its tokens.
pub(super) struct Places {
    items: std::iter::Peekable<std::vec::IntoIter<std::ops::Range<usize>>>,
    begun: bool,
}

impl Places {
    /// The items of a text.
    pub(super) fn of(text: &str) -> Self {
        let items: Vec<_> = split(text)
            .chunks
            .into_iter()
            .filter(|chunk| chunk.kind == ChunkKind::Item)
            .map(|chunk| chunk.range)
            .collect();
        Self {
            items: items.into_iter().peekable(),
            begun: false,
        }
    }

    /// Where the next token stands.
    pub(super) fn of_token(&mut self, token: Token) -> Place {
        while self.items.next_if(|item| item.end <= token.start).is_some() {
            self.begun = false;
        }
        let inside = self
            .items
            .peek()
            .is_some_and(|item| item.start <= token.start);
        if inside && self.begun {
            Place::Inside
        } else if inside && !matches!(token.kind, TokenKind::Comment | TokenKind::Doc) {
            self.begun = true;
            Place::First
        } else {
            Place::Outside
        }
    }
}
