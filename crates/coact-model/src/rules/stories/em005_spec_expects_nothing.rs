use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A spec without a `then`.
pub(crate) const RULE: Rule = Rule {
    code: "EM005",
    name: "spec-expects-nothing",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM005.md"),
    check: None,
};

/// Nothing could ever fail.
pub(crate) fn spec_expects_nothing(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this spec expects nothing")
        .label("no `then`")
        .hint("say what comes of it: `then …`, or `then nothing`")
}
