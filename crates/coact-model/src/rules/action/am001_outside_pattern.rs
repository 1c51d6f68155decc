use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A fact or act that the pattern of its kind does not have.
pub(crate) const RULE: Rule = Rule {
    code: "AM001",
    name: "outside-pattern",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM001.md"),
    check: None,
};

/// A fact.
pub(crate) fn fact_outside_pattern(loc: Loc, kind: &str, fact: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{kind} {fact}` never happens, because its pattern has no such act"),
    )
    .label("never happens")
    .hint(format!(
        "widen the pattern of `{kind}`, or answer another fact"
    ))
}

/// An act.
pub(crate) fn act_outside_pattern(loc: Loc, kind: &str, act: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is no `{act}` in the pattern of `{kind}`"),
    )
    .label("not an act of this kind")
    .hint(format!(
        "widen the pattern of `{kind}`, or name another act"
    ))
}
