use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Scale;
use crate::rules::Rule;

/// A bound behind a type that it says nothing about.
pub(crate) const RULE: Rule = Rule {
    code: "FM006",
    name: "bound-does-not-fit",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM006.md"),
    check: None,
};

/// `bound` is its word, `goes_with` the types it goes with.
pub(crate) fn bound_does_not_fit(loc: Loc, bound: &str, goes_with: &str) -> Diagnostic {
    RULE.at(loc, format!("{bound} says nothing about this type"))
        .label(format!("goes with {goes_with}"))
        .hint("leave it out, or choose another type")
}

/// A scale sort that values of the basic type cannot have.
pub(crate) fn scale_too_high(loc: Loc, scale: Scale, highest: Scale) -> Diagnostic {
    let (scale, highest) = (scale.word(), highest.word());
    RULE.at(
        loc,
        format!("values of this type are {highest} at most, not {scale}"),
    )
    .label("more than the type admits")
    .hint(format!("write `{highest}`, or choose another type"))
}

/// A scale sort behind the type of a field.
pub(crate) fn scale_outside(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a scale sort belongs to a scalar")
        .label("stands behind the type of a field")
        .hint("declare a scalar with it, and use that as the type")
}
