use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeMap;

use crate::model::{ActorId, EntityId, KindId, Type};
use crate::rules::{Findings, Rule};

/// A role known as an entity that no fact around its transactions refers to.
pub(crate) const RULE: Rule = Rule {
    code: "CM032",
    name: "filler-known-nowhere",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let mut kinds: BTreeMap<ActorId, Vec<KindId>> = BTreeMap::new();
    for kind in cx.model.kinds.ids() {
        for party in cx.parties(kind) {
            kinds.entry(party).or_default().push(kind);
        }
    }
    for (id, actor) in cx.model.actors.iter() {
        let (Some(entity), Some(kinds)) = (actor.is, kinds.get(&id)) else {
            continue;
        };
        if kinds.iter().any(|kind| names(cx, *kind, entity)) {
            continue;
        }
        let name = &cx.model.entities[entity].name;
        findings.push(
            RULE.at(
                actor.name.loc,
                format!(
                    "no fact says which `{}` acts as `{}`",
                    name.text, actor.name.text
                ),
            )
            .label(format!("is a `{}`", name.text))
            .also(
                name.loc,
                "no fact refers to it in the transactions of the role",
            )
            .hint(format!(
                "add a fact of type `{}` to what the transactions are about, or leave `is {}` out",
                name.text, name.text
            )),
        );
    }
}

/// Whether something in the cases of a kind refers to the entity, or is about it.
fn names(cx: &Cx<'_>, kind: KindId, entity: EntityId) -> bool {
    let model = cx.model;
    let refers = |ty: &Type| match ty {
        Type::Optional(inner) => **inner == Type::Entity(entity),
        ty => *ty == Type::Entity(entity),
    };
    let data = model.kinds[kind].acts.iter().flat_map(|act| &act.payload);
    model.kinds[kind].product.entity == entity
        || data.into_iter().any(|field| refers(&field.ty))
        || cx.entities_around(kind).into_iter().any(|around| {
            around == entity
                || model.entities[around]
                    .facts
                    .iter()
                    .any(|fact| refers(&fact.field.ty))
        })
}
