use super::Cx;
use super::decided::Of;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A condition that always holds.
pub(crate) const RULE: Rule = Rule {
    code: "T025",
    name: "always-holds",
    severity: Severity::Warning,
    page: include_str!("../../../rules/T025.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for found in cx.decided() {
        if !found.always || found.of != Of::Condition {
            continue;
        }
        let mut finding = RULE.at(found.loc, found.message()).label("always holds");
        if let Some((loc, words)) = &found.by {
            finding = finding.also(*loc, words.clone());
        }
        findings.push(finding.hint("correct it, or leave it out"));
    }
}
