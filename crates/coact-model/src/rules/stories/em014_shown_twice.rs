use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A screen or slice that names the same thing twice.
pub(crate) const RULE: Rule = Rule {
    code: "EM014",
    name: "shown-twice",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM014.md"),
    check: None,
};

/// What stands in the same block already, at `first`.
pub(crate) fn shown_twice(loc: Loc, name: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("`{name}` stands here already"))
        .label("the second time")
        .also(first, "the first time")
        .hint("leave one of them out")
}
