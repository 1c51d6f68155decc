use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or};

/// A rule or link that may read a fact before it is known.
pub(crate) const RULE: Rule = Rule {
    code: "AM008",
    name: "may-not-be-known",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM008.md"),
    check: None,
};

/// `place` is the fact that is answered, `setters` the acts that set what is read.
pub(crate) fn may_not_be_known(
    loc: Loc,
    fact: &str,
    place: &str,
    setters: &[String],
) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("`{fact}` may not be known when `{place}`"))
        .label("may not be known yet");
    if setters.is_empty() {
        finding.hint(format!(
            "no act sets `{fact}`; add it to the payload of one"
        ))
    } else {
        finding.hint(format!(
            "it is set by {}; answer a later fact, or supply a value with `??`",
            or(setters)
        ))
    }
}
