use super::Cx;
use super::decided::states;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A rule that waits for a state of its transaction in which it has nothing to answer.
pub(crate) const RULE: Rule = Rule {
    code: "AM042",
    name: "never-applies",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM042.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        let mut own = rule.while_.iter().filter(|(kind, _)| *kind == rule.kind);
        let Some((_, fact)) = own.next() else {
            continue;
        };
        if !states(cx.model, rule).is_empty() {
            continue;
        }
        let fact = cx.fact((rule.kind, *fact));
        findings.push(
            RULE.at(
                rule.loc,
                format!(
                    "this rule never applies: where `{fact}` stands, none of its acts is possible"
                ),
            )
            .label("never applies")
            .hint("leave the `while` out, or write the rule on the fact that it waits for"),
        );
    }
}
