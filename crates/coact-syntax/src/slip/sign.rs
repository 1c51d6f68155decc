//! Signs and words for which the language has others, quotes, and brackets that stand apart.

use super::{Around, Slip};
use crate::lex::TokenKind;
use crate::scan::span;
use crate::words::{EXPRESSION, OPERATOR};
use crate::{SyntaxError, SyntaxErrorKind};

/// Where an operator could stand: what stands there, in one or two tokens, and what it means.
const OPERATORS: &[(&str, &str)] = &[
    ("=", "=="),
    ("===", "=="),
    ("is", "=="),
    ("equals", "=="),
    ("!==", "!="),
    ("≠", "!="),
    ("≥", ">="),
    ("=<", "<="),
    ("≤", "<="),
    ("&&", "and"),
    ("AND", "and"),
    ("And", "and"),
    ("||", "or"),
    ("OR", "or"),
    ("Or", "or"),
    ("mod", "%"),
];

/// Where an operand should stand.
const PREFIXES: &[(&str, &str)] = &[("!", "not "), ("NOT", "not"), ("Not", "not")];

/// Words that look like a name until it turns out that an operand, or its operator, stands behind them.
const TAKEN_FOR_NAMES: &[(&str, &str)] = &[
    ("AND", "and"),
    ("And", "and"),
    ("OR", "or"),
    ("Or", "or"),
    ("NOT", "not"),
    ("Not", "not"),
];

pub(super) fn slip(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let operator = around.expects(OPERATOR);
    if !operator && !around.expects(EXPRESSION) {
        return None;
    }
    if let Some(slip) = unequal(around) {
        return Some(slip);
    }
    if let Some(meant) = meant(TAKEN_FOR_NAMES, around.text(-1)) {
        return sign(around, -1, -1, meant);
    }
    if !operator {
        return quotes(around)
            .or_else(|| named_argument(around))
            .or_else(|| sign(around, 0, 0, meant(PREFIXES, around.text(0))?));
    }
    if around.text(0) == "between" {
        return around.fault(0, 0, Slip::Between);
    }
    if let Some(slip) = apart(around) {
        return Some(slip);
    }
    let both = format!("{}{}", around.text(0), around.text(1));
    match meant(OPERATORS, &both).filter(|_| around.touches(1)) {
        Some(meant) => sign(around, 0, 1, meant),
        None => sign(around, 0, 0, meant(OPERATORS, around.text(0))?),
    }
}

fn meant(table: &[(&str, &'static str)], written: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(other, _)| *other == written)
        .map(|(_, meant)| *meant)
}

fn sign(
    around: &Around<'_, '_>,
    from: isize,
    to: isize,
    meant: &'static str,
) -> Option<SyntaxError> {
    let written = around
        .source
        .slice(around.token(from)?.start, around.token(to)?.end);
    let slip = Slip::Sign {
        written: written.to_owned(),
        meant,
    };
    around.fault(from, to, slip)
}

/// `<>`, `===` and `!==`: the first part of them is an operator.
fn unequal(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if !around.touches(0) {
        return None;
    }
    let meant = match (around.text(-1), around.text(0)) {
        ("<", ">") | ("!=", "=") => "!=",
        ("==", "=") => "==",
        _ => return None,
    };
    sign(around, -1, 0, meant)
}

/// `'x'`
fn quotes(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if around.text(0) != "'" {
        return None;
    }
    let start = around.token(0)?.start;
    let line = around.source.text.get(start + 1..)?;
    let line = line.split('\n').next().unwrap_or(line);
    let text = line.split_once('\'').map(|(text, _)| text);
    let end = start + 1 + text.map_or(0, |text| text.len() + 1);
    let plain = text.filter(|text| !text.contains(['"', '\\']));
    Some(SyntaxError {
        kind: SyntaxErrorKind::Slip(Slip::SingleQuotes {
            text: plain.map(str::to_owned),
        }),
        span: span(start, end),
    })
}

/// `sum (xs)`
fn apart(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let bracket = match around.token(0)?.kind {
        TokenKind::Open(bracket @ ('(' | '[')) => bracket,
        _ => return None,
    };
    let (name, bracket_at) = (around.token(-1)?, around.token(0)?.start);
    let blanks = around.source.slice(name.end, bracket_at);
    if name.kind != TokenKind::Word || blanks.is_empty() || blanks.contains('\n') {
        return None;
    }
    Some(SyntaxError {
        kind: SyntaxErrorKind::Slip(Slip::Apart {
            name: around.text(-1).to_owned(),
            bracket,
        }),
        span: span(name.end, bracket_at),
    })
}

/// `stock(sku: "a")`
fn named_argument(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let named = around.is(0, TokenKind::Word)
        && around.text(1) == ":"
        && matches!(around.text(-1), "(" | ",");
    if !named {
        return None;
    }
    let name = around.text(0).to_owned();
    around.fault(0, 1, Slip::NamedArgument { name })
}
