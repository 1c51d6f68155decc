use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use crate::model::{EntityId, ExprKind, PayloadOrigin, Type};
use crate::rules::{Findings, Rule};

/// A fact that nothing reads.
pub(crate) const RULE: Rule = Rule {
    code: "FM032",
    name: "fact-never-read",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    // A view reads an act's own payload where it takes a field of the event.
    let events: BTreeSet<(EntityId, usize)> = events(cx);
    // Who may act is told by the fact that refers to whoever has the role.
    let roles: BTreeSet<EntityId> = cx.model.actors.values().filter_map(|it| it.is).collect();
    // What tells a child from those of another parent.
    let filled_in: BTreeSet<(EntityId, usize)> = filled_in(cx);
    for (id, entity) in cx.model.entities.iter() {
        let facts = entity.facts.iter().enumerate().filter(|(at, fact)| {
            !fact.setters.is_empty()
                && fact.inherited.is_none()
                && !cx.uses().facts.contains(&(id, *at))
                && !events.contains(&(id, *at))
                && !refers_to(&fact.field.ty, &roles)
                && !filled_in.contains(&(id, *at))
        });
        let facts = facts.map(|(_, fact)| &fact.field.name);
        let derived = entity
            .derived
            .iter()
            .enumerate()
            .filter(|(at, _)| !cx.uses().derived.contains(&(id, *at)))
            .map(|(_, derived)| &derived.name);
        for name in facts.chain(derived) {
            findings.push(
                RULE.at(
                    name.loc,
                    format!("nothing reads `{}` of `{}`", name.text, entity.name.text),
                )
                .label("kept for nobody")
                .hint("read it in a rule or a view, or leave it out"),
            );
        }
    }
}

fn filled_in(cx: &Cx<'_>) -> BTreeSet<(EntityId, usize)> {
    let kinds = cx.model.kinds.values();
    let fields = kinds.flat_map(|kind| {
        let fields = kind.acts.iter().flat_map(|act| &act.payload);
        fields.map(|field| (kind.product.entity, field.origin))
    });
    let filled_in = fields.filter_map(|(entity, origin)| match origin {
        PayloadOrigin::FilledIn(fact) => Some((entity, fact)),
        _ => None,
    });
    filled_in.collect()
}

fn events(cx: &Cx<'_>) -> BTreeSet<(EntityId, usize)> {
    let model = cx.model;
    let mut read = BTreeSet::new();
    for handler in model.views.values().flat_map(|view| &view.handlers) {
        let Some((kind, step)) = handler.on.act() else {
            continue;
        };
        let kind = &model.kinds[kind];
        let Some(act) = kind.act(step) else {
            continue;
        };
        for expr in handler
            .expressions()
            .into_iter()
            .flat_map(|expr| expr.all())
        {
            if let ExprKind::EventField(at) = expr.kind
                && let Some(field) = act.payload.get(at)
                && let PayloadOrigin::Fact(fact) | PayloadOrigin::FilledIn(fact) = field.origin
            {
                read.insert((kind.product.entity, fact));
            }
        }
    }
    read
}

fn refers_to(ty: &Type, roles: &BTreeSet<EntityId>) -> bool {
    match ty {
        Type::Entity(entity) => roles.contains(entity),
        Type::Optional(inner) => refers_to(inner, roles),
        _ => false,
    }
}
