use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or};

/// A handler that reads a fact before it is known.
pub(crate) const RULE: Rule = Rule {
    code: "VM003",
    name: "not-known-yet",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM003.md"),
    check: None,
};

/// `setters` are the acts that set the fact.
pub(crate) fn not_known_yet(loc: Loc, fact: &str, event: &str, setters: &[String]) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("`{fact}` is not known at `{event}`"))
        .label("not known yet");
    if setters.is_empty() {
        finding.hint(format!(
            "no act sets `{fact}`; add it to the payload of one"
        ))
    } else {
        finding.hint(format!(
            "it is set by {}; read it at a later event, or supply a value with `??`",
            or(setters)
        ))
    }
}
