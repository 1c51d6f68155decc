use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A transaction that nobody is asked for.
pub(crate) const RULE: Rule = Rule {
    code: "CM002",
    name: "no-executor",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM002.md"),
    check: None,
};

/// `kind` is its name.
pub(crate) fn no_executor(loc: Loc, kind: &str) -> Diagnostic {
    RULE.at(loc, format!("nobody carries out `{kind}`"))
        .label("no `executor`")
        .hint("name the actor who is asked: `executor Seller`")
}
