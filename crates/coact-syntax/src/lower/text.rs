//! Names, paths, numbers, strings and doc comments.

use super::{Cursor, Lowering, Node};
use crate::SyntaxErrorKind;
use crate::ast::{Doc, Name, Path, Str};
use crate::engine::Rule;
use crate::scan::span;

impl<'t> Lowering<'_, 't> {
    /// A pair of rule `name`, or of any rule that is one word.
    pub(super) fn name(&self, node: &Node<'_>) -> Name {
        Name {
            text: node.as_str().trim_matches('`').to_owned(),
            span: self.span(node),
        }
    }

    /// The one name inside a pair.
    pub(super) fn only_name(&self, node: Node<'t>) -> Option<Name> {
        self.next_name(&mut Cursor::of(node))
    }

    pub(super) fn next_name(&self, cursor: &mut Cursor<'t>) -> Option<Name> {
        cursor.maybe(Rule::name).map(|node| self.name(&node))
    }

    pub(super) fn names(&self, cursor: &mut Cursor<'t>) -> Vec<Name> {
        cursor
            .many(Rule::name)
            .iter()
            .map(|node| self.name(node))
            .collect()
    }

    pub(super) fn path(&self, node: Node<'t>) -> Option<Path> {
        let mut cursor = Cursor::of(node);
        let first = self.next_name(&mut cursor)?;
        Some(match self.next_name(&mut cursor) {
            Some(name) => Path {
                model: Some(first),
                name,
            },
            None => Path {
                model: None,
                name: first,
            },
        })
    }

    pub(super) fn next_path(&self, cursor: &mut Cursor<'t>) -> Option<Path> {
        cursor.maybe(Rule::path).and_then(|node| self.path(node))
    }

    pub(super) fn paths(&self, cursor: &mut Cursor<'t>) -> Vec<Path> {
        cursor
            .many(Rule::path)
            .into_iter()
            .filter_map(|node| self.path(node))
            .collect()
    }

    pub(super) fn int(&mut self, node: &Node<'_>) -> u64 {
        node.as_str().parse().unwrap_or_else(|_| {
            let kind = SyntaxErrorKind::Expected {
                expected: vec!["a smaller number"],
                found: format!("`{}`", node.as_str()),
            };
            self.report(kind, self.span(node));
            u64::MAX
        })
    }

    /// A string that says something to a reader.
    pub(super) fn next_text(&mut self, cursor: &mut Cursor<'t>) -> Option<Str> {
        let text = self.next_str(cursor)?;
        let (start, end) = (text.span.start as usize, text.span.end as usize);
        if text.value.trim().is_empty() && !self.source.is_faulty(start, end) {
            self.report(SyntaxErrorKind::EmptyText, text.span);
        }
        Some(text)
    }

    /// A string that is a number, a pattern or the name of something.
    pub(super) fn next_str(&mut self, cursor: &mut Cursor<'t>) -> Option<Str> {
        cursor.maybe(Rule::string).map(|node| self.str(&node))
    }

    pub(super) fn str(&mut self, node: &Node<'_>) -> Str {
        let at = node.as_span().start();
        let written = node.as_str();
        let inside = written.strip_prefix('"').unwrap_or(written);
        let inside = match self.source.next_token(at) {
            Some(token) if token.kind == crate::lex::TokenKind::Str(true) => {
                inside.strip_suffix('"').unwrap_or(inside)
            }
            _ => inside,
        };
        Str {
            value: self.unescape(inside, at + 1),
            span: self.span(node),
        }
    }

    fn unescape(&mut self, inside: &str, base: usize) -> String {
        let mut value = String::with_capacity(inside.len());
        let mut rest = inside;
        while let Some(at) = rest.find('\\') {
            let (plain, escape) = rest.split_at(at);
            value.push_str(plain);
            let (character, length) = escaped(escape);
            let offset = base + (inside.len() - escape.len());
            match character {
                Some(character) => value.push(character),
                // A lone backslash at the end belongs to an unterminated string, which is reported already.
                None if length > 1 => {
                    self.report(
                        SyntaxErrorKind::UnknownEscape,
                        span(offset, offset + length),
                    );
                }
                None => {}
            }
            rest = escape.get(length..).unwrap_or_default();
        }
        value.push_str(rest);
        value
    }

    /// The doc comment in front of the member that is being read, if one is.
    pub(super) fn doc(&mut self) -> Option<Doc> {
        self.pending_doc.take()
    }

    pub(super) fn doc_text(&self, node: &Node<'t>, slashes: &str) -> Doc {
        let lines: Vec<&str> = node
            .clone()
            .into_inner()
            .map(|line| {
                let text = line.as_str().strip_prefix(slashes).unwrap_or_default();
                text.strip_prefix(' ').unwrap_or(text).trim_end()
            })
            .collect();
        Doc {
            text: lines.join("\n"),
            span: self.span(node),
        }
    }
}

/// The character that an escape stands for, and the length of the escape.
fn escaped(escape: &str) -> (Option<char>, usize) {
    let mut characters = escape.chars();
    characters.next();
    let Some(letter) = characters.next() else {
        return (None, escape.len());
    };
    let length = 1 + letter.len_utf8();
    match letter {
        '"' => (Some('"'), length),
        '\\' => (Some('\\'), length),
        'n' => (Some('\n'), length),
        't' => (Some('\t'), length),
        'u' => {
            let digits = escape
                .get(length..)
                .and_then(|rest| rest.strip_prefix('{'))
                .and_then(|rest| rest.split_once('}'))
                .map(|(digits, _)| digits);
            match digits {
                Some(digits) if (1..=6).contains(&digits.len()) => (
                    u32::from_str_radix(digits, 16)
                        .ok()
                        .and_then(char::from_u32),
                    length + digits.len() + 2,
                ),
                _ => (None, length),
            }
        }
        _ => (None, length),
    }
}
