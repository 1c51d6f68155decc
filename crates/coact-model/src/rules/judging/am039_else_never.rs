use super::Cx;
use crate::diagnostics::Severity;
use crate::model::Mode;
use crate::rules::{Findings, Rule};

/// An `else` in a rule without an assessment.
pub(crate) const RULE: Rule = Rule {
    code: "AM039",
    name: "else-never",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM039.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        let Some(first) = rule.otherwise.first() else {
            continue;
        };
        if !rule.assessments.is_empty() {
            continue;
        }
        let finding = RULE
            .at(
                first.loc,
                "this `else` never applies: the rule assesses nothing",
            )
            .label("never performed");
        let mut conditions = rule.then.iter().filter_map(|it| it.condition.as_ref());
        match (conditions.next(), rule.mode) {
            (Some(condition), _) => findings.push(
                finding
                    .also(condition.loc, "says only whether the act is performed")
                    .hint("write the condition as an assessment: `truth NAME \"sentence\": …`"),
            ),
            (None, Mode::Automated) => {
                findings.push(finding.hint("add a `truth`, or leave the `else` out"));
            }
            // A person chooses between the two; of an enforced rule more is told.
            (None, Mode::Advised | Mode::Enforced) => {}
        }
    }
}
