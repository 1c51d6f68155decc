use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A `retry` on a link that nothing automates.
pub(crate) const RULE: Rule = Rule {
    code: "PM035",
    name: "retry-by-hand",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, link) in cx.model.links.iter() {
        if link.retry.is_some() && !cx.is_automated(id) {
            findings.push(
                RULE.at(link.loc, "`retry` says nothing where a person asks")
                    .label("not automated")
                    .hint("add `automated`, or leave `retry` out"),
            );
        }
    }
}
