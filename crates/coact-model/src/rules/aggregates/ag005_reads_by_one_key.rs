use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A command reads a view that has several keys.
pub(crate) const RULE: Rule = Rule {
    code: "AG005",
    name: "reads-by-one-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG005.md"),
    check: None,
};

/// Rows are read by one key.
pub(crate) fn reads_by_one_key(loc: Loc, view: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{view}` is read by one key here, and that is not its key"),
    )
    .label("several keys")
    .hint("read a view that has one key, or make one with that key")
}
