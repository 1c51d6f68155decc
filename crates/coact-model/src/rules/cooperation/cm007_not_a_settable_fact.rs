use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act that would set what cannot be set.
pub(crate) const RULE: Rule = Rule {
    code: "CM007",
    name: "not-a-settable-fact",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM007.md"),
    check: None,
};

/// `why` says why `fact` cannot be set, as the rest of a sentence.
pub(crate) fn not_a_settable_fact(loc: Loc, fact: &str, entity: &str, why: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("no act can set `{fact}` of `{entity}`: it {why}"),
    )
    .label(why)
    .hint("leave it out of the payload")
}
