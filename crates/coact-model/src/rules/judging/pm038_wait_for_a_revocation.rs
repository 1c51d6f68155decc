use super::Cx;
use crate::ctp::FactWord;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A wait whose source is a revocation.
pub(crate) const RULE: Rule = Rule {
    code: "PM038",
    name: "wait-for-a-revocation",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for wait in cx.model.waits.values() {
        if let FactWord::Revocation(..) = wait.source.1 {
            findings.push(
                RULE.at(
                    wait.loc,
                    format!("`{}` is nothing that stands", cx.fact(wait.source)),
                )
                .label("cannot be waited for")
                .hint("wait for a fact of the pattern itself, such as `accepted`"),
            );
        }
    }
}
