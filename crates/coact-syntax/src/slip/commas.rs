//! Commas that are missing between arguments, elements and arms.

use super::Around;
use crate::engine;
use crate::lex::{Token, TokenKind};
use crate::scan::span;
use crate::words::OPERATOR;
use crate::{Span, SyntaxError, SyntaxErrorKind};

/// More commas than these are not looked for within one pair of brackets: each asks the grammar once more.
const MOST: usize = 16;

/// All commas that are missing in the bracket in which the grammar gave up: each one lets it read on.
pub(super) fn slip(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let first = around.at.checked_sub(usize::from(is_arm(around)))?;
    if first == around.at && !can_be_divided(around.expected) {
        return None;
    }
    let closes = closes(around, first)?;
    let (source, asked) = (around.source, around.asked);
    let mut text = source.plain.get(asked.start..asked.end)?.to_owned();
    let mut places: Vec<Span> = Vec::new();
    let mut at = first;
    loop {
        let before = source.tokens.get(at.checked_sub(1)?)?;
        let token = source.tokens.get(at)?;
        // The comma takes the place of a blank, so that nothing else moves.
        let blank = before.end.checked_sub(asked.start)?;
        if text
            .get(blank..=blank)
            .is_none_or(|it| !it.trim().is_empty())
        {
            break;
        }
        text.replace_range(blank..=blank, ",");
        let refusal = engine::parse(asked.rule, &text).err();
        let next = refusal.as_ref().map(|refusal| {
            let end = asked.start + refusal.at;
            source.tokens.partition_point(|token| token.end <= end)
        });
        if next.is_some_and(|next| next <= at) {
            break;
        }
        places.push(gap(around, before, token));
        let more = match (&refusal, next) {
            (Some(refusal), Some(next)) if next < closes && places.len() < MOST => {
                refusal.expected.as_deref().is_some_and(can_be_divided)
            }
            _ => false,
        };
        if !more {
            break;
        }
        at = next?;
    }
    let (first, more) = places.split_first()?;
    Some(SyntaxError {
        kind: SyntaxErrorKind::MissingCommas {
            more: more.to_vec(),
        },
        span: *first,
    })
}

/// Whether a comma could have stood between this and what is before it, in brackets.
fn can_be_divided(expected: &[&'static str]) -> bool {
    let has = |what: &str| expected.contains(&what);
    has("`,`") && (has("`)`") || has("`]`"))
}

/// `match x { A => 1 B => 2 }`: the arm begins before its arrow.
fn is_arm(around: &Around<'_, '_>) -> bool {
    around.text(0) == "=>" && around.expects(OPERATOR) && around.is(-1, TokenKind::Word)
}

/// The bracket that closes what a token stands in.
fn closes(around: &Around<'_, '_>, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in around.source.tokens.iter().enumerate().skip(from) {
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) if depth == 0 => return Some(at),
            TokenKind::Close(_) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The blanks between two tokens on one line; the end of the first where they stand on two.
fn gap(around: &Around<'_, '_>, before: &Token, token: &Token) -> Span {
    let end = before.end;
    if around.source.slice(end, token.start).trim().is_empty()
        && !around.source.slice(end, token.start).contains('\n')
    {
        span(end, token.start)
    } else {
        span(end, end)
    }
}
