use super::Cx;
use super::decided::Of;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A condition that can never hold.
pub(crate) const RULE: Rule = Rule {
    code: "T024",
    name: "never-holds",
    severity: Severity::Warning,
    page: include_str!("../../../rules/T024.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for found in cx.decided().iter().filter(|found| !found.always) {
        let (message, label) = match (&found.of, &found.because) {
            (Of::Condition, _) => (found.message(), "never holds"),
            (Of::Arm, Some(because)) => (
                format!("this arm is never reached: {because}"),
                "never reached",
            ),
            (Of::Arm, None) => ("this arm is never reached".to_owned(), "never reached"),
            (Of::Assessment(_), _) => continue,
        };
        let mut finding = RULE.at(found.loc, message).label(label);
        if let Some((loc, words)) = &found.by {
            finding = finding.also(*loc, words.clone());
        }
        findings.push(finding.hint("correct it, or leave out what can never happen"));
    }
}
