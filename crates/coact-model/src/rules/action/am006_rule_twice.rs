use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two rules that answer one fact with the same acts.
pub(crate) const RULE: Rule = Rule {
    code: "AM006",
    name: "rule-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM006.md"),
    check: None,
};

/// `identity` is what both rules are known by.
pub(crate) fn rule_twice(loc: Loc, identity: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("there is a rule already for `{identity}`"))
        .label("the same again")
        .also(first, "the first rule")
        .hint("join the two, or let them answer with different acts")
}
