//! Reads the text of one item: its tokens are scanned, the grammar is asked, and its answer is lowered.

mod missing;

use std::borrow::Cow;
use std::ops::Range;

use crate::ast::{Item, ItemKind};
use crate::engine::{self, Asked, Refusal, Rule};
use crate::keywords::{Place, keyword, keywords_at};
use crate::lex::{Lexer, Token, TokenKind};
use crate::limits::MAX_ITEM_BYTES;
use crate::lower::Lowering;
use crate::nearest::nearest;
use crate::scan::span;
use crate::{Span, SyntaxError, SyntaxErrorKind, stack};

/// Longest excerpt of a text that a message quotes, in characters.
const QUOTED: usize = 30;

/// The text of an item with what its tokens say.
pub(crate) struct Source<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// The text as the grammar sees it: comments and refused characters are blanks of the same length.
    pub(crate) plain: &'t str,
    /// Its tokens without blanks and comments.
    pub(crate) tokens: Vec<Token>,
    /// Where the scan has found a fault.
    pub(crate) faults: Vec<Span>,
}

impl<'t> Source<'t> {
    /// The end of the last token at or before an offset: what the grammar read ends here, not in the blanks after.
    pub(crate) fn tight_end(&self, end: usize) -> usize {
        let after = self.tokens.partition_point(|token| token.end <= end);
        after
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(end, |token| token.end)
    }

    /// The first token that ends after an offset.
    pub(crate) fn next_token(&self, start: usize) -> Option<&Token> {
        let at = self.tokens.partition_point(|token| token.end <= start);
        self.tokens.get(at)
    }

    /// The text between two offsets.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether the scan has reported something between two offsets. Its faults are tokens, in order.
    pub(crate) fn is_faulty(&self, start: usize, end: usize) -> bool {
        let range = span(start, end);
        let before_end = self.faults.partition_point(|fault| fault.start < range.end);
        before_end
            .checked_sub(1)
            .and_then(|last| self.faults.get(last))
            .is_some_and(|fault| fault.end > range.start)
    }

    /// A refusal as a fault of this text, at the token where it lies. Nothing was read of what begins at the start
    /// of the question where it lies there: then it is the fault of its first token, and not of the end of the line
    /// before.
    pub(crate) fn refused(&self, refusal: Refusal, asked: Asked) -> SyntaxError {
        if let Some(slip) = self.slip(&refusal, asked) {
            return slip;
        }
        let start = asked.start;
        let before = self.tight_end(refusal.at);
        let next = self
            .next_token(refusal.at)
            .filter(|token| refusal.at == start || !self.slice(before, token.start).contains('\n'));
        let (at, found) = match next {
            Some(token) => {
                let start = token.start.max(refusal.at.min(token.end));
                (span(start, token.end), self.found(start, token.end))
            }
            None => (span(before, before), "the end of the line".to_owned()),
        };
        SyntaxError {
            kind: refusal.kind(found),
            span: at,
        }
    }

    /// What stands between two offsets, in words of a message.
    pub(crate) fn found(&self, start: usize, end: usize) -> String {
        let text = self.slice(start, end);
        if text.starts_with("//") {
            return "a doc comment".to_owned();
        }
        // What stands between backticks bears its own.
        match text.strip_prefix('`') {
            Some("") => return "a backtick".to_owned(),
            Some(name) if name.ends_with('`') => return text.to_owned(),
            _ => {}
        }
        let mut quoted: String = text.chars().take(QUOTED).collect();
        if quoted.len() < text.len() {
            quoted.push('…');
        }
        format!("`{quoted}`")
    }
}

/// The faults that lie in the tokens of an item, before the grammar is asked.
pub(crate) fn prescan(text: &str) -> Vec<SyntaxError> {
    if text.len() > MAX_ITEM_BYTES {
        return vec![too_large(text)];
    }
    let tokens: Vec<Token> = Lexer::new(text, 0).collect();
    missing::ways(text, &tokens).0.scan.errors
}

/// Reads the text of one item.
pub(crate) fn read(text: &str) -> (Item, Vec<SyntaxError>) {
    if text.len() > MAX_ITEM_BYTES {
        let error = too_large(text);
        return (broken(error.span.start as usize, text), vec![error]);
    }
    let tokens: Vec<Token> = Lexer::new(text, 0).collect();
    let plain = blanked(text, &tokens);
    let (first, others) = missing::ways(text, &tokens);
    let way = missing::best(first, others, |way| {
        let source = Source {
            text,
            plain: &way.plain(&plain),
            tokens: said(tokens.clone()),
            faults: Vec::new(),
        };
        grammar(&source, way.scan.depth).1.len()
    });
    let source = Source {
        text,
        plain: &way.plain(&plain),
        tokens: said(tokens),
        faults: way.scan.faults,
    };
    let (item, mut found) = grammar(&source, way.scan.depth);
    let mut errors = way.scan.errors;
    errors.append(&mut found);
    commas_of_an_open_line(text, &mut errors);
    errors.sort_by_key(|error| error.span);
    let item = item.unwrap_or_else(|| {
        let start = source.first_after_docs().map_or(0, |token| token.start);
        broken(start, text)
    });
    (item, errors)
}

/// The tokens that the grammar sees.
fn said(tokens: Vec<Token>) -> Vec<Token> {
    let all = tokens.into_iter();
    all.filter(|token| token.kind.is_said()).collect()
}

/// On a line that leaves a bracket or a string open it is that one that is missing, and no comma: behind the bracket, and
/// before the string.
fn commas_of_an_open_line(text: &str, errors: &mut Vec<SyntaxError>) {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let open: Vec<Range<u32>> = errors
        .iter()
        .filter_map(|error| match error.kind {
            SyntaxErrorKind::Unclosed { .. } => {
                let rest = text.get(error.span.start as usize..)?;
                let length = rest.find('\n').unwrap_or(rest.len());
                Some(error.span.start..error.span.start.saturating_add(narrow(length)))
            }
            SyntaxErrorKind::UnterminatedString => {
                let before = text.get(..error.span.start as usize)?;
                let start = before.rfind('\n').map_or(0, |newline| newline + 1);
                Some(narrow(start)..error.span.end)
            }
            _ => None,
        })
        .collect();
    errors.retain(|error| {
        let comma = error.kind == SyntaxErrorKind::MissingSeparator;
        !(comma && open.iter().any(|line| line.contains(&error.span.start)))
    });
}

fn blanked<'t>(text: &'t str, tokens: &[Token]) -> Cow<'t, str> {
    let blank = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Comment | TokenKind::Foreign(_) | TokenKind::Forbidden
        )
    };
    if !tokens.iter().any(blank) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for token in tokens {
        let inside = text.get(token.start..token.end).unwrap_or_default();
        if !blank(token) {
            plain.push_str(inside);
            continue;
        }
        // Its lines stay lines.
        for (at, line) in inside.split('\n').enumerate() {
            plain.push_str(if at == 0 { "" } else { "\n" });
            plain.extend(std::iter::repeat_n(' ', line.len()));
        }
    }
    Cow::Owned(plain)
}

fn broken(start: usize, text: &str) -> Item {
    Item {
        doc: None,
        kind: ItemKind::Broken,
        marks: Vec::new(),
        pasts: Vec::new(),
        span: span(start, text.len()),
    }
}

/// Told at the first word of the item.
fn too_large(text: &str) -> SyntaxError {
    let mut tokens = Lexer::new(text, 0);
    let first = tokens.find(|token| token.kind.is_said() && token.kind != TokenKind::Doc);
    SyntaxError {
        kind: SyntaxErrorKind::ItemTooLarge,
        span: first.map_or(span(0, 0), |token| span(token.start, token.end)),
    }
}

impl Source<'_> {
    fn first_after_docs(&self) -> Option<&Token> {
        self.tokens
            .iter()
            .find(|token| token.kind != TokenKind::Doc)
    }
}

fn too_complex(text: &str) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::TooComplex,
        span: span(0, text.len()),
    }
}

/// What the grammar says, where brackets do not nest too deep.
fn grammar(source: &Source<'_>, depth: Option<usize>) -> (Option<Item>, Vec<SyntaxError>) {
    let Some(depth) = depth else {
        return (None, Vec::new());
    };
    let read = || {
        let mut errors = Vec::new();
        let item = ask(source, &mut errors);
        (item, errors)
    };
    stack::with_room_for(depth, read).unwrap_or_else(|| (None, vec![too_complex(source.text)]))
}

fn ask(source: &Source<'_>, errors: &mut Vec<SyntaxError>) -> Option<Item> {
    if let Some(error) = unknown(source) {
        if source.faults.is_empty() {
            errors.push(error);
        }
        return None;
    }
    match engine::parse(Rule::item_text, source.plain) {
        Ok(pairs) => {
            let mut lowering = Lowering::new(source);
            let item = lowering.item_text(pairs);
            errors.append(&mut lowering.errors);
            if item.is_none() && errors.is_empty() {
                // The grammar and the lowering disagree; said, never swallowed.
                errors.push(too_complex(source.text));
            }
            item
        }
        Err(refusal) => {
            if source.faults.is_empty() {
                let asked = Asked {
                    rule: Rule::item_text,
                    start: 0,
                    end: source.plain.len(),
                };
                errors.push(source.refused(refusal, asked));
            }
            None
        }
    }
}

/// A first word that starts no item.
fn unknown(source: &Source<'_>) -> Option<SyntaxError> {
    let token = source.first_after_docs()?;
    let word = source.slice(token.start, token.end);
    if token.kind != TokenKind::Word {
        if let Some(comment) = source.comment(token.start) {
            return Some(comment);
        }
        return Some(SyntaxError {
            kind: SyntaxErrorKind::Expected {
                expected: vec!["an item"],
                found: source.found(token.start, token.end),
            },
            span: span(token.start, token.end),
        });
    }
    if keyword(word).is_some_and(|found| found.places.contains(&Place::Item)) {
        return None;
    }
    // `new` begins no item by itself.
    let before_command = source
        .next_token(token.end)
        .is_some_and(|next| source.slice(next.start, next.end) == "command");
    Some(SyntaxError {
        kind: SyntaxErrorKind::UnknownItem {
            word: word.to_owned(),
            // A word that has another place is not misspelt.
            nearest: match keyword(word) {
                Some(_) => None,
                None => nearest(
                    word,
                    keywords_at(Place::Item).filter(|word| *word != "new" || before_command),
                ),
            },
        },
        span: span(token.start, token.end),
    })
}
