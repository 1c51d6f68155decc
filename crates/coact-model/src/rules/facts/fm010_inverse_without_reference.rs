use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A way back from a fact that refers to nothing.
pub(crate) const RULE: Rule = Rule {
    code: "FM010",
    name: "inverse-without-reference",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM010.md"),
    check: None,
};

/// `fact` is the fact's name.
pub(crate) fn inverse_without_reference(loc: Loc, fact: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is no way back from `{fact}`: it does not refer to one entity"),
    )
    .label("a way back to where?")
    .hint("leave `inverse` out, or make the type an entity")
}
