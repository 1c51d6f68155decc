use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Bound;
use crate::rules::Rule;

/// A command with a value outside its bounds, and no rejection is expected.
pub(crate) const RULE: Rule = Rule {
    code: "EM017",
    name: "tried-out-of-bounds",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM017.md"),
    check: None,
};

/// `name` is the type or field whose bound is broken.
pub(crate) fn tried_out_of_bounds(loc: Loc, name: &str, bound: &Bound) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("this value lies outside the bounds of `{name}`, so the command is rejected"),
        )
        .label("outside")
        .also(bound.loc, "the bound");
    if bound.sentence.is_empty() {
        finding.hint("change the value, or expect `rejected bounds`")
    } else {
        finding.hint(format!(
            "change the value, or expect `rejected bounds`; the bound says: {}",
            bound.sentence
        ))
    }
}
