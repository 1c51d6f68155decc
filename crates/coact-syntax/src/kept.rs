//! Which tokens of a text an edit has left, and where they stand now.

use crate::Span;
use crate::lex::{Lexer, Token};

/// Two versions of a text that have the tokens at both ends in common. What stands between tokens does not count.
#[derive(Debug)]
pub struct Kept {
    before: Vec<Span>,
    now: Vec<Span>,
    /// How many tokens are the same from the beginning on.
    head: usize,
    /// How many further ones are the same up to the end.
    tail: usize,
}

impl Kept {
    /// The tokens that an edit has left of a text.
    pub fn between(before: &str, now: &str) -> Self {
        let (old, new) = (tokens(before), tokens(now));
        let is_same = |a: &Token, b: &Token| {
            a.kind == b.kind && before.get(a.start..a.end) == now.get(b.start..b.end)
        };
        let pairs = old.iter().zip(&new);
        let head = pairs.take_while(|(a, b)| is_same(a, b)).count();
        let rest = old.len().min(new.len()) - head;
        let pairs = old.iter().rev().zip(new.iter().rev()).take(rest);
        let tail = pairs.take_while(|(a, b)| is_same(a, b)).count();
        Self {
            before: spans(&old),
            now: spans(&new),
            head,
            tail,
        }
    }

    /// Where a span stands now that began and ended in tokens which were left; of an empty one, that its place was in
    /// one. None where the edit took its beginning or its end away.
    pub fn span(&self, span: Span) -> Option<Span> {
        let start = self.place(span.start, |token, at| token.end <= at)?;
        if span.start == span.end {
            return Some(Span::new(start, start));
        }
        let end = self.place(span.end, |token, at| token.end < at)?;
        Some(Span::new(start, end))
    }

    /// Where a place in a token stands now.
    fn place(&self, at: u32, is_before: impl Fn(&Span, u32) -> bool) -> Option<u32> {
        let token = self.before.partition_point(|token| is_before(token, at));
        let before = self.before.get(token)?;
        let inside = at.checked_sub(before.start)?;
        let now = if token < self.head {
            token
        } else {
            let behind = self.before.len() - token;
            self.now
                .len()
                .checked_sub(behind)
                .filter(|_| behind <= self.tail)?
        };
        Some(self.now.get(now)?.start + inside)
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let tokens = Lexer::new(text, 0);
    tokens.filter(|token| !token.kind.is_trivia()).collect()
}

fn spans(tokens: &[Token]) -> Vec<Span> {
    let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let spans = tokens
        .iter()
        .map(|token| Span::new(at(token.start), at(token.end)));
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::Span;

    const BEFORE: &str = "entity A { a: Int, b: Text }";

    fn find(text: &str, part: &str) -> Span {
        let start = text.find(part).map_or(u32::MAX, |at| at as u32);
        Span::new(start, start + part.len() as u32)
    }

    /// What each part became, as text.
    fn now<'n>(now: &'n str, part: &str) -> Option<&'n str> {
        let span = Kept::between(BEFORE, now).span(find(BEFORE, part))?;
        now.get(span.start as usize..span.end as usize)
    }

    #[test]
    fn what_the_edit_leaves_is_found_again() {
        let edited = "entity A { // the first\n    a: [Int], b: Text }";
        assert_eq!(now(edited, "entity A"), Some("entity A"));
        assert_eq!(now(edited, "a: Int"), None);
        assert_eq!(now(edited, "Int"), None);
        assert_eq!(now(edited, "b: Text"), Some("b: Text"));
        assert_eq!(now(edited, "ext"), Some("ext"));
        assert_eq!(now(edited, BEFORE), Some(edited));
    }

    #[test]
    fn what_is_between_tokens_is_nowhere() {
        assert_eq!(
            now("entity A { a: Int, b: Text? }", "b: Text"),
            Some("b: Text")
        );
        assert_eq!(now("entity A {\n a: Int, b: Text }", " a"), None);
    }

    #[test]
    fn a_place_is_in_the_token_that_it_begins() {
        let kept = Kept::between(BEFORE, "entity A {a: Int, b: Text }");
        let at = find(BEFORE, "a: Int").start;
        assert_eq!(kept.span(Span::new(at, at)), Some(Span::new(10, 10)));
    }
}
