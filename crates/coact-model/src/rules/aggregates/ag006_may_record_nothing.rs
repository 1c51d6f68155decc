use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Every event of a command has a condition, and nothing is said of the rest.
pub(crate) const RULE: Rule = Rule {
    code: "AG006",
    name: "may-record-nothing",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AG006.md"),
    check: None,
};

/// No `otherwise` beside events that are recorded `when …` only.
pub(crate) fn may_record_nothing(loc: Loc, command: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{command}` records nothing where no condition holds"),
    )
    .label("every event has a condition")
    .hint("say what then: `otherwise nothing`, or `otherwise emits EVENT { … }`")
}
