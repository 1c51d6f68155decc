use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act that cannot be tacit.
pub(crate) const RULE: Rule = Rule {
    code: "CM010",
    name: "cannot-be-tacit",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM010.md"),
    check: None,
};

/// `act` is its word.
pub(crate) fn cannot_be_tacit(loc: Loc, act: &str) -> Diagnostic {
    RULE.at(loc, format!("a {act} cannot be tacit"))
        .label("is a choice of somebody")
        .hint("leave `tacit` out")
}

/// A tacit execution with names or data.
pub(crate) fn names_of_nothing(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "a tacit `execute` is folded into `declare`: it has no names and no data",
    )
    .label("neither command nor event")
    .hint("write `execute tacit`, and give names and data to `declare`")
}
