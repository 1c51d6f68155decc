//! Cuts a file into its items, so that a broken one costs one message and never its neighbours.
//!
//! Outside all braces a word that begins a line no further in than the item before it starts an item; inside
//! braces only a keyword of an item in column 0 does, which ends an item whose brace was never closed.
//! Doc comments belong to what follows them.

use std::ops::Range;

use crate::keywords::{Place, keyword};
use crate::lex::{Lexer, Token, TokenKind};

/// A piece of a file. Together the chunks are the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// What it is.
    pub(crate) kind: ChunkKind,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// What a piece of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    /// An item with the doc comments in front of it.
    Item,
    /// Blanks and comments between items, and the byte order mark.
    Trivia,
    /// Doc comments with nothing after them.
    Doc,
}

/// An item that is being read.
struct Open {
    start: usize,
    end: usize,
    column: usize,
    /// Its last token so far is the brace that closes its block.
    closed: bool,
}

struct Splitter<'t> {
    text: &'t str,
    chunks: Vec<Chunk>,
    /// Up to where the text is in chunks.
    done: usize,
    open: Option<Open>,
    /// Doc comments that will belong to the next item, if one comes.
    docs: Option<Range<usize>>,
    depth: usize,
}

/// Cuts a text into chunks.
pub(crate) fn split(text: &str) -> Vec<Chunk> {
    split_from(text, 0, |_, _| false).0
}

/// Cuts a text from the start of an item on, or from its own start, until an item begins of which it is known
/// how the text goes on: told by where the item starts and where the line of its first token starts. Answers
/// the start of that item too.
pub(crate) fn split_from(
    text: &str,
    from: usize,
    is_known: impl Fn(usize, usize) -> bool,
) -> (Vec<Chunk>, Option<usize>) {
    let bom = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let start = from.max(bom);
    let before = text.get(..start).unwrap_or_default();
    let mut splitter = Splitter {
        text,
        chunks: Vec::new(),
        done: from,
        open: None,
        docs: None,
        depth: 0,
    };
    let mut line_start = before.rfind('\n').map_or(bom, |newline| newline + 1);
    let mut first_in_line = true;
    for token in Lexer::new(text, start) {
        match token.kind {
            TokenKind::Newline => {
                line_start = token.end;
                first_in_line = true;
            }
            TokenKind::Doc => splitter.doc(token, token.start - line_start),
            kind if kind.is_trivia() => {}
            _ => {
                let column = first_in_line.then_some(token.start - line_start);
                if let Some(begun) = splitter.significant(token, column)
                    && is_known(begun, line_start)
                {
                    return (splitter.chunks, Some(begun));
                }
                first_in_line = false;
            }
        }
    }
    splitter.finish();
    (splitter.chunks, None)
}

impl Splitter<'_> {
    fn doc(&mut self, token: Token, column: usize) {
        // Lines of docs belong together, also where a refused character stands before one of them.
        let goes_on = self.docs.is_some();
        if self.open.is_none() || self.depth == 0 || column == 0 || goes_on {
            let start = self.docs.as_ref().map_or(token.start, |docs| docs.start);
            self.docs = Some(start..token.end);
        } else if let Some(open) = &mut self.open {
            open.end = token.end;
        }
    }

    /// `column` is given where the token is the first of its line. Answers where the item starts that the token
    /// begins, if it begins one behind others.
    fn significant(&mut self, token: Token, column: Option<usize>) -> Option<usize> {
        let docs = self.docs.take();
        let mut begun = None;
        if let Some(column) = column
            && self.starts_item(token, column)
        {
            self.close_item();
            self.depth = 0;
            let start = docs.map_or(token.start, |docs| docs.start);
            begun = Some(start);
            self.open = Some(Open {
                start,
                end: token.end,
                column,
                closed: false,
            });
        } else if let Some(open) = &mut self.open {
            open.end = token.end;
        } else {
            self.open = Some(Open {
                start: docs.map_or(token.start, |docs| docs.start),
                end: token.end,
                column: column.unwrap_or_default(),
                closed: false,
            });
        }
        match token.kind {
            TokenKind::Open('{') => self.depth += 1,
            TokenKind::Close('}') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if let Some(open) = &mut self.open {
            open.closed = self.depth == 0 && token.kind == TokenKind::Close('}');
        }
        begun
    }

    fn starts_item(&self, token: Token, column: usize) -> bool {
        let Some(open) = &self.open else {
            return true;
        };
        // A brace that closes nothing belongs to the item whose block lacks its own.
        if token.kind == TokenKind::Close('}') {
            return false;
        }
        let word = token.kind == TokenKind::Word;
        if self.depth == 0 {
            let outdented = column <= open.column && (word || open.closed);
            return outdented || (word && self.is_item_keyword(token));
        }
        column == 0 && word && self.is_item_keyword(token)
    }

    /// An item keyword with a name, a title or a brace after it on its line: a field or a payload name is not.
    fn is_item_keyword(&self, token: Token) -> bool {
        let word = self.text.get(token.start..token.end).unwrap_or_default();
        if !keyword(word).is_some_and(|found| found.places.contains(&Place::Item)) {
            return false;
        }
        let rest = self.text.get(token.end..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t'])
            .starts_with(|c| matches!(c, '"' | '`' | '{') || crate::lex::starts_word(c))
    }

    fn push(&mut self, kind: ChunkKind, range: Range<usize>) {
        if range.start > self.done {
            self.chunks.push(Chunk {
                kind: ChunkKind::Trivia,
                range: self.done..range.start,
            });
        }
        self.done = range.end;
        self.chunks.push(Chunk { kind, range });
    }

    fn close_item(&mut self) {
        if let Some(open) = self.open.take() {
            // A string that does not end, or a doc comment, takes the blanks at the end of its line with it.
            let inside = self.text.get(open.start..open.end).unwrap_or_default();
            let length = inside.trim_end_matches([' ', '\t']).len();
            self.push(ChunkKind::Item, open.start..open.start + length);
        }
    }

    fn finish(&mut self) {
        if let Some(docs) = self.docs.take() {
            match &mut self.open {
                // Inside an open block the grammar finds it, together with its block.
                Some(open) if self.depth > 0 => open.end = docs.end,
                _ => {
                    self.close_item();
                    self.push(ChunkKind::Doc, docs);
                }
            }
        }
        self.close_item();
        if self.done < self.text.len() {
            self.chunks.push(Chunk {
                kind: ChunkKind::Trivia,
                range: self.done..self.text.len(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ChunkKind, split};

    fn items(text: &str) -> Vec<&str> {
        split(text)
            .into_iter()
            .filter(|chunk| chunk.kind == ChunkKind::Item)
            .filter_map(|chunk| text.get(chunk.range))
            .collect()
    }

    proptest! {
        #[test]
        fn the_chunks_are_the_text(
            text in "([a-z]{1,3}|entity A|view B|\\{|\\}|\\(|\"|///|//!|//|`|\n|\r\n| |é|\u{FEFF}){0,60}"
        ) {
            let mut end = 0;
            for chunk in split(&text) {
                prop_assert_eq!(chunk.range.start, end);
                prop_assert!(!chunk.range.is_empty());
                end = chunk.range.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let text = "let a = \"{\" // {\nlet b = 1\n";
        assert_eq!(items(text), ["let a = \"{\"", "let b = 1"]);
    }

    #[test]
    fn indented_lines_go_on_and_words_in_column_zero_start() {
        let text = "query Q from V\n    where x\n    order by y\nview V {\n}\n  entity E {}\n  enum F {}\n";
        assert_eq!(items(text).len(), 4);
        let text = "  entity E {}\n  enum F {}\nimport a";
        assert_eq!(items(text).len(), 3);
    }

    #[test]
    fn a_field_in_column_zero_is_no_item() {
        assert_eq!(items("entity E {\nview: Int\nquery\n}\n").len(), 1);
        assert_eq!(items("entity E {\nview V {}\n").len(), 2);
    }
}
