//! Words that are almost the ones that were meant.

use super::Slip;
use crate::engine::{self, Asked, Refusal};
use crate::item::Source;
use crate::keywords::{KEYWORDS, Keyword, Place};
use crate::lex::{Token, TokenKind};
use crate::nearest::{edit_distance, nearest};
use crate::scan::span;
use crate::{SyntaxError, SyntaxErrorKind, words};

impl Source<'_> {
    /// The word that stands for the one that was meant: the one where the grammar gave up, be it on the next line, or
    /// the one before it, which was taken for a name. It is the word's fault then, not that of what comes after it or
    /// of the end of the line before.
    pub(super) fn misspelt(&self, refusal: &Refusal, asked: Asked) -> Option<SyntaxError> {
        // Where the engine gave up, no word is at fault.
        refusal.expected.as_ref()?;
        let (token, meant) = self
            .refused_word(refusal, asked)
            .or_else(|| self.fact_word(refusal, asked))
            .or_else(|| self.word_before(refusal, asked))?;
        Some(SyntaxError {
            kind: SyntaxErrorKind::Slip(Slip::Misspelt {
                word: self.slice(token.start, token.end).to_owned(),
                meant,
            }),
            span: span(token.start, token.end),
        })
    }

    /// The word where the grammar gave up.
    fn here(&self, refusal: &Refusal) -> Option<&Token> {
        self.next_token(refusal.at)
            .filter(|token| token.kind == TokenKind::Word)
    }

    /// It is near to one that could stand there.
    fn refused_word(&self, refusal: &Refusal, asked: Asked) -> Option<(&Token, &'static str)> {
        let token = self.here(refusal)?;
        let meant = self
            .near(token, could_stand(refusal).into_iter())
            .or_else(|| self.of_two_letters(refusal, asked, token))?;
        Some((token, meant))
    }

    /// It is near to a fact, which could stand after every name of a kind: so only where it makes sense.
    fn fact_word(&self, refusal: &Refusal, asked: Asked) -> Option<(&Token, &'static str)> {
        let token = self
            .here(refusal)
            .filter(|token| refusal.fact && !self.slice(refusal.at, token.start).contains('\n'))?;
        let facts = KEYWORDS
            .iter()
            .filter(|it| it.places.contains(&Place::Fact));
        let meant = self.near(token, facts)?;
        (self.gets_on(refusal, asked, token, meant)).then_some((token, meant))
    }

    /// The word before was taken for a name, and with a word of the language the grammar would have read on.
    fn word_before(&self, refusal: &Refusal, asked: Asked) -> Option<(&Token, &'static str)> {
        let token = self
            .token_before(refusal.at)
            .filter(|token| token.start >= asked.start && token.kind == TokenKind::Word)?;
        let meant = self.near(token, KEYWORDS.iter())?;
        (self.gets_on(refusal, asked, token, meant)).then_some((token, meant))
    }

    /// Words of two letters are near to many: one is meant only where the grammar reads on with it.
    fn of_two_letters(
        &self,
        refusal: &Refusal,
        asked: Asked,
        token: &Token,
    ) -> Option<&'static str> {
        let word = self.slice(token.start, token.end);
        let near = |it: &&'static Keyword| {
            word.chars().count() == 2
                && edit_distance(word, it.word) == 1
                && self.gets_on(refusal, asked, token, it.word)
        };
        could_stand(refusal)
            .into_iter()
            .find(near)
            .map(|it| it.word)
    }

    fn near<'k>(
        &self,
        token: &Token,
        among: impl Iterator<Item = &'k Keyword>,
    ) -> Option<&'static str> {
        // Between backticks every word is a name.
        let word = self.slice(token.start, token.end);
        if word.starts_with('`') {
            return None;
        }
        nearest(word, among.map(|keyword| keyword.word)).filter(|meant| *meant != word)
    }

    /// The last token before an offset.
    fn token_before(&self, at: usize) -> Option<&Token> {
        let after = self.tokens.partition_point(|token| token.end <= at);
        self.tokens.get(after.checked_sub(1)?)
    }

    /// Whether the grammar reads on behind where it gave up, once a word stands in the place of a token.
    fn gets_on(&self, refusal: &Refusal, asked: Asked, token: &Token, word: &str) -> bool {
        let part = |start, end| self.plain.get(start..end).unwrap_or_default();
        let head = part(asked.start, token.start);
        let text = format!("{head}{word}{}", part(token.end, asked.end));
        // What is as far behind the word as the grammar came, and the token there.
        let came = self
            .next_token(refusal.at.max(token.end))
            .map_or(asked.end, |next| next.end);
        let came = head.len() + word.len() + came.saturating_sub(token.end);
        match engine::parse(asked.rule, &text) {
            Ok(_) => true,
            Err(refusal) => refusal.expected.is_some() && refusal.at >= came,
        }
    }
}

/// The words that the grammar would have taken.
fn could_stand(refusal: &Refusal) -> Vec<&'static Keyword> {
    let expected = refusal.expected.as_deref().unwrap_or_default();
    let could_stand = |it: &&Keyword| {
        expected.iter().any(|what| match *what {
            words::ACT => it.places.contains(&Place::Act),
            words::FACT => it.places.contains(&Place::Fact),
            what => what.contains(it.shown),
        })
    };
    KEYWORDS.iter().filter(could_stand).collect()
}
