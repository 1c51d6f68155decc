use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A `remove` with fields.
pub(crate) const RULE: Rule = Rule {
    code: "VM007",
    name: "remove-sets-nothing",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM007.md"),
    check: None,
};

/// The row is gone.
pub(crate) fn remove_sets_nothing(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "`remove` drops the row, so that no field of it can be set",
    )
    .label("nothing to set")
    .hint("leave out the braces, or write `update`")
}
