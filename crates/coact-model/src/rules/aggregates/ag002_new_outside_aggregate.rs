use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A command begins an aggregate, but belongs to none.
pub(crate) const RULE: Rule = Rule {
    code: "AG002",
    name: "new-outside-aggregate",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG002.md"),
    check: None,
};

/// `new command` outside an aggregate.
pub(crate) fn new_outside_aggregate(loc: Loc, command: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{command}` begins nothing: it belongs to no aggregate"),
    )
    .label("`new`")
    .hint("move it into the aggregate that it begins, or leave `new` out")
}
