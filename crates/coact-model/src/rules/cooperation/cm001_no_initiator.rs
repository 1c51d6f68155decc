use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A transaction that nobody may ask for.
pub(crate) const RULE: Rule = Rule {
    code: "CM001",
    name: "no-initiator",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM001.md"),
    check: None,
};

/// `kind` is its name.
pub(crate) fn no_initiator(loc: Loc, kind: &str) -> Diagnostic {
    RULE.at(loc, format!("nobody may ask for `{kind}`"))
        .label("no `initiator`")
        .hint("name the actor who asks: `initiator Buyer`")
}
