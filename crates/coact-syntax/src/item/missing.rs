//! An item as if every brace that is missing stood where the lines want it: what is told of them is told once, and
//! everything else is read as it stands.

mod place;

use std::borrow::Cow;

use crate::lex::{Token, TokenKind};
use crate::outline::{self, Unopened};
use crate::scan::{self, ItemScan, span};
use crate::{SyntaxError, SyntaxErrorKind};

/// Most braces of an item that are missing before it is better to say less.
const MOST_MISSING: usize = 32;

/// Another character in the place of one, as long as that one, so that nothing moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Where: a blank that becomes a brace, or a brace that becomes a blank.
    at: usize,
    to: char,
}

/// A way to read an item.
pub(crate) struct Way {
    /// In the order of the text.
    changes: Vec<Change>,
    /// What its tokens say then.
    pub(crate) scan: ItemScan,
}

/// A brace that is missing, or one too many.
struct Missing {
    /// The changes that mend it, the likeliest first.
    changes: Vec<Change>,
    error: SyntaxError,
    /// Where what the grammar stumbles over is no fault of its own.
    faults: Vec<crate::Span>,
}

impl Way {
    /// The text with its changes.
    pub(crate) fn plain<'t>(&self, plain: &'t str) -> Cow<'t, str> {
        if self.changes.is_empty() {
            return Cow::Borrowed(plain);
        }
        let mut changed = String::with_capacity(plain.len());
        let mut done = 0;
        for change in &self.changes {
            changed.push_str(plain.get(done..change.at).unwrap_or_default());
            changed.push(change.to);
            done = change.at + 1;
        }
        changed.push_str(plain.get(done..).unwrap_or_default());
        Cow::Owned(changed)
    }
}

/// The way with the fewest of something; the first one of those.
pub(crate) fn best(first: Way, others: Vec<Way>, count: impl Fn(&Way) -> usize) -> Way {
    if others.is_empty() {
        return first;
    }
    let mut least = count(&first);
    let mut best = first;
    for way in others {
        if least == 0 {
            break;
        }
        let found = count(&way);
        if found < least {
            (least, best) = (found, way);
        }
    }
    best
}

/// The ways to read an item, the likeliest first. All of them have the same faults.
pub(crate) fn ways(text: &str, tokens: &[Token]) -> (Way, Vec<Way>) {
    let scan = scan::item(text, tokens);
    let missing = missing(text, tokens, &scan).filter(|missing| missing.len() <= MOST_MISSING);
    let Some(missing) = missing else {
        let alone = alone(text, tokens, &scan);
        let first = way(text, Vec::new(), scan);
        let others = alone.into_iter().flat_map(|one| {
            let each = one.changes.clone().into_iter();
            let missing = [one];
            each.map(move |change| mended(text, tokens, &missing, vec![change]))
        });
        let others = others.filter(|other| other.scan.errors == first.scan.errors);
        let others = others.collect();
        return (first, others);
    };
    let first = |missing: &Missing| missing.changes.first().copied();
    let changes: Vec<Change> = missing.iter().filter_map(first).collect();
    let mut best = mended(text, tokens, &missing, changes);
    let mut others = Vec::new();
    if let [one] = missing.as_slice() {
        for change in one.changes.iter().skip(1) {
            let other = mended(text, tokens, &missing, vec![*change]);
            if other.scan.errors.len() < best.scan.errors.len() {
                others.clear();
                best = other;
            } else if other.scan.errors == best.scan.errors {
                others.push(other);
            }
        }
    }
    (best, others)
}

fn way(text: &str, changes: Vec<Change>, mut scan: ItemScan) -> Way {
    scan::drop_swallowed(text, &mut scan.errors);
    Way { changes, scan }
}

/// The braces that are missing, where that can be told and their lack is what makes braces not match.
fn missing(text: &str, tokens: &[Token], scan: &ItemScan) -> Option<Vec<Missing>> {
    let has = |kind: SyntaxErrorKind| scan.errors.iter().any(|error| error.kind == kind);
    if has(SyntaxErrorKind::Unclosed { bracket: '{' }) {
        if let Some(twice) = twice(tokens) {
            return Some(vec![twice]);
        }
        let found = outline::unclosed(text, tokens)?.into_iter();
        let missing = found.map(|brace| Missing {
            changes: place::closing(text, tokens, brace.opener, Some(brace.closes)),
            error: SyntaxError {
                kind: SyntaxErrorKind::Unclosed { bracket: '{' },
                span: brace.opener,
            },
            faults: vec![brace.opener],
        });
        return Some(missing.collect());
    }
    if has(SyntaxErrorKind::Unopened { bracket: '}' }) {
        let found = outline::unopened(text, tokens)?.into_iter();
        return found.map(|one| unopened(text, tokens, one)).collect();
    }
    match scan.errors.as_slice() {
        [only] => bracket(text, tokens, only).map(|it| vec![it]),
        _ => None,
    }
}

/// The one brace of an item that is never closed, where its lines do not tell which one it is: it may be closed on its own
/// line.
fn alone(text: &str, tokens: &[Token], scan: &ItemScan) -> Option<Missing> {
    let [error] = scan.errors.as_slice() else {
        return None;
    };
    let unclosed = SyntaxErrorKind::Unclosed { bracket: '{' };
    (error.kind == unclosed).then(|| Missing {
        changes: place::closing(text, tokens, error.span, None),
        error: error.clone(),
        faults: vec![error.span],
    })
}

/// `{ {`, of which the second one is too much; it is the only one of its item.
fn twice(tokens: &[Token]) -> Option<Missing> {
    let said: Vec<&Token> = tokens.iter().filter(|it| it.kind.is_said()).collect();
    let opens = |token: &Token| token.kind == TokenKind::Open('{');
    let mut pairs = said.windows(2).filter_map(|pair| match pair {
        [first, second] if opens(first) && opens(second) => Some(second),
        _ => None,
    });
    let brace = pairs.next().filter(|_| pairs.next().is_none())?;
    let balance = said.iter().fold(0_i64, |balance, token| match token.kind {
        TokenKind::Open('{') => balance + 1,
        TokenKind::Close('}') => balance - 1,
        _ => balance,
    });
    let at = span(brace.start, brace.end);
    (balance == 1).then(|| Missing {
        changes: vec![Change {
            at: brace.start,
            to: ' ',
        }],
        error: SyntaxError {
            kind: SyntaxErrorKind::Unclosed { bracket: '{' },
            span: at,
        },
        faults: vec![at],
    })
}

/// A bracket other than a brace that closes nothing, where nothing else is wrong with brackets.
fn bracket(text: &str, tokens: &[Token], error: &SyntaxError) -> Option<Missing> {
    let opener = match error.kind {
        SyntaxErrorKind::Unopened { bracket: ']' } => '[',
        SyntaxErrorKind::Unopened { bracket: ')' } => '(',
        _ => return None,
    };
    let closer = tokens.partition_point(|token| token.start < error.span.start as usize);
    let before = tokens.get(..closer)?;
    let newline = before.iter().rposition(|it| it.kind == TokenKind::Newline);
    let line = before.get(newline.map_or(0, |at| at + 1)..)?;
    Some(Missing {
        changes: place::opening(text, line, *tokens.get(closer)?, opener),
        error: error.clone(),
        faults: vec![error.span],
    })
}

fn unopened(text: &str, tokens: &[Token], one: Unopened) -> Option<Missing> {
    match one {
        Unopened::Block {
            header,
            opens,
            comment,
        } => Some(Missing {
            changes: vec![Change { at: opens, to: '{' }],
            error: SyntaxError {
                kind: SyntaxErrorKind::MissingOpener { comment },
                span: header,
            },
            // Where the grammar has no block, it stumbles over the brace that stands in.
            faults: vec![header, span(opens, opens + 1)],
        }),
        Unopened::Within {
            first,
            closer,
            alone,
        } => {
            let brace = tokens.get(closer)?;
            let line = tokens.get(first..closer)?;
            let behind = tokens.get(closer..)?;
            let end = behind
                .iter()
                .take_while(|token| token.kind != TokenKind::Newline)
                .last()?
                .end;
            Some(Missing {
                changes: place::opening(text, line, *brace, '{'),
                error: SyntaxError {
                    kind: if alone {
                        SyntaxErrorKind::Unopened { bracket: '}' }
                    } else {
                        SyntaxErrorKind::UnopenedInLine
                    },
                    span: span(brace.start, brace.end),
                },
                faults: vec![span(line.first()?.start, end)],
            })
        }
    }
}

fn mended(text: &str, tokens: &[Token], missing: &[Missing], mut changes: Vec<Change>) -> Way {
    changes.sort_by_key(|change| change.at);
    changes.dedup_by_key(|change| change.at);
    let stays = |token: &&Token| {
        changes
            .binary_search_by_key(&token.start, |change| change.at)
            .ok()
            .and_then(|at| changes.get(at))
            .is_none_or(|change| change.to != ' ')
    };
    let added = changes.iter().filter_map(|change| {
        let kind = match change.to {
            '}' => TokenKind::Close('}'),
            ' ' => return None,
            opener => TokenKind::Open(opener),
        };
        Some(Token {
            kind,
            start: change.at,
            end: change.at + 1,
        })
    });
    let mut mended: Vec<Token> = tokens.iter().filter(stays).copied().chain(added).collect();
    mended.sort_by_key(|token| token.start);
    let mut scan = scan::item(text, &mended);
    for missing in missing {
        scan.faults.extend(&missing.faults);
        scan.errors.push(missing.error.clone());
    }
    scan.errors.sort_by_key(|error| error.span);
    scan.faults.sort();
    way(text, changes, scan)
}
