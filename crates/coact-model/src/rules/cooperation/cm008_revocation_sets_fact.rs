use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A revocation that would set a fact.
pub(crate) const RULE: Rule = Rule {
    code: "CM008",
    name: "revocation-sets-fact",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM008.md"),
    check: None,
};

/// `step` is the step as written.
pub(crate) fn revocation_sets_fact(loc: Loc, fact: &str, step: &str) -> Diagnostic {
    RULE.at(loc, format!("`{step}` cannot set the fact `{fact}`"))
        .label("a fact of the entity")
        .hint("give it a type to make it data of the act")
}
