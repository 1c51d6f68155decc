use std::collections::BTreeSet;

use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{EnumId, ExprKind, Field, Model, Type};
use crate::rules::{Findings, Rule};

/// A variant that nothing sets, of an enumeration that only the model itself sets.
pub(crate) const RULE: Rule = Rule {
    code: "FM037",
    name: "variant-never-the-case",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let brought = brought(model);
    let roots = model.expressions();
    let set: BTreeSet<(EnumId, usize)> = roots
        .into_iter()
        .flat_map(|root| root.all())
        .filter_map(|expr| match expr.kind {
            ExprKind::Variant(id, at) => Some((id, at)),
            _ => None,
        })
        .collect();
    let used = &cx.uses().enums;
    for (id, found) in model.enums.iter() {
        if brought.contains(&id) || !used.contains(&id) {
            continue;
        }
        for (at, (name, _)) in found.variants.iter().enumerate() {
            let past = model.past(name.loc);
            let retired = past.is_some_and(|past| past.retired.is_some());
            if set.contains(&(id, at)) || retired {
                continue;
            }
            findings.push(
                RULE.at(
                    name.loc,
                    format!("`{}` is never the case, because nothing sets it", name.text),
                )
                .label("set by nothing")
                .hint("set it where it becomes the case, or leave it out"),
            );
        }
    }
}

/// The enumerations of which a value may come from somebody or somewhere else.
fn brought(model: &Model) -> BTreeSet<EnumId> {
    let acts = model.kinds.values().flat_map(|kind| &kind.acts);
    let payloads = acts.flat_map(|act| act.payload.iter().map(|field| &field.ty));
    let fields = |fields: &'_ [Field]| {
        fields
            .iter()
            .map(|field| field.ty.clone())
            .collect::<Vec<_>>()
    };
    let commands = model.commands.values().flat_map(|it| fields(&it.fields));
    let events = model.events.values().flat_map(|it| fields(&it.fields));
    let values = model.values.values().flat_map(|it| fields(&it.fields));
    let outcomes = model.calls.values().flat_map(|call| &call.outcomes);
    let outcomes = outcomes.flat_map(|it| fields(&it.fields));
    let facts = model.entities.values().flat_map(|it| &it.facts);
    let facts = facts.map(|fact| fact.field.ty.clone());
    let lookups = model.lookups.values().map(|lookup| lookup.result.clone());
    let mut brought = BTreeSet::new();
    let others = commands.chain(events).chain(values).chain(outcomes);
    for ty in others.chain(facts).chain(lookups).chain(payloads.cloned()) {
        of(&ty, &mut brought);
    }
    brought
}

fn of(ty: &Type, found: &mut BTreeSet<EnumId>) {
    match ty {
        Type::Enum(id) => {
            found.insert(*id);
        }
        Type::Optional(inner) | Type::List(inner) => of(inner, found),
        Type::Map(key, value) => {
            of(key, found);
            of(value, found);
        }
        _ => {}
    }
}
