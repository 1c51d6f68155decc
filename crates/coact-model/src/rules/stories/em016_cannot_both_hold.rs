use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Expectations of one step of which at most one can hold.
pub(crate) const RULE: Rule = Rule {
    code: "EM016",
    name: "cannot-both-hold",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM016.md"),
    check: None,
};

/// `first` was expected before, at `place`.
pub(crate) fn cannot_both_hold(loc: Loc, expected: &str, first: &str, place: Loc) -> Diagnostic {
    RULE.at(loc, format!("`{expected}` and `{first}` cannot both hold"))
        .label("expected of the same step")
        .also(place, "expected already")
        .hint("keep the one that is meant, or do something in between with `when`")
}
