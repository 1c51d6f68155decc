//! Makes reads of entities by their key, from outside their case.

use crate::chance::Chance;
use crate::exprs::Read;
use crate::plan::{Entity, Plan};
use crate::types::{Field, Ty};

/// Facts of entities that are found by what is at hand, each with a value where there is none.
pub(crate) fn reads(chance: &mut Chance, plan: &Plan, known: &[Read]) -> Vec<Read> {
    let mut found = Vec::new();
    for at in &plan.by_key {
        let Some(entity) = plan.entities.get(*at) else {
            continue;
        };
        let fits = known.iter().filter(|read| read.ty == entity.key.ty);
        let mut keys: Vec<String> = fits.map(|read| read.path.clone()).collect();
        keys.extend(plan.types.literal(chance, &entity.key.ty));
        let Some(key) = chance.pick(&keys) else {
            continue;
        };
        let mut facts: Vec<&Field> = plan.set_from_the_start(*at);
        facts.extend(&entity.derived);
        for _ in 0..2 {
            found.extend(read(chance, plan, entity, key, &facts));
        }
    }
    found
}

fn read(
    chance: &mut Chance,
    plan: &Plan,
    entity: &Entity,
    key: &str,
    facts: &[&Field],
) -> Option<Read> {
    let fact = chance.pick(facts)?;
    if matches!(fact.ty, Ty::Optional(_)) {
        return None;
    }
    let otherwise = plan.types.literal(chance, &fact.ty)?;
    Some(Read {
        path: format!(
            "({}[{key}].{} ?? {otherwise})",
            entity.name.spelt(),
            fact.name.spelt()
        ),
        ty: fact.ty.clone(),
    })
}
