//! Cuts a file into its items, so that a broken one costs one message and never its neighbours.
//!
//! Outside all braces a word that begins a line no further in than the item before it starts an item; inside
//! braces only a keyword of an item in column 0 does, which ends an item whose brace was never closed. Where no line of
//! the block is indented, it does so only if no brace behind it closes the block. A deeper line behind the braces of an
//! item begins none where the item is closed once more behind it: a brace inside was never opened.
//! Doc comments belong to what follows them.

mod ahead;

use std::ops::Range;

use ahead::Ahead;

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
    /// The brace that closes it, where those before it are one too many.
    held: Option<usize>,
}

struct Splitter<'t> {
    text: &'t str,
    chunks: Vec<Chunk>,
    /// Up to where the text is in chunks.
    done: usize,
    open: Option<Open>,
    /// Doc comments that will belong to the next item, if one comes.
    docs: Option<Range<usize>>,
    /// For each open brace, whether a line of its block is indented.
    blocks: Vec<bool>,
    /// The braces from the first place on where somebody asked for them.
    ahead: Option<Ahead>,
    runaway: bool,
}

/// A text cut into chunks.
#[derive(Debug)]
pub(crate) struct Split {
    pub(crate) chunks: Vec<Chunk>,
    /// Where the item starts at which the cutting ended, because it is known how the text goes on.
    pub(crate) known: Option<usize>,
    /// An item was ended because no brace behind it closes its block: where it ends rests on all of the text.
    pub(crate) runaway: bool,
}

/// Cuts a text into chunks.
pub(crate) fn split(text: &str) -> Split {
    split_from(text, 0, |_, _| false)
}

/// Cuts a text from the start of an item on, or from its own start, until an item begins of which it is known
/// how the text goes on: told by where the item starts and where the line of its first token starts.
pub(crate) fn split_from(
    text: &str,
    from: usize,
    is_known: impl Fn(usize, usize) -> bool,
) -> Split {
    let bom = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let start = from.max(bom);
    let before = text.get(..start).unwrap_or_default();
    let mut splitter = Splitter {
        text,
        chunks: Vec::new(),
        done: from,
        open: None,
        docs: None,
        blocks: Vec::new(),
        ahead: None,
        runaway: false,
    };
    let mut line_start = before.rfind('\n').map_or(bom, |newline| newline + 1);
    let mut first_in_line = true;
    for token in Lexer::new(text, start) {
        match token.kind {
            TokenKind::Newline => {
                line_start = token.end;
                first_in_line = true;
            }
            // It belongs to what stands before it, and its end begins a line.
            TokenKind::Foreign(closed) => {
                splitter.runaway |= !closed;
                splitter.foreign(token);
                if let Some(newline) = token.last_newline(text) {
                    (line_start, first_in_line) = (newline + 1, true);
                }
            }
            TokenKind::Doc => splitter.doc(token, token.start - line_start),
            kind if kind.is_trivia() => {}
            _ => {
                let column = first_in_line.then_some(token.start - line_start);
                if let Some(begun) = splitter.significant(token, column)
                    && is_known(begun, line_start)
                {
                    return splitter.split(Some(begun));
                }
                first_in_line = false;
            }
        }
    }
    splitter.finish();
    splitter.split(None)
}

impl Splitter<'_> {
    fn split(self, known: Option<usize>) -> Split {
        Split {
            chunks: self.chunks,
            known,
            runaway: self.runaway,
        }
    }

    fn doc(&mut self, token: Token, column: usize) {
        // Lines of docs belong together, also where a refused character stands before one of them.
        let goes_on = self.docs.is_some();
        if self.open.is_none() || self.blocks.is_empty() || column == 0 || goes_on {
            let start = self.docs.as_ref().map_or(token.start, |docs| docs.start);
            self.docs = Some(start..token.end);
        } else if let Some(open) = &mut self.open {
            open.end = token.end;
        }
    }

    fn foreign(&mut self, token: Token) {
        let docs = self.docs.take();
        let inside = self.open.as_ref().is_some_and(|open| open.held.is_some());
        if docs.is_some() && self.blocks.is_empty() && !inside {
            self.close_item();
        }
        let open = self.open.get_or_insert(Open {
            start: docs.map_or(token.start, |docs| docs.start),
            end: token.end,
            // Whatever comes next begins an item of its own.
            column: usize::MAX,
            closed: true,
            held: None,
        });
        open.end = token.end;
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
            self.blocks.clear();
            let start = docs.map_or(token.start, |docs| docs.start);
            begun = Some(start);
            self.open = Some(Open {
                start,
                end: token.end,
                column,
                closed: false,
                held: None,
            });
        } else if let Some(open) = &mut self.open {
            open.end = token.end;
        } else {
            self.open = Some(Open {
                start: docs.map_or(token.start, |docs| docs.start),
                end: token.end,
                column: column.unwrap_or_default(),
                closed: false,
                held: None,
            });
        }
        match token.kind {
            TokenKind::Open('{') => self.blocks.push(false),
            TokenKind::Close('}') => {
                self.blocks.pop();
            }
            _ => {}
        }
        if let Some(open) = &mut self.open {
            if open.held == Some(token.start) {
                self.blocks.clear();
            }
            open.closed = self.blocks.is_empty() && token.kind == TokenKind::Close('}');
        }
        begun
    }

    fn starts_item(&mut self, token: Token, column: usize) -> bool {
        let Some(open) = &self.open else {
            return true;
        };
        // A brace that closes nothing belongs to the item whose block lacks its own.
        if token.kind == TokenKind::Close('}') || open.held.is_some_and(|end| token.start < end) {
            return false;
        }
        let word = token.kind == TokenKind::Word;
        if self.blocks.is_empty() {
            let (around, outdented) = (open.column, column <= open.column);
            if outdented && (word || open.closed) {
                return true;
            }
            return word
                && self.is_item_keyword(token)
                && (outdented || !self.holds(token, around));
        }
        if column > 0 || !word || !self.is_item_keyword(token) {
            if let Some(indented) = self.blocks.last_mut() {
                *indented |= column > 0;
            }
            return false;
        }
        if self.blocks.last() == Some(&true) {
            return true;
        }
        let open = self.blocks.len();
        let runs_away = !self.ahead(token.start).closes(token.start, open);
        self.runaway |= runs_away;
        runs_away
    }

    /// Whether the item in this column goes on behind its braces, because it is closed once more. That it is not rests
    /// on what stands behind it.
    fn holds(&mut self, token: Token, column: usize) -> bool {
        let end = self.ahead(token.start).closes_again(token.start, column);
        self.runaway |= end.is_none();
        if let Some(open) = &mut self.open {
            open.held = end;
        }
        end.is_some()
    }

    fn ahead(&mut self, at: usize) -> &Ahead {
        let text = self.text;
        self.ahead.get_or_insert_with(|| Ahead::of(text, at))
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
                Some(open) if !self.blocks.is_empty() => open.end = docs.end,
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
            .chunks
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
            for chunk in split(&text).chunks {
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

    #[test]
    fn a_block_that_is_not_indented_goes_on_until_it_is_closed() {
        let text =
            "story \"s\" { slice \"1\" { command A\nspec \"p\" { when A }\n} }\nentity E {}\n";
        assert_eq!(items(text).len(), 2);
        let text = "aggregate C {\nkey c: Uuid\ncommand A {\n}\ncommand B {\n}\n}\nentity E {\n}\n";
        assert_eq!(items(text).len(), 2);
        // An indented one has lost its brace, whatever follows.
        let text = "entity E {\n    a: Int\nview V {\n}\n}\n";
        assert_eq!(items(text).len(), 2);
    }
}
