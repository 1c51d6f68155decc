//! What entities are in terms of others: specialisation, generalisation, aggregation.

use coact_syntax::ast::{EntityForm as Written, EntityItem};

use super::paths::distinct;
use super::process;
use crate::diagnostics::Diagnostic;
use crate::model::{EntityForm, EntityId, Fact, Model, Type};
use crate::resolve::cx::{ItemRef, Names};
use crate::rules;

/// Reads what an entity is made of. The fact of a specialisation by event is read by [`condition`], when kinds
/// are known.
pub(super) fn form(
    names: &Names,
    item: &ItemRef<'_>,
    source: &EntityItem,
    id: EntityId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let form = match &source.form {
        None => return,
        Some(Written::Is(base, _)) => names
            .entity(item, base, findings)
            .map(|base| EntityForm::Specialised(base, None)),
        Some(Written::SetOf(of)) => names.entity(item, of, findings).map(EntityForm::Aggregated),
        Some(Written::OneOf(parts)) => {
            let found = distinct(item, parts, findings, |path, findings| {
                names.entity(item, path, findings)
            });
            if let ([_], [path]) = (found.as_slice(), parts.as_slice()) {
                findings.push(rules::one_part(item.loc(path.span()), &source.name.text));
            }
            (!found.is_empty()).then_some(EntityForm::Generalised(found))
        }
    };
    let Some(form) = form else { return };
    let lent = match &form {
        EntityForm::Own => None,
        EntityForm::Specialised(of, _) | EntityForm::Aggregated(of) => Some(*of),
        EntityForm::Generalised(parts) => parts.iter().copied().find(|of| is_lent(model, *of)),
    };
    if let Some(lent) = lent.filter(|of| is_lent(model, *of)) {
        let loc = item.loc(source.name.span);
        let what = format!("`{}` cannot rest on", source.name.text);
        let lent = &model.entities[lent].name.text;
        findings.push(rules::about_a_lent_entity(loc, &what, lent));
        return;
    }
    model.entities[id].form = form;
}

fn is_lent(model: &Model, entity: EntityId) -> bool {
    model.entities[entity].imported.is_some()
}

/// Hands keys and facts on, from what an entity rests on to the entity; an entity that rests on itself is
/// reported and cut loose.
pub(super) fn hand_on(model: &mut Model, findings: &mut Vec<Diagnostic>) {
    let ids: Vec<EntityId> = model.entities.ids().collect();
    for id in &ids {
        if rests_on(model, *id, *id) {
            let name = model.entities[*id].name.clone();
            findings.push(rules::entity_of_itself(name.loc, &name.text));
            model.entities[*id].form = EntityForm::Own;
        }
    }
    let mut done = Vec::new();
    for id in ids {
        inherit(model, id, &mut done, findings);
    }
}

/// The entities that an entity rests on directly.
fn foundations(model: &Model, id: EntityId) -> Vec<EntityId> {
    match &model.entities[id].form {
        EntityForm::Own => Vec::new(),
        EntityForm::Specialised(base, _) | EntityForm::Aggregated(base) => vec![*base],
        EntityForm::Generalised(parts) => parts.clone(),
    }
}

fn rests_on(model: &Model, id: EntityId, sought: EntityId) -> bool {
    let mut open = foundations(model, id);
    let mut seen = Vec::new();
    while let Some(next) = open.pop() {
        if next == sought {
            return true;
        }
        if !seen.contains(&next) {
            seen.push(next);
            open.extend(foundations(model, next));
        }
    }
    false
}

fn inherit(
    model: &mut Model,
    id: EntityId,
    done: &mut Vec<EntityId>,
    findings: &mut Vec<Diagnostic>,
) {
    if done.contains(&id) {
        return;
    }
    done.push(id);
    for foundation in foundations(model, id) {
        inherit(model, foundation, done, findings);
    }
    match model.entities[id].form.clone() {
        EntityForm::Own => {}
        EntityForm::Specialised(base, _) => specialise(model, id, base, findings),
        EntityForm::Generalised(parts) => generalise(model, id, &parts, findings),
        EntityForm::Aggregated(of) => {
            let entity = &mut model.entities[id];
            if entity.key.ty == Type::Error && entity.key.name == entity.name {
                "members".clone_into(&mut entity.key.name.text);
                entity.key.ty = Type::List(Box::new(Type::Entity(of)));
            }
        }
    }
}

fn specialise(model: &mut Model, id: EntityId, base: EntityId, findings: &mut Vec<Diagnostic>) {
    let from = model.entities[base].clone();
    let entity = &mut model.entities[id];
    entity.key = from.key.clone();
    entity.key_generated = from.key_generated;
    entity.external |= from.external;
    let own = std::mem::take(&mut entity.facts);
    entity.facts = from
        .facts
        .iter()
        .enumerate()
        .map(|(at, fact)| Fact {
            inherited: Some((base, at)),
            ..fact.clone()
        })
        .collect();
    for fact in own {
        let name = &fact.field.name;
        let known = from.key.name.text == name.text
            || from
                .facts
                .iter()
                .any(|known| known.field.name.text == name.text)
            || from
                .derived
                .iter()
                .any(|known| known.name.text == name.text);
        if known {
            findings.push(rules::fact_of_the_base(
                name.loc,
                &name.text,
                &from.name.text,
            ));
        } else {
            entity.facts.push(fact);
        }
    }
    // Sets of facts were counted before the inherited ones came first.
    let shift = from.facts.len();
    for (facts, _) in &mut entity.uniques {
        for fact in facts {
            *fact += shift;
        }
    }
}

fn generalise(model: &mut Model, id: EntityId, parts: &[EntityId], findings: &mut Vec<Diagnostic>) {
    let Some(first) = parts.first().copied() else {
        return;
    };
    let key = model.entities[first].key.clone();
    let loc = model.entities[id].name.loc;
    for part in parts.iter().skip(1) {
        let other = &model.entities[*part];
        if other.key.ty != key.ty && other.key.ty != Type::Error && key.ty != Type::Error {
            findings.push(rules::keys_of_parts_differ(
                loc,
                &model.entities[id].name.text,
                &model.entities[first].name,
                &other.name,
            ));
            break;
        }
    }
    model.entities[id].key = key;
}

/// Reads the fact from which a specialised entity is one.
pub(super) fn condition(
    names: &Names,
    item: &ItemRef<'_>,
    source: &EntityItem,
    id: EntityId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(Written::Is(_, Some(written))) = &source.form else {
        return;
    };
    let Some((kind, fact)) = process::fact(names, model, item, written, findings) else {
        return;
    };
    let EntityForm::Specialised(base, _) = model.entities[id].form else {
        return;
    };
    if !model.is_one_of(model.kinds[kind].product.entity, base) {
        findings.push(rules::fact_of_another(
            item.loc(written.span),
            &model.kinds[kind].name.text,
            &model.entities[base].name.text,
        ));
        return;
    }
    model.entities[id].form = EntityForm::Specialised(base, Some((kind, fact)));
}
