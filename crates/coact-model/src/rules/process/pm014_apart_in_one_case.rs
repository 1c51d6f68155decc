use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A child apart that is about the entity of its parent.
pub(crate) const RULE: Rule = Rule {
    code: "PM014",
    name: "apart-in-one-case",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM014.md"),
    check: None,
};

/// `child` is about the `entity` that its parent is about.
pub(crate) fn apart_in_one_case(loc: Loc, child: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{child}` is about the same `{entity}` and lives in its case"),
    )
    .label("cannot be apart")
    .hint("leave `apart` out")
}
