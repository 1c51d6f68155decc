use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A range whose lower end is above its upper end.
pub(crate) const RULE: Rule = Rule {
    code: "T016",
    name: "empty-range",
    severity: Severity::Error,
    page: include_str!("../../../rules/T016.md"),
    check: None,
};

/// Nothing lies in it.
pub(crate) fn empty_range(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "nothing lies in this range, because its ends are the wrong way round",
    )
    .label("lower end above upper end")
    .hint("swap the ends")
}
