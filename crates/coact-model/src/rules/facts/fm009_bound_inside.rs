use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A bound where none is kept.
pub(crate) const RULE: Rule = Rule {
    code: "FM009",
    name: "bound-inside",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM009.md"),
    check: None,
};

/// The bound stands inside a list or a map, or behind a parameter.
pub(crate) fn bound_inside(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a bound has no place here")
        .label("inside another type, or behind a parameter")
        .hint("declare a scalar with this bound, and use that as the type")
}

/// The bound stands behind a derived fact.
pub(crate) fn bound_of_derived(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a derived fact has no bound")
        .label("nobody gives its value")
        .hint("write a law about it, or a bound of the facts it is derived from")
}
