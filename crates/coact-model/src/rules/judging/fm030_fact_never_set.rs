use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{Entity, EntityForm, KindId};
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
        let Some(creator) = creator(cx, entity) else {
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

/// The kind whose request makes it, be it as what it specialises.
fn creator(cx: &Cx<'_>, entity: &Entity) -> Option<KindId> {
    let mut entity = entity;
    // No entity is among those it specialises: as many steps as there are entities are enough.
    for _ in cx.model.entities.ids() {
        match (entity.created_by, &entity.form) {
            _ if entity.external => return None,
            (Some(kind), _) => return Some(kind),
            (None, EntityForm::Specialised(base, _)) => entity = &cx.model.entities[*base],
            (None, _) => return None,
        }
    }
    None
}
