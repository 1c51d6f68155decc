use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A link inside one transaction.
pub(crate) const RULE: Rule = Rule {
    code: "PM002",
    name: "link-inside",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM002.md"),
    check: None,
};

/// `kind` is the transaction.
pub(crate) fn link_inside(loc: Loc, kind: &str) -> Diagnostic {
    RULE.at(loc, format!("this link begins and ends in `{kind}`"))
        .label("follows from the pattern, or contradicts it")
        .hint("leave it out: the acts of one transaction follow each other by the pattern")
}
