use super::Cx;
use crate::ctp::step_words;
use crate::diagnostics::Severity;
use crate::model::Response;
use crate::rules::{Findings, Rule};

/// One act in both branches of a rule.
pub(crate) const RULE: Rule = Rule {
    code: "AM038",
    name: "same-both-ways",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        for other in &rule.otherwise {
            let same = |then: &&Response| (then.kind, then.step) == (other.kind, other.step);
            if other.kind == rule.kind
                && let Some(then) = rule.then.iter().find(same)
            {
                let step = step_words(other.step);
                findings.push(
                    RULE.at(other.loc, format!("`{step}` follows either way"))
                        .label("where an assessment fails")
                        .also(then.loc, "where all hold")
                        .hint("answer with another act here, or leave the assessments out"),
                );
            }
        }
    }
}
