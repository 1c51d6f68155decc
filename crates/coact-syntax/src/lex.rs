//! A linear, iterative reader of tokens: what the splitter and the scan look at before the grammar is asked.
//!
//! It knows strings, comments, words and brackets, and nothing else of the language.

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::keywords::{Place, keyword};
use crate::limits::MAX_IDENTIFIER_BYTES;
use crate::script::is_confusable;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of blanks and tabs, or the carriage return of a newline.
    Blank,
    /// `\n`
    Newline,
    /// `// …` up to its newline.
    Comment,
    /// `/// …` or `//! …` up to its newline.
    Doc,
    /// `/* … */`, which other languages have, over any number of lines; with whether it is closed.
    Foreign(bool),
    /// `"…"`, with whether it is closed.
    Str(bool),
    /// An identifier, with its backticks where written.
    Word,
    /// Digits and what touches them.
    Number,
    /// `(`, `[` or `{`
    Open(char),
    /// `)`, `]` or `}`
    Close(char),
    /// A character that the language refuses everywhere.
    Forbidden,
    /// Any other character.
    Other,
}

impl TokenKind {
    /// Whether the token says nothing to the grammar.
    pub(crate) const fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::Blank | Self::Newline | Self::Comment | Self::Forbidden
        )
    }

    /// Whether the token says something to the grammar.
    pub(crate) const fn is_said(self) -> bool {
        !self.is_trivia() && !matches!(self, Self::Foreign(_))
    }
}

/// A token with its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Token {
    /// The last newline in it.
    pub(crate) fn last_newline(self, text: &str) -> Option<usize> {
        match self.kind {
            TokenKind::Newline => Some(self.start),
            TokenKind::Foreign(_) => {
                let inside = text.get(self.start..self.end)?;
                inside.rfind('\n').map(|at| self.start + at)
            }
            _ => None,
        }
    }
}

/// Whether the character is a bidirectional control.
pub(crate) const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Whether the character is a control other than tab, newline and carriage return.
pub(crate) fn is_refused_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Whether a character stands nowhere in a text as it is, not even in a comment; strings have escapes for it.
pub fn is_refused(c: char) -> bool {
    is_bidi(c) || c == '\r' || is_refused_control(c)
}

/// Whether a text is an identifier: what a name is without its backticks.
pub fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(starts_word)
        && letters.all(continues_word)
        && text != "_"
        && text.len() <= MAX_IDENTIFIER_BYTES
        && !is_confusable(text)
}

/// Whether an identifier may go on with the character.
pub(crate) fn continues_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || (!c.is_ascii() && is_xid_continue(c))
}

/// Whether an identifier may begin with the character.
pub(crate) fn starts_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphabetic() || (!c.is_ascii() && is_xid_start(c))
}

/// The tokens of a text, in order; together they are the whole text.
pub(crate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// No `*/` stands behind here: looked for once.
    no_end: bool,
}

impl<'t> Lexer<'t> {
    /// Reads from a byte offset on, which lies on a character boundary.
    pub(crate) const fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            no_end: false,
        }
    }

    fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or_default()
    }

    /// Where the first character after `from` stands that the test refuses.
    fn run(&self, from: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = self.rest(from);
        from + rest.find(|c| !test(c)).unwrap_or(rest.len())
    }

    fn line_end(&self, from: usize) -> usize {
        self.run(from, |c| c != '\n')
    }

    fn slashes(&mut self, start: usize) -> (TokenKind, usize) {
        let rest = self.rest(start);
        if rest.starts_with("/*") {
            return self.foreign(start);
        }
        if !rest.starts_with("//") {
            return (TokenKind::Other, start + 1);
        }
        let doc = rest.starts_with("//!") || (rest.starts_with("///") && !rest.starts_with("////"));
        let kind = if doc {
            TokenKind::Doc
        } else {
            TokenKind::Comment
        };
        (kind, self.line_end(start))
    }

    fn foreign(&mut self, start: usize) -> (TokenKind, usize) {
        if !self.no_end
            && let Some(length) = self.rest(start + 2).find("*/")
        {
            return (TokenKind::Foreign(true), start + 2 + length + 2);
        }
        self.no_end = true;
        // Where it should end is told by the lines: what is said in the language goes on with what is read.
        let mut end = self.line_end(start);
        loop {
            let next = self.rest(end + 1);
            let line = next.split('\n').next().unwrap_or(next);
            if is_blank_or_said(line) {
                return (TokenKind::Foreign(false), end);
            }
            end += 1 + line.len();
        }
    }

    fn string(&self, start: usize) -> (TokenKind, usize) {
        let mut escaped = false;
        for (offset, c) in self.rest(start + 1).char_indices() {
            let at = start + 1 + offset;
            match c {
                '\n' => return (TokenKind::Str(false), at),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return (TokenKind::Str(true), at + 1),
                _ => {}
            }
        }
        (TokenKind::Str(false), self.text.len())
    }

    /// The length of a mark of one or two characters.
    fn symbol(&self, start: usize, first: char) -> usize {
        const PAIRS: [&str; 9] = ["=>", "->", "~>", "==", "!=", "<=", ">=", "??", ".."];
        let rest = self.rest(start);
        if PAIRS.iter().any(|pair| rest.starts_with(pair)) {
            2
        } else {
            first.len_utf8()
        }
    }

    fn number(&self, start: usize) -> usize {
        let end = self.run(start, continues_word);
        let mut rest = self.rest(end).chars();
        let decimal = rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit());
        if decimal {
            self.run(end + 1, continues_word)
        } else {
            end
        }
    }

    fn quoted(&self, start: usize) -> (TokenKind, usize) {
        let end = self.run(start + 1, continues_word);
        if end > start + 1 && self.rest(end).starts_with('`') {
            (TokenKind::Word, end + 1)
        } else {
            (TokenKind::Other, start + 1)
        }
    }
}

/// Whether a line below a comment that does not end is none of its: it is blank, it begins an item, or it has a mark that
/// prose seldom has.
fn is_blank_or_said(line: &str) -> bool {
    let line = line.trim();
    let end = line.find(|c| !continues_word(c)).unwrap_or(line.len());
    let begins = line.get(..end).and_then(keyword);
    line.is_empty()
        || line.starts_with("//")
        || line.contains(['{', '}', ':', '"'])
        || line.contains("/*")
        || begins.is_some_and(|found| found.places.contains(&Place::Item))
}

/// Where the comment of a line begins that is for those who read the text; none where the line has none. The line is
/// one, without its end.
pub fn comment(line: &str) -> Option<usize> {
    Lexer::new(line, 0)
        .find(|token| token.kind == TokenKind::Comment)
        .map(|token| token.start)
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let c = self.rest(start).chars().next()?;
        let (kind, end) = match c {
            ' ' | '\t' => (
                TokenKind::Blank,
                self.run(start, |c| matches!(c, ' ' | '\t')),
            ),
            '\r' if self.rest(start).starts_with("\r\n") => (TokenKind::Blank, start + 1),
            '\r' => (TokenKind::Forbidden, start + 1),
            '\n' => (TokenKind::Newline, start + 1),
            '/' => self.slashes(start),
            '"' => self.string(start),
            '`' => self.quoted(start),
            '(' | '[' | '{' => (TokenKind::Open(c), start + 1),
            ')' | ']' | '}' => (TokenKind::Close(c), start + 1),
            '0'..='9' => (TokenKind::Number, self.number(start)),
            c if starts_word(c) => (TokenKind::Word, self.run(start, continues_word)),
            c if is_bidi(c) || is_refused_control(c) => {
                (TokenKind::Forbidden, start + c.len_utf8())
            }
            c => (TokenKind::Other, start + self.symbol(start, c)),
        };
        self.at = end;
        Some(Token { kind, start, end })
    }
}
