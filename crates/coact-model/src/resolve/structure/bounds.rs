//! Bounds behind a type: whether each fits it, and whether it can be met.

use coact_syntax::ast;

use super::types::TypeCx;
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{Bound, BoundKind, Expr, Scale, Type, Unit};
use crate::resolve::cx::{ItemRef, sentence};
use crate::rules;

/// The unit among the bounds, where one is stated.
pub(super) fn unit(bounds: &[ast::Bound]) -> Option<Unit> {
    bounds.iter().find_map(|bound| match &bound.kind {
        ast::BoundKind::Unit(unit) => Some(Unit::new(
            vec![unit.unit.text.clone()],
            unit.per.iter().map(|per| per.text.clone()).collect(),
        )),
        _ => None,
    })
}

/// The bounds that can be kept, and the scale sort.
pub(super) fn resolve(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    ty: &Type,
    written: &[ast::Bound],
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Bound>, Option<(Scale, Loc)>) {
    let mut bounds: Vec<Bound> = Vec::new();
    let mut scale = None;
    let mut seen: Vec<(&'static str, Loc)> = Vec::new();
    for bound in written {
        let loc = item.loc(bound.span);
        let word = word(&bound.kind);
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == word) {
            findings.push(rules::bound_twice(loc, word, *first));
            continue;
        }
        seen.push((word, loc));
        if *ty == Type::Error {
            continue;
        }
        if !fits(&bound.kind, ty, cx.base(ty)) {
            findings.push(rules::bound_does_not_fit(loc, word, goes_with(&bound.kind)));
            continue;
        }
        let kind = match &bound.kind {
            ast::BoundKind::Unit(_) => continue,
            ast::BoundKind::Scale(name) => {
                let Some(found) = scale_of(&name.text) else {
                    continue;
                };
                let highest = Scale::highest_of(cx.base(ty));
                if found > highest {
                    findings.push(rules::scale_too_high(loc, found, highest));
                } else {
                    scale = Some((found, loc));
                }
                continue;
            }
            ast::BoundKind::Length(min, max) => {
                if max.is_some_and(|max| max < *min) {
                    findings.push(rules::bound_cannot_be_met(
                        loc,
                        "the greatest length is below the least",
                    ));
                    continue;
                }
                BoundKind::Length(*min, *max)
            }
            ast::BoundKind::MaxLength(max) => BoundKind::MaxLength(*max),
            ast::BoundKind::Matching(pattern) => {
                if regex::Regex::new(&format!("^(?:{})$", pattern.value)).is_err() {
                    findings.push(rules::bad_pattern(item.loc(pattern.span), &pattern.value));
                    continue;
                }
                BoundKind::Matching(pattern.value.clone())
            }
            ast::BoundKind::Range(low, high) => {
                let end = |end: &Option<ast::Expr>| {
                    end.as_ref()
                        .map(|end| Expr::pending(ty.clone(), item.loc(end.span)))
                };
                BoundKind::Range(end(low), end(high))
            }
        };
        bounds.push(Bound {
            kind,
            sentence: sentence(&bound.sentence),
            loc,
        });
    }
    (bounds, scale)
}

const fn word(kind: &ast::BoundKind) -> &'static str {
    match kind {
        ast::BoundKind::Length(..) => "a length",
        ast::BoundKind::Range(..) => "`in`",
        ast::BoundKind::Matching(_) => "`matching`",
        ast::BoundKind::MaxLength(_) => "`max`",
        ast::BoundKind::Unit(_) => "`unit`",
        ast::BoundKind::Scale(_) => "a scale sort",
    }
}

/// What a bound goes with, in words.
const fn goes_with(kind: &ast::BoundKind) -> &'static str {
    match kind {
        ast::BoundKind::Length(..) => "a list or a map",
        ast::BoundKind::Range(..) => "numbers, dates and times",
        ast::BoundKind::Matching(_) | ast::BoundKind::MaxLength(_) => "text",
        ast::BoundKind::Unit(_) => "`Int` and `Decimal`",
        ast::BoundKind::Scale(_) => "a scalar over numbers, text, dates or times",
    }
}

fn fits(kind: &ast::BoundKind, ty: &Type, base: &Type) -> bool {
    match kind {
        ast::BoundKind::Length(..) => matches!(ty, Type::List(_) | Type::Map(..) | Type::Error),
        ast::BoundKind::Range(..) => matches!(
            base,
            Type::Int(_)
                | Type::Decimal(_)
                | Type::Date
                | Type::Time
                | Type::DateTime
                | Type::Duration
                | Type::Error
        ),
        ast::BoundKind::Matching(_) | ast::BoundKind::MaxLength(_) => {
            matches!(base, Type::Text | Type::Error)
        }
        ast::BoundKind::Unit(_) => matches!(ty, Type::Int(_) | Type::Decimal(_)),
        ast::BoundKind::Scale(_) => true,
    }
}

fn scale_of(word: &str) -> Option<Scale> {
    Scale::ALL.into_iter().find(|scale| scale.word() == word)
}
