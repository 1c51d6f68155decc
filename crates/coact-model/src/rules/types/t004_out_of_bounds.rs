use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Bound;
use crate::rules::Rule;

/// A constant outside the bounds of its type.
pub(crate) const RULE: Rule = Rule {
    code: "T004",
    name: "out-of-bounds",
    severity: Severity::Error,
    page: include_str!("../../../rules/T004.md"),
    check: None,
};

/// `name` is the type or field whose bound is broken.
pub(crate) fn out_of_bounds(loc: Loc, name: &str, bound: &Bound) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("this value lies outside the bounds of `{name}`"),
        )
        .label("outside")
        .also(bound.loc, "the bound");
    if bound.sentence.is_empty() {
        finding.hint("change the value, or the bound")
    } else {
        finding.hint(format!("the bound says: {}", bound.sentence))
    }
}
