//! Numbers as other languages write them.

use super::{Around, Slip};
use crate::engine::{self, Rule};
use crate::item::Source;
use crate::keywords::keyword;
use crate::lex::TokenKind;
use crate::scan::span;
use crate::words::OPERATOR;
use crate::{SyntaxError, SyntaxErrorKind};

pub(super) fn slip(around: &Around<'_, '_>) -> Option<SyntaxError> {
    percent(around)
        .or_else(|| short_time(around))
        .or_else(|| unit_touches(around))
}

/// `10%`, with nothing behind it that the rest of a division could be taken by; or with `of`, which was read as that.
fn percent(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let of = isize::from(around.text(-1) == "of");
    let sign = [0, -1]
        .into_iter()
        .map(|offset| offset - of)
        .find(|offset| {
            around.text(*offset) == "%"
                && around.touches(*offset)
                && around.is(offset - 1, TokenKind::Number)
        })?;
    let part = hundredth(around.text(sign - 1))?;
    let meant = if of == 0 { part } else { format!("{part} *") };
    around.fault(sign - 1, sign + of, Slip::Percent { meant })
}

/// The hundredth part of a number, in digits: `12.5` comes to `0.125`.
fn hundredth(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let padded = format!("{whole:0>3}");
    let (whole, part) = padded.split_at_checked(padded.len() - 2)?;
    Some(format!("{whole}.{part}{fraction}"))
}

/// `9:00`
fn short_time(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let (hours, minutes) = (around.text(-1), around.text(1));
    let below = |digits: &str, limit| digits.parse().is_ok_and(|it: u8| it < limit);
    let is_time = around.text(0) == ":"
        && around.touches(0)
        && around.touches(1)
        && below(hours, 24)
        && minutes.len() == 2
        && below(minutes, 60);
    let goes_on = around.text(2) == ":" || around.is(2, TokenKind::Word);
    if !is_time || (around.touches(2) && goes_on) {
        return None;
    }
    let meant = format!("{hours:0>2}:{minutes:0>2}");
    around.fault(-1, 1, Slip::ShortTime { meant })
}

/// `5EUR`
fn unit_touches(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if !around.is(0, TokenKind::Number) {
        return None;
    }
    let text = around.text(0);
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.')?);
    let slip = Slip::UnitTouches {
        number: number.to_owned(),
        unit: as_unit(unit)?,
    };
    around.fault(0, 0, slip)
}

/// `5 eur`, unless the word is one of the language that is misspelt.
pub(super) fn small_unit(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let unit = around.expects(OPERATOR)
        && around.is(-1, TokenKind::Number)
        && around.is(0, TokenKind::Word)
        && !is_unit(around.text(0))
        && keyword(around.text(0)).is_none();
    if !unit {
        return None;
    }
    let meant = as_unit(around.text(0));
    around.fault(0, 0, Slip::SmallUnit { meant })
}

/// Whether a word is a unit or a duration.
pub(crate) fn is_unit(word: &str) -> bool {
    engine::parse(Rule::unit_word, word).is_ok()
}

/// A word as a unit, if it can be one: it begins with a capital, and a short one is an abbreviation.
pub(crate) fn as_unit(word: &str) -> Option<String> {
    if !word.chars().all(char::is_alphanumeric) {
        return None;
    }
    if is_unit(word) {
        return Some(word.to_owned());
    }
    let abbreviation = word.chars().count() <= ABBREVIATED && word.chars().all(char::is_lowercase);
    let meant = if abbreviation {
        word.to_uppercase()
    } else {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    };
    is_unit(&meant).then_some(meant)
}

/// Letters of a currency's code.
const ABBREVIATED: usize = 3;

impl Source<'_> {
    /// The fault of a comma that stands inside a number.
    pub(crate) fn comma_in_number(&self, comma: usize) -> Option<SyntaxError> {
        let at = self.tokens.partition_point(|token| token.end <= comma);
        let is_number = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Number)
        };
        let is_comma = |at: usize| {
            let around = at
                .checked_sub(1)
                .and_then(|before| self.tokens.get(before..=at + 1));
            match around {
                Some([before, comma, after]) => {
                    self.slice(comma.start, comma.end) == ","
                        && before.end == comma.start
                        && comma.end == after.start
                        && is_number(at - 1)
                        && is_number(at + 1)
                }
                _ => false,
            }
        };
        if !is_comma(at) {
            return None;
        }
        let (mut first, mut last) = (at, at);
        while first > 1 && is_comma(first - 2) {
            first -= 2;
        }
        while is_comma(last + 2) {
            last += 2;
        }
        let from = self.tokens.get(first - 1)?.start;
        let to = self.tokens.get(last + 1)?.end;
        Some(SyntaxError {
            kind: SyntaxErrorKind::Slip(Slip::CommaInNumber {
                meant: without_commas(self.slice(from, to)),
            }),
            span: span(from, to),
        })
    }
}

/// What a number with commas means, where that is certain: `5,00` has a fraction, `1,000.00` and `1,000,000` groups.
fn without_commas(written: &str) -> Option<String> {
    let (whole, fraction) = match written.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (written, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = whole.split(',').collect();
    if !parts.iter().copied().chain(fraction).all(digits) {
        return None;
    }
    let grouped = parts.iter().skip(1).all(|part| part.len() == 3);
    match (parts.as_slice(), fraction) {
        (_, Some(_)) if grouped => Some(written.replace(',', "")),
        ([_, _, _, ..], None) if grouped => Some(written.replace(',', "")),
        ([whole, fraction], None) if !grouped => Some(format!("{whole}.{fraction}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{as_unit, hundredth, without_commas};

    #[test]
    fn a_percentage_is_a_hundredth() {
        for (number, part) in [
            ("10", Some("0.10")),
            ("5", Some("0.05")),
            ("12.5", Some("0.125")),
            ("100", Some("1.00")),
            ("1250", Some("12.50")),
            ("1_0", None),
        ] {
            assert_eq!(hundredth(number).as_deref(), part, "{number}");
        }
    }

    #[test]
    fn a_unit_begins_with_a_capital_where_there_is_one() {
        for (word, unit) in [
            ("EUR", Some("EUR")),
            ("eur", Some("EUR")),
            ("days", Some("days")),
            ("gram", Some("Gram")),
            ("kWh", Some("KWh")),
            ("_eur", None),
            ("\u{5186}", None),
        ] {
            assert_eq!(as_unit(word).as_deref(), unit, "{word}");
        }
    }

    #[test]
    fn a_comma_is_a_point_or_nothing_where_that_is_certain() {
        for (written, meant) in [
            ("5,00", Some("5.00")),
            ("1,5", Some("1.5")),
            ("1,000.00", Some("1000.00")),
            ("1,000,000", Some("1000000")),
            ("1,000", None),
            ("1,00,000", None),
            ("1,5x", None),
        ] {
            assert_eq!(without_commas(written).as_deref(), meant, "{written}");
        }
    }
}
