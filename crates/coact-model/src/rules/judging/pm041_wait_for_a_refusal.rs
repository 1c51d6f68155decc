use super::Cx;
use crate::ctp::{Act, FactWord};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A wait whose source is a refusal.
pub(crate) const RULE: Rule = Rule {
    code: "PM041",
    name: "wait-for-a-refusal",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM041.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for wait in cx.model.waits.values() {
        if let FactWord::Base(Act::Decline | Act::Reject) = wait.source.1 {
            findings.push(
                RULE.at(
                    wait.loc,
                    format!("this goes on only if `{}`", cx.fact(wait.source)),
                )
                .label("waits for a refusal")
                .hint("wait for `accepted`; what a refusal brings about is a response (`->`)"),
            );
        }
    }
}
