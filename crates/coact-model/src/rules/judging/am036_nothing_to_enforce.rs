use super::Cx;
use crate::diagnostics::Severity;
use crate::model::Mode;
use crate::rules::{Findings, Rule};

/// An enforced rule without an assessment.
pub(crate) const RULE: Rule = Rule {
    code: "AM036",
    name: "nothing-to-enforce",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        if rule.mode == Mode::Enforced && rule.assessments.is_empty() {
            findings.push(
                RULE.at(rule.loc, "this rule enforces nothing")
                    .label("assesses nothing")
                    .hint("add a `truth`, or leave `enforced` out"),
            );
        }
    }
}
