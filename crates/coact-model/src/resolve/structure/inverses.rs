//! The ways back: `customer: Customer inverse orders 0..*` gives `customer.orders`.

use coact_syntax::ast::{EntityItem, EntityMember};

use super::multiplicity;
use crate::diagnostics::Diagnostic;
use crate::model::{Entity, EntityId, Ident, Inverse, List, Type};
use crate::resolve::cx::ItemRef;
use crate::rules;

/// Adds the inverses of one entity's facts to the entities they refer to.
pub(super) fn inverses(
    item: &ItemRef<'_>,
    source: &EntityItem,
    id: EntityId,
    entities: &mut List<EntityId, Entity>,
    findings: &mut Vec<Diagnostic>,
) {
    for member in &source.members {
        let EntityMember::Fact(def) = member else {
            continue;
        };
        let Some(inverse) = &def.inverse else {
            continue;
        };
        let name = item.ident(&inverse.name);
        let at = item.loc(def.name.span);
        let Some((fact, target)) = entities[id]
            .facts
            .iter()
            .enumerate()
            .find(|(_, fact)| fact.field.name.loc == at)
            .and_then(|(index, fact)| Some((index, referred(&fact.field.ty)?)))
        else {
            continue;
        };
        if entities[target].imported.is_some() {
            let what = format!("there can be no way back `{}` from", name.text);
            let lent = &entities[target].name.text;
            findings.push(rules::about_a_lent_entity(name.loc, &what, lent));
            continue;
        }
        let (min, max) = match &inverse.bounds {
            None => (0, None),
            Some(bounds) => match multiplicity::checked(item, bounds, findings) {
                Some(bounds) => bounds,
                None => continue,
            },
        };
        if let Some((first, what)) = taken(&entities[target], &name) {
            findings.push(rules::duplicate_name(
                name.loc, "way back", &name.text, first, what,
            ));
            continue;
        }
        entities[target].inverses.push(Inverse {
            name,
            entity: id,
            fact,
            min,
            max,
        });
    }
}

/// The entity that a fact of this type refers to.
fn referred(ty: &Type) -> Option<EntityId> {
    match ty {
        Type::Entity(id) => Some(*id),
        Type::Optional(inner) => referred(inner),
        _ => None,
    }
}

/// What has this name in the entity already.
fn taken(entity: &Entity, name: &Ident) -> Option<(crate::Loc, &'static str)> {
    let facts = entity.facts.iter().map(|fact| (&fact.field.name, "fact"));
    let derived = entity
        .derived
        .iter()
        .map(|fact| (&fact.name, "derived fact"));
    let inverses = entity.inverses.iter().map(|back| (&back.name, "way back"));
    std::iter::once((&entity.key.name, "key"))
        .chain(facts)
        .chain(derived)
        .chain(inverses)
        .find(|(other, _)| other.text == name.text)
        .map(|(other, what)| (other.loc, what))
}
