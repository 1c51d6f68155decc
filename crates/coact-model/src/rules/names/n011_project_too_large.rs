use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A project of more bytes than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "N011",
    name: "project-too-large",
    severity: Severity::Error,
    page: include_str!("../../../rules/N011.md"),
    check: None,
};

/// `loc` is the file with which the limit is passed.
pub(crate) fn project_too_large(loc: Loc, bytes: u64, limit: u64) -> Diagnostic {
    RULE.at(
        loc,
        format!("the files of this project have {bytes} bytes together, more than {limit}"),
    )
    .label("the limit is passed here")
    .hint("split the project into several models")
}
