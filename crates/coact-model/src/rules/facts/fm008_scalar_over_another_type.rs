use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A scalar that does not stand over a type of the language.
pub(crate) const RULE: Rule = Rule {
    code: "FM008",
    name: "scalar-over-another-type",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM008.md"),
    check: None,
};

/// `scalar` is its name.
pub(crate) fn scalar_over(loc: Loc, scalar: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("the scalar `{scalar}` does not stand over a type of the language"),
    )
    .label("not a base type")
    .hint("write a base type with its bounds, like `Text max 200` or `Decimal unit EUR`")
}
