//! Literals.

use coact_syntax::ast::UnaryOp;
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use coact_model::model::{Expr, ExprKind, Literal, Type};

use super::Piece;
use crate::cx::Cx;
use crate::{names, tokens};

/// A literal as it is written in Rust.
pub(crate) fn literal(value: &Literal) -> Piece {
    Piece::Value(match value {
        Literal::Bool(value) => quote!(#value),
        Literal::Int(value) => int(*value),
        Literal::Decimal(digits) => decimal(digits),
        Literal::Text(value) => {
            let value = tokens::text(value);
            quote!(::std::string::String::from(#value))
        }
        Literal::Date(year, month, day) => {
            let (year, month, day) = (signed(*year), signed(*month), signed(*day));
            quote!(::coact_runtime::export::jiff::civil::date(#year, #month, #day))
        }
        Literal::DateTime(text) => instant(text).unwrap_or_else(|| {
            let text = tokens::text(text);
            quote!(::coact_runtime::expr::instant(#text)?)
        }),
        Literal::Time(hour, minute, second) => {
            let (hour, minute, second) = (signed(*hour), signed(*minute), signed(*second));
            quote!(::coact_runtime::export::jiff::civil::time(#hour, #minute, #second, 0))
        }
        Literal::Period(months, days) => {
            let (months, days) = (signed(*months), signed(*days));
            quote!(::coact_runtime::expr::Period::new(#months, #days))
        }
        Literal::Duration(seconds) => {
            let seconds = int(*seconds);
            quote!(::coact_runtime::export::jiff::SignedDuration::from_secs(#seconds))
        }
    })
}

/// A whole number; a negative one is an operand of its own.
fn int(value: i64) -> TokenStream {
    if value == i64::MIN {
        return quote!(i64::MIN);
    }
    let digits = Token::i64_unsuffixed(value.abs());
    if value < 0 {
        tokens::one(quote!(-#digits))
    } else {
        quote!(#digits)
    }
}

fn signed(value: impl Into<i64>) -> TokenStream {
    int(value.into())
}

/// A decimal number by its parts, so that it is a constant.
fn decimal(digits: &str) -> TokenStream {
    let (negative, unsigned) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mantissa = format!("{whole}{fraction}").parse::<u128>().ok();
    let scale = u32::try_from(fraction.len())
        .ok()
        .filter(|scale| *scale <= 28);
    let (Some(mantissa), Some(scale)) = (mantissa.filter(|mantissa| mantissa >> 96 == 0), scale)
    else {
        let text = tokens::text(digits);
        return quote!(::coact_runtime::expr::decimal(#text)?);
    };
    if let Ok(mantissa) = i64::try_from(mantissa) {
        let number = int(if negative { -mantissa } else { mantissa });
        let scale = Token::u32_unsuffixed(scale);
        return quote!(::coact_runtime::export::rust_decimal::Decimal::new(#number, #scale));
    }
    let part = |shift: u32| {
        let bits = (mantissa >> shift) & u128::from(u32::MAX);
        Token::u32_unsuffixed(u32::try_from(bits).unwrap_or(u32::MAX))
    };
    let (low, middle, high) = (part(0), part(32), part(64));
    let scale = Token::u32_unsuffixed(scale);
    quote!(::coact_runtime::export::rust_decimal::Decimal::from_parts(#low, #middle, #high, #negative, #scale))
}

/// An instant by its parts, so that it is a constant.
fn instant(text: &str) -> Option<TokenStream> {
    let at: jiff::Timestamp = text.parse().ok()?;
    let (second, nanosecond) = (int(at.as_second()), signed(at.subsec_nanosecond()));
    Some(quote!(::coact_runtime::export::jiff::Timestamp::constant(#second, #nanosecond)))
}

/// A constant expression, which computes nothing that could fail: a literal, perhaps negative, perhaps of a
/// scalar.
pub(crate) fn constant(cx: &Cx<'_>, expr: &Expr) -> TokenStream {
    match &expr.kind {
        // The checker has shown that it is one.
        ExprKind::Literal(Literal::DateTime(text)) => instant(text).unwrap_or_default(),
        ExprKind::Literal(Literal::Int(value)) if matches!(expr.ty, Type::Decimal(_)) => {
            decimal(&value.to_string())
        }
        ExprKind::Literal(value) => literal(value).value(true),
        ExprKind::Unary(UnaryOp::Neg, inner) => {
            let inner = constant(cx, inner);
            tokens::one(quote!(-#inner))
        }
        ExprKind::Convert(inner) => fitted(cx, constant(cx, inner), &inner.ty, &expr.ty),
        _ => quote!(()),
    }
}

/// A constant of a type as one of the type that it fits.
fn fitted(cx: &Cx<'_>, value: TokenStream, from: &Type, to: &Type) -> TokenStream {
    match (from, to) {
        (Type::Optional(_), Type::Optional(_)) | (Type::Scalar(_), Type::Scalar(_)) => value,
        (_, Type::Optional(to)) => {
            let value = fitted(cx, value, from, to);
            quote!(Some(#value))
        }
        (Type::Int(_), Type::Decimal(_)) => {
            quote!(::coact_runtime::export::rust_decimal::Decimal::from(#value))
        }
        (_, Type::Scalar(id)) => {
            let scalar = &cx.model.scalars[*id];
            let value = fitted(cx, value, from, &scalar.base);
            let name = names::scalar(&scalar.name.text);
            quote!(super::types::#name(#value))
        }
        _ => value,
    }
}
