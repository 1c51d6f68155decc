//! Text to tree for the coact event-modeling language.
//!
//! [`parse`] never fails: it returns the items it could read, in order, and every fault of the text. It
//! knows no meaning and does no I/O; it is the only crate that names the parser engine.

pub mod ast;
mod edit;
mod engine;
mod error;
pub mod format;
mod item;
mod kept;
pub mod keywords;
mod lex;
pub mod limits;
mod line_index;
mod lower;
mod nearest;
mod outline;
mod parser;
mod prescan;
mod scan;
mod script;
mod slip;
mod span;
mod split;
mod stack;
mod words;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use kept::Kept;
pub use lex::{comment, is_identifier, is_refused};
pub use line_index::{LineColumn, LineIndex};
pub use nearest::{edit_distance, nearest};
pub use parser::Parser;
pub use prescan::{Prescan, prescan};
pub use slip::{Clause, Slip};
pub use span::Span;

use std::sync::Arc;

/// What a text was read as. Items are in the order of the text; nothing of the text is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The items of the file.
    pub items: Vec<ParsedItem>,
    /// Faults of the file as a whole, with absolute spans.
    pub errors: Vec<SyntaxError>,
    /// Where an item ends rests on all of the text, see `split`.
    pub(crate) runaway: bool,
}

/// One item with the faults inside it. Shared with the memo: equal text gives the same allocation.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedItem {
    /// Where the item's text starts in the file; all spans inside are relative to this.
    pub base: u32,
    /// The item.
    pub item: Arc<ast::Item>,
    /// Its faults, relative to `base`.
    pub errors: Arc<[SyntaxError]>,
}

/// Reads a text without memory of earlier ones; see [`Parser`] for the memo.
pub fn parse(text: &[u8]) -> Parsed {
    Parser::new().parse(text)
}
