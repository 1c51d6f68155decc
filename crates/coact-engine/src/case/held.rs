//! What the entities of a case have by their facts as they stand, and only so many may have at a time: the values of unique
//! facts, and places among those that refer to one.

use coact_model::Loc;
use coact_model::model::EntityId;
use coact_runtime::RejectionKind;
use coact_runtime::expr::{Absent, Eval};

use super::{Case, Sort, entity};
use crate::cx::Cx;
use crate::rejection::Rejection;
use crate::value::{Value, json, text};

/// A law by which only so many may have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Law {
    /// What it is known by: `Order(customer, reference)`.
    pub(crate) identity: String,
    pub(crate) most: u64,
    name: String,
    sentence: String,
    /// Indices into the facts of the entity.
    facts: Vec<usize>,
    loc: Loc,
}

/// Something that an entity has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) law: Law,
    /// What is held, as text.
    pub(crate) key: String,
    /// The entity that has it, by its key as text.
    pub(crate) holder: String,
}

impl Hold {
    /// Whether both count together.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.law.identity == other.law.identity && self.key == other.key
    }

    /// The rejection of an act by which too many would have it.
    pub(crate) fn rejection(&self) -> Rejection {
        let law = &self.law;
        Rejection::new(RejectionKind::Law, &*law.name, &law.sentence, law.loc)
    }
}

/// The laws by which what an entity has is limited: those of facts that some act sets.
fn laws(cx: &Cx<'_>, id: EntityId) -> Vec<Law> {
    let entity = cx.entity(id);
    let (owner, stored) = (&entity.name.text, cx.model.first_name(&entity.name));
    let mut laws = Vec::new();
    for (unique, loc) in &entity.uniques {
        let facts = || unique.iter().filter_map(|at| entity.facts.get(*at));
        let names: Vec<&str> = facts().map(|fact| &*fact.field.name.text).collect();
        let first: Vec<&str> = facts()
            .map(|fact| cx.model.first_name(&fact.field.name))
            .collect();
        laws.push(Law {
            identity: format!("{stored}({})", first.join(", ")),
            most: 1,
            name: format!("{owner}.unique"),
            sentence: format!("no two have the same {}", names.join(" and ")),
            facts: unique.clone(),
            loc: *loc,
        });
    }
    for target in cx.model.entities.values() {
        for way in target.inverses.iter().filter(|way| way.entity == id) {
            let Some(most) = way.max else { continue };
            let (referred, back) = (&target.name.text, &way.name.text);
            laws.push(Law {
                identity: format!("{}.{back}", cx.model.first_name(&target.name)),
                most,
                name: format!("{referred}.{back}"),
                sentence: format!("no more than {most} at a time"),
                facts: vec![way.fact],
                loc: way.name.loc,
            });
        }
    }
    let is_set = |at: &usize| {
        let fact = entity.facts.get(*at);
        fact.is_some_and(|fact| !fact.setters.is_empty())
    };
    laws.retain(|law| law.facts.iter().all(is_set));
    laws
}

/// What the entities of a case have.
pub(crate) fn holds(cx: &Cx<'_>, case: &Case) -> Vec<Hold> {
    let Sort::Case(sort) = case.sort else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for id in cx.entities_of(sort) {
        let laws = laws(cx, id);
        if laws.is_empty() {
            continue;
        }
        for holder in holders(cx, case, id) {
            for law in &laws {
                let values = law.facts.iter().map(|at| {
                    let value = entity::fact(cx, case, id, *at, holder)?;
                    compared(value.clone())
                });
                // What is not known, or is none, is shared with nobody.
                if let Ok(values) = values.collect::<Eval<Vec<Value>>>() {
                    all.push(Hold {
                        law: law.clone(),
                        key: json(cx, &values),
                        holder: text(cx, holder),
                    });
                }
            }
        }
    }
    all
}

/// The entities of a type that live in a case.
fn holders<'c>(cx: &Cx<'_>, case: &'c Case, id: EntityId) -> Vec<&'c Value> {
    let Sort::Case(sort) = case.sort else {
        return Vec::new();
    };
    let thing = cx.model.foundation(id);
    if thing == cx.model.cases[sort].entity {
        return vec![&case.key];
    }
    let several =
        |kind: &_| cx.model.foundation(cx.subject(*kind)) == thing && cx.place(*kind).many;
    let kinds = cx.kinds_of(sort);
    let creator = cx.maker(id).filter(|kind| kinds.contains(kind));
    let kind = creator.or_else(|| kinds.iter().copied().find(several));
    let entries = kind.map_or(&[][..], |kind| case.entries(kind));
    entries.iter().map(|entry| &entry.subject).collect()
}

/// The law by which these facts of an entity are unique, and the facts in its order; none where no act sets them all, or
/// nothing makes them unique.
pub(crate) fn unique(cx: &Cx<'_>, id: EntityId, facts: &[usize]) -> Option<(String, Vec<usize>)> {
    let entity = cx.entity(id);
    let same = |unique: &[usize]| {
        unique.len() == facts.len() && unique.iter().all(|fact| facts.contains(fact))
    };
    let (order, loc) = entity.uniques.iter().find(|(unique, _)| same(unique))?;
    let law = laws(cx, id).into_iter().find(|law| law.loc == *loc)?;
    Some((law.identity, order.clone()))
}

/// A value, as it is compared with those of others: numbers with a fraction are equal however many zeros they end in.
///
/// # Errors
/// It is absent.
pub(crate) fn compared(value: Value) -> Eval<Value> {
    match value {
        Value::None => Err(Absent::Unknown),
        Value::Some(value) => compared(*value),
        Value::Decimal(value) => Ok(Value::Decimal(value.normalize())),
        other => Ok(other),
    }
}
