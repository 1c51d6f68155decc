//! Literals, with the escapes of the language.

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
        Type::Int(unit) | Type::Decimal(unit) if *unit != Unit::default() => {
            format!("{number} {}", crate::resolve::unit_name(unit))
        }
        _ => number,
    }
}

/// A string with the escapes of the language.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&c.escape_unicode().to_string()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
