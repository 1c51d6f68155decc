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
        let (what, label) = match found.of {
            Of::Condition => ("this never holds", "never holds"),
            Of::Arm => ("this arm is never reached", "never reached"),
            Of::Assessment(_) => continue,
        };
        let message = match &found.because {
            Some(because) => format!("{what}: {because}"),
            None => what.to_owned(),
        };
        let mut finding = RULE.at(found.loc, message).label(label);
        if let Some((loc, words)) = &found.by {
            finding = finding.also(*loc, words.clone());
        }
        findings.push(finding.hint("correct it, or leave out what can never happen"));
    }
}
