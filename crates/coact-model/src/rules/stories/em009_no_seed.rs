use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value that a spec leaves out and that cannot be made up.
pub(crate) const RULE: Rule = Rule {
    code: "EM009",
    name: "no-seed",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM009.md"),
    check: None,
};

/// `name` is the field or constant.
pub(crate) fn no_seed(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("no value of `{name}` can be made up inside its bounds"),
    )
    .label(format!("`{name}` left out"))
    .hint(format!(
        "write a value for `{name}`, or an `example` of its type"
    ))
}
