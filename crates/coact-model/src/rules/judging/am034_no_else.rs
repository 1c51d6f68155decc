use super::Cx;
use crate::ctp::{Act, FactWord, Outcome};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A choice whose other side is open.
pub(crate) const RULE: Rule = Rule {
    code: "AM034",
    name: "no-else",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        let choice = matches!(
            rule.on,
            FactWord::Base(Act::Request | Act::Declare) | FactWord::Revocation(_, Outcome::Asked)
        );
        if choice && !rule.assessments.is_empty() && rule.otherwise.is_empty() {
            findings.push(
                RULE.at(
                    rule.loc,
                    "this rule does not say what follows where it fails",
                )
                .label("has no `else`")
                .hint("add `else` with the act that turns it down"),
            );
        }
    }
}
