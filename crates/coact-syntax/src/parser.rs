//! The door with a memory: items whose text was seen before are not read again.

use std::collections::HashMap;
use std::sync::Arc;

use crate::ast::Item;
use crate::edit::Edit;
use crate::scan::{self, span};
use crate::split::{Chunk, ChunkKind, split, split_from};
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
            runaway: false,
        };
        let Some(text) = text else {
            return parsed;
        };
        let split = split(text);
        parsed.runaway = split.runaway;
        self.chunks(text, split.chunks, &mut parsed);
        parsed.errors.sort_by_key(|error| error.span);
        parsed
    }

    /// Reads a text again after an edit: `before` is what the `old` text was read as. The result is that of
    /// [`Parser::parse`]; what stands before and behind the edit is not looked at again.
    pub fn parse_again(&mut self, old: &[u8], before: &Parsed, text: &[u8]) -> Parsed {
        if old == text {
            return before.clone();
        }
        let edit = Edit::between(old, text);
        let clean = std::str::from_utf8(text)
            .ok()
            .filter(|_| before.errors.is_empty() && !before.runaway)
            .filter(|text| scan::is_clean(text, edit.from, edit.to));
        let Some(clean) = clean else {
            return self.parse(text);
        };
        let mut parsed = Parsed {
            items: Vec::new(),
            errors: Vec::new(),
            runaway: false,
        };
        let items = before.items.as_slice();
        // Where an item ends is told by the first token of the next one, which the edit must not touch.
        let untouched = items.partition_point(|item| item.base as usize <= edit.from);
        let kept = untouched.saturating_sub(2);
        let from = match kept {
            0 => 0,
            kept => items.get(kept).map_or(0, |item| item.base as usize),
        };
        parsed.items.extend(items.iter().take(kept).cloned());
        let place = |start: usize| {
            let old = edit.before(start)?;
            items.binary_search_by_key(&old, |item| item.base).ok()
        };
        let is_known = |start: usize, line: usize| line >= edit.to && place(start).is_some();
        let split = split_from(clean, from, is_known);
        parsed.runaway = split.runaway;
        self.chunks(clean, split.chunks, &mut parsed);
        let behind = split.known.and_then(place).and_then(|at| items.get(at..));
        for item in behind.unwrap_or_default() {
            parsed.items.push(ParsedItem {
                base: edit.after(item.base),
                ..item.clone()
            });
        }
        parsed.errors.sort_by_key(|error| error.span);
        parsed
    }

    fn chunks(&mut self, text: &str, chunks: Vec<Chunk>, parsed: &mut Parsed) {
        for chunk in chunks {
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
