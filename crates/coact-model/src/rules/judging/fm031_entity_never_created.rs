use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{EntityForm, EntityId};
use crate::rules::{Findings, Rule};

/// An internal entity that no request creates.
pub(crate) const RULE: Rule = Rule {
    code: "FM031",
    name: "entity-never-created",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM031.md"),
    check: Some(check),
};

/// Whether an entity is made as another: it is made of others, or others are made as it.
fn is_made_otherwise(cx: &Cx<'_>, id: EntityId) -> bool {
    let is_created = |id: EntityId| {
        let entity = &cx.model.entities[id];
        entity.external || entity.created_by.is_some()
    };
    match &cx.model.entities[id].form {
        EntityForm::Specialised(base, None) if !is_created(*base) => false,
        EntityForm::Own => cx.model.entities.iter().any(|(other, entity)| {
            matches!(entity.form, EntityForm::Specialised(base, None) if base == id)
                && is_created(other)
        }),
        _ => true,
    }
}

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, entity) in cx.model.entities.iter() {
        if !entity.external && entity.created_by.is_none() && !is_made_otherwise(cx, id) {
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
