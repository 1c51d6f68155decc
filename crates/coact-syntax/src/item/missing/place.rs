//! Where a bracket belongs whose partner is on the line.

use super::Change;
use crate::Span;
use crate::keywords::{Place, keyword};
use crate::lex::{Token, TokenKind};

/// Most places that are tried: each costs a reading of the item.
const MOST: usize = 8;

/// The changes of a line that make its last bracket close something of the line, the likeliest first; the line is what
/// stands before that bracket.
pub(super) fn opening(text: &str, line: &[Token], closer: Token, opener: char) -> Vec<Change> {
    let said: Vec<Token> = line
        .iter()
        .copied()
        .filter(|it| it.kind.is_said())
        .collect();
    let opens = |token: &Token| before(text, token, opener);
    let gone = Change {
        at: closer.start,
        to: ' ',
    };
    let part = said.get(begins(&said, closer)..).unwrap_or_default();
    let mut changes: Vec<Change> = match first(text, part) {
        First::Nothing => vec![gone],
        First::Closer => opens(&closer).into_iter().collect(),
        First::At(at) => part.get(at).and_then(opens).into_iter().collect(),
    };
    let behind = said.iter().skip(1).rev().chain([&closer]);
    add(&mut changes, behind.filter_map(opens).chain([gone]));
    changes
}

/// The changes that close a brace: at the end of its block, where the lines tell it, or on its own line.
pub(super) fn closing(
    text: &str,
    tokens: &[Token],
    opener: Span,
    end: Option<usize>,
) -> Vec<Change> {
    let end = end.map(|at| Change { at, to: '}' });
    let mut changes = Vec::from_iter(end);
    let from = tokens.partition_point(|token| token.start <= opener.start as usize);
    let behind = tokens.get(from..).unwrap_or_default();
    let line = behind.iter().take_while(|it| it.kind != TokenKind::Newline);
    let said = line.filter(|token| token.kind.is_said());
    add(
        &mut changes,
        said.filter_map(|token| before(text, token, '}')),
    );
    changes
}

/// A bracket in the blanks before a token.
fn before(text: &str, token: &Token, bracket: char) -> Option<Change> {
    let at = token.start.checked_sub(1)?;
    let blank = matches!(text.as_bytes().get(at), Some(b' ' | b'\t'));
    blank.then_some(Change { at, to: bracket })
}

fn add(changes: &mut Vec<Change>, others: impl Iterator<Item = Change>) {
    for change in others {
        if changes.len() == MOST {
            break;
        }
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
}

/// The first token behind what is left open on the line, or closed by such a bracket.
fn begins(said: &[Token], closer: Token) -> usize {
    // Where it would be at each depth.
    let mut from = vec![0];
    for (at, token) in said.iter().enumerate() {
        match token.kind {
            TokenKind::Open(_) => from.push(at + 1),
            TokenKind::Close(_) => {
                if from.len() > 1 {
                    from.pop();
                }
                if token.kind == closer.kind
                    && let Some(here) = from.last_mut()
                {
                    *here = at + 1;
                }
            }
            _ => {}
        }
    }
    from.pop().unwrap_or_default()
}

/// What the block begins with.
enum First {
    /// There is none: the brace is one too many.
    Nothing,
    /// It is empty.
    Closer,
    At(usize),
}

fn first(text: &str, part: &[Token]) -> First {
    let slice = |token: &Token| text.get(token.start..token.end).unwrap_or_default();
    let end = part.iter().position(|token| slice(token) == ",");
    let element = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
    let colon = element.iter().position(|token| slice(token) == ":");
    let last = element.len().checked_sub(1);
    match (colon.and_then(|at| at.checked_sub(1)), last) {
        (Some(name), _) => First::At(name),
        (None, None) => First::Nothing,
        // `command Submit }`: its name is no field, but that of an act is.
        (None, Some(last)) => {
            let act = element.first().and_then(|word| keyword(slice(word)));
            let has_no_name = act.is_some_and(|word| word.places.contains(&Place::Act));
            if last < 2 && !has_no_name {
                First::Closer
            } else {
                First::At(last)
            }
        }
    }
}
