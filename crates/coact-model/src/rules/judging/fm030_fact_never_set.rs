use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A declared fact that no act sets.
pub(crate) const RULE: Rule = Rule {
    code: "FM030",
    name: "fact-never-set",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for entity in cx.model.entities.values() {
        // Facts of what comes from outside, or is made by nothing here, are set elsewhere.
        let Some(creator) = entity.created_by.filter(|_| !entity.external) else {
            continue;
        };
        for fact in &entity.facts {
            // What is inherited may be set where it is declared.
            if fact.setters.is_empty() && fact.inherited.is_none() && fact.field.default.is_none() {
                let name = &fact.field.name;
                findings.push(
                    RULE.at(
                        name.loc,
                        format!("nothing sets `{}` of `{}`", name.text, entity.name.text),
                    )
                    .label("in no payload")
                    .also(cx.kind_at(creator), "creates the entity")
                    .hint(format!(
                        "name `{}` in the payload of the act that sets it, or derive it",
                        name.text
                    )),
                );
            }
        }
    }
}
