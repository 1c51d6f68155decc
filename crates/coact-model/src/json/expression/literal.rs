//! Literals, with the escapes of the language.

use coact_syntax::is_refused;

use crate::model::{Literal, Type, Unit};

pub(super) fn literal_text(literal: &Literal, ty: &Type) -> String {
    let number = match literal {
        Literal::Bool(value) => return value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Decimal(digits) => digits.clone(),
        Literal::Text(text) => return quoted(text),
        Literal::Date(year, month, day) => return format!("{year:04}-{month:02}-{day:02}"),
        Literal::DateTime(text) => return text.clone(),
        Literal::Time(hour, minute, second) => return format!("{hour:02}:{minute:02}:{second:02}"),
        Literal::Period(0, days) => return format!("{days} days"),
        Literal::Period(months, 0) => return format!("{months} months"),
        Literal::Period(months, days) => return format!("{months} months + {days} days"),
        Literal::Duration(seconds) => return format!("{seconds} seconds"),
    };
    match ty {
        Type::Int(unit) | Type::Decimal(unit) => {
            written_unit(unit).map_or(number.clone(), |unit| format!("{number} {unit}"))
        }
        _ => number,
    }
}

/// The unit as it is written behind a number. Behind a number `day` makes a period, and a product of units has no
/// word: there the number stands alone and has its unit from its place.
fn written_unit(unit: &Unit) -> Option<String> {
    let name = crate::resolve::unit_name(unit);
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '/';
    let written = *unit != Unit::default()
        && name.starts_with(char::is_uppercase)
        && name.chars().all(is_word)
        && name.matches('/').count() < 2;
    written.then_some(name)
}

/// A string with the escapes of the language.
pub(in super::super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_refused(c) => quoted.push_str(&c.escape_unicode().to_string()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
