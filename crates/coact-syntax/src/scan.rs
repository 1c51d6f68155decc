//! What is refused before the grammar is asked: a linear and iterative look at the characters of the file
//! and at the tokens of each item. It alone decides the nesting limit, so that every thread gives one verdict.

mod swallowed;

pub(crate) use swallowed::drop_swallowed;

use crate::lex::{Token, TokenKind, is_bidi, is_refused_control};
use crate::limits::{
    MAX_FILE_BYTES, MAX_IDENTIFIER_BYTES, MAX_LINES, MAX_NESTING, MAX_STRING_BYTES,
};
use crate::script::is_confusable;
use crate::{Slip, Span, SyntaxError, SyntaxErrorKind};

/// Most faults of one kind that are reported for one file or item; a binary file has millions.
const MOST_REPORTED: usize = 32;

/// Most faults that are reported for one item. Nobody reads more, and a hostile text has one in every byte.
pub(crate) const MOST_IN_ITEM: usize = 1_000;

/// A span from byte offsets; texts are never larger than [`MAX_FILE_BYTES`].
pub(crate) fn span(start: usize, end: usize) -> Span {
    let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(narrow(start), narrow(end))
}

/// Looks at a file as a whole: its text where it is readable, and the faults of its characters.
pub(crate) fn file(bytes: &[u8]) -> (Option<&str>, Vec<SyntaxError>) {
    let size = bytes.len() as u64;
    if size > MAX_FILE_BYTES {
        let kind = SyntaxErrorKind::FileTooLarge { bytes: size };
        return (
            None,
            vec![SyntaxError {
                kind,
                span: span(0, 0),
            }],
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Some(text), characters(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let length = error.error_len().unwrap_or(bytes.len() - at);
            let kind = SyntaxErrorKind::NotUtf8;
            (
                None,
                vec![SyntaxError {
                    kind,
                    span: span(at, at + length),
                }],
            )
        }
    }
}

/// Whether a text has no fault of its characters, where only the bytes between two offsets may have one.
pub(crate) fn is_clean(text: &str, from: usize, to: usize) -> bool {
    let bytes = text.as_bytes();
    let newline = |byte: &u8| *byte == b'\n';
    let before = bytes.get(..from).unwrap_or_default();
    let behind = bytes.get(to..).unwrap_or_default();
    // Whole lines, so that a carriage return is seen with what follows it.
    let start = before.iter().rposition(newline).map_or(0, |at| at + 1);
    let end = behind
        .iter()
        .position(newline)
        .map_or(bytes.len(), |at| to + at + 1);
    text.len() as u64 <= MAX_FILE_BYTES
        && bytes.iter().filter(|byte| **byte == b'\n').count() < MAX_LINES
        && text
            .get(start..end)
            .is_some_and(|lines| characters(lines).is_empty())
}

/// Characters that are refused everywhere, comments and strings included.
fn characters(text: &str) -> Vec<SyntaxError> {
    let mut errors = Vec::new();
    let mut report = |kind, start, end| {
        if errors.len() < MOST_REPORTED {
            errors.push(SyntaxError {
                kind,
                span: span(start, end),
            });
        }
    };
    let mut lines = 1_usize;
    let mut from = 0;
    // What is neither printed nor a blank in ASCII is seldom: nothing else is looked at.
    let seldom = |byte: u8| !(byte.is_ascii_graphic() || byte == b' ');
    while let Some(rest) = text.get(from..)
        && let Some(skipped) = rest.bytes().position(seldom)
        && let Some(c) = rest.get(skipped..).and_then(|rest| rest.chars().next())
    {
        let at = from + skipped;
        let end = at + c.len_utf8();
        from = end;
        match c {
            '\n' => {
                lines += 1;
                if lines == MAX_LINES + 1 && end < text.len() {
                    report(SyntaxErrorKind::TooManyLines, end, end);
                }
            }
            '\r' if !text.get(end..).unwrap_or_default().starts_with('\n') => {
                report(SyntaxErrorKind::LoneCarriageReturn, at, end);
            }
            c if is_bidi(c) => report(SyntaxErrorKind::BidiControl { character: c }, at, end),
            c if is_refused_control(c) => {
                report(SyntaxErrorKind::ControlCharacter { character: c }, at, end);
            }
            _ => {}
        }
    }
    errors
}

/// What the tokens of an item say before it is parsed.
pub(crate) struct ItemScan {
    /// The faults of the tokens.
    pub(crate) errors: Vec<SyntaxError>,
    /// Where a fault of the tokens or characters lies: the grammar's word about the same place is dropped.
    pub(crate) faults: Vec<Span>,
    /// How deep the brackets and conditionals nest; nothing where they nest too deep for the grammar to be asked.
    pub(crate) depth: Option<usize>,
}

struct Bracket {
    opener: char,
    at: Span,
    /// Conditional expressions that began inside and still wait for their `else`; they nest like brackets.
    conditions: usize,
}

/// Looks at the tokens of one item.
pub(crate) fn item(text: &str, tokens: &[Token]) -> ItemScan {
    let mut scan = Scanner {
        errors: Vec::new(),
        faults: Vec::new(),
        stack: Vec::new(),
        top_conditions: 0,
        depth: 0,
        deepest: 0,
        too_deep: None,
        unopened: 0,
        operand_before: false,
    };
    for token in tokens {
        scan.token(text, *token);
    }
    scan.finish()
}

struct Scanner {
    errors: Vec<SyntaxError>,
    faults: Vec<Span>,
    stack: Vec<Bracket>,
    top_conditions: usize,
    depth: usize,
    deepest: usize,
    too_deep: Option<Span>,
    unopened: usize,
    operand_before: bool,
}

impl Scanner {
    fn report(&mut self, kind: SyntaxErrorKind, span: Span) {
        self.faults.push(span);
        if self.errors.len() < MOST_IN_ITEM {
            self.errors.push(SyntaxError { kind, span });
        }
    }

    fn token(&mut self, text: &str, token: Token) {
        let at = span(token.start, token.end);
        let operand_before = self.operand_before;
        if token.kind.is_said() {
            self.operand_before = false;
        }
        match token.kind {
            TokenKind::Open(opener) => self.open(opener, at),
            TokenKind::Close(closer) => {
                self.close(closer, at);
                self.operand_before = true;
            }
            TokenKind::Str(closed) => {
                self.operand_before = true;
                if !closed {
                    self.report(SyntaxErrorKind::UnterminatedString, at);
                }
                let quotes = if closed { 2 } else { 1 };
                if token.end - token.start > MAX_STRING_BYTES + quotes {
                    self.report(SyntaxErrorKind::StringTooLong, at);
                }
            }
            TokenKind::Word => self.word(
                text.get(token.start..token.end).unwrap_or_default(),
                at,
                operand_before,
            ),
            TokenKind::Number => self.operand_before = true,
            TokenKind::Foreign(_) => {
                let sign = span(token.start, token.start + 2);
                self.report(SyntaxErrorKind::Slip(Slip::Comment { sign: "/*" }), sign);
            }
            TokenKind::Forbidden => self.faults.push(at),
            TokenKind::Blank
            | TokenKind::Newline
            | TokenKind::Comment
            | TokenKind::Doc
            | TokenKind::Other => {}
        }
    }

    fn word(&mut self, word: &str, at: Span, operand_before: bool) {
        // After an operand `if` is the condition of a response, not an expression.
        match word {
            "if" if !operand_before => {
                *self.conditions() += 1;
                self.deeper(at);
            }
            "else" => {
                let conditions = self.conditions();
                if *conditions > 0 {
                    *conditions -= 1;
                    self.depth -= 1;
                }
            }
            "then" | "not" | "and" | "or" | "in" | "some" | "if" | "where" => {}
            _ => self.operand_before = true,
        }
        let name = word.trim_matches('`');
        if name.len() > MAX_IDENTIFIER_BYTES {
            self.report(SyntaxErrorKind::IdentifierTooLong, at);
        } else if is_confusable(name) {
            self.report(SyntaxErrorKind::ConfusableIdentifier, at);
        }
    }

    fn conditions(&mut self) -> &mut usize {
        match self.stack.last_mut() {
            Some(bracket) => &mut bracket.conditions,
            None => &mut self.top_conditions,
        }
    }

    fn deeper(&mut self, at: Span) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        if self.depth > MAX_NESTING && self.too_deep.is_none() {
            self.too_deep = Some(at);
        }
    }

    fn open(&mut self, opener: char, at: Span) {
        self.stack.push(Bracket {
            opener,
            at,
            conditions: 0,
        });
        self.deeper(at);
    }

    fn close(&mut self, closer: char, at: Span) {
        let opener = match closer {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        // Beyond the limit only the depth is of interest; this also keeps the search below short.
        if self.too_deep.is_some() {
            return;
        }
        let Some(partner) = self.stack.iter().rposition(|open| open.opener == opener) else {
            if self.unopened < MOST_REPORTED {
                self.report(SyntaxErrorKind::Unopened { bracket: closer }, at);
            }
            self.unopened += 1;
            return;
        };
        while self.stack.len() > partner {
            let Some(bracket) = self.stack.pop() else {
                break;
            };
            self.depth -= 1 + bracket.conditions;
            if self.stack.len() > partner {
                self.report(
                    SyntaxErrorKind::Unclosed {
                        bracket: bracket.opener,
                    },
                    bracket.at,
                );
            }
        }
    }

    fn finish(mut self) -> ItemScan {
        if let Some(at) = self.too_deep {
            self.report(SyntaxErrorKind::NestingTooDeep, at);
        } else {
            for bracket in std::mem::take(&mut self.stack) {
                self.report(
                    SyntaxErrorKind::Unclosed {
                        bracket: bracket.opener,
                    },
                    bracket.at,
                );
            }
        }
        self.errors.sort_by_key(|error| error.span);
        self.faults.sort();
        ItemScan {
            errors: self.errors,
            faults: self.faults,
            depth: self.too_deep.is_none().then_some(self.deepest),
        }
    }
}
