use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// An internal entity that no request creates.
pub(crate) const RULE: Rule = Rule {
    code: "FM031",
    name: "entity-never-created",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for entity in cx.model.entities.values() {
        if !entity.external && entity.created_by.is_none() {
            let name = &entity.name.text;
            findings.push(
                RULE.at(entity.name.loc, format!("nothing creates `{name}`"))
                    .label("no product of a transaction")
                    .hint(format!(
                        "write `external entity {name}`, or `product new {name}` in a transaction"
                    )),
            );
        }
    }
}
