//! The door with a memory: items whose text was seen before are not read again.

use std::collections::HashMap;
use std::sync::Arc;

use crate::ast::Item;
use crate::scan::{self, span};
use crate::split::{ChunkKind, split};
use crate::{Parsed, ParsedItem, SyntaxError, SyntaxErrorKind, item};

/// Bytes of item text after which a generation of the memo is full.
const GENERATION_BYTES: usize = 32 * 1024 * 1024;

/// An item that was read, with its faults.
#[derive(Clone, Debug)]
struct Entry {
    item: Arc<Item>,
    errors: Arc<[SyntaxError]>,
}

/// A parser that remembers the items it has read, broken ones too.
///
/// The memo is bounded: it holds two generations, and where the younger is full the elder is forgotten, so
/// that what is still in use stays.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    young: HashMap<Arc<str>, Entry>,
    elder: HashMap<Arc<str>, Entry>,
    young_bytes: usize,
}

impl Parser {
    /// A parser that remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a text. The result is that of [`parse`](crate::parse), whatever was read before.
    pub fn parse(&mut self, text: &[u8]) -> Parsed {
        let (text, errors) = scan::file(text);
        let mut parsed = Parsed {
            items: Vec::new(),
            errors,
        };
        let Some(text) = text else {
            return parsed;
        };
        for chunk in split(text) {
            match chunk.kind {
                ChunkKind::Trivia => {}
                ChunkKind::Doc => parsed.errors.push(SyntaxError {
                    kind: SyntaxErrorKind::DanglingDoc,
                    span: span(chunk.range.start, chunk.range.end),
                }),
                ChunkKind::Item => {
                    let base = span(chunk.range.start, chunk.range.end).start;
                    let entry = self.item(text.get(chunk.range).unwrap_or_default());
                    parsed.items.push(ParsedItem {
                        base,
                        item: entry.item,
                        errors: entry.errors,
                    });
                }
            }
        }
        parsed.errors.sort_by_key(|error| error.span);
        parsed
    }

    fn item(&mut self, text: &str) -> Entry {
        if let Some(entry) = self.young.get(text) {
            return entry.clone();
        }
        let (key, entry) = self.elder.remove_entry(text).unwrap_or_else(|| {
            let (item, errors) = item::read(text);
            let entry = Entry {
                item: Arc::new(item),
                errors: errors.into(),
            };
            (Arc::from(text), entry)
        });
        if self.young_bytes + text.len() > GENERATION_BYTES {
            self.elder = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += text.len();
        self.young.insert(key, entry.clone());
        entry
    }
}
