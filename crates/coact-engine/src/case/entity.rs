//! An entity as its case tells of it: facts and ways back. Derived facts are expressions over both.

use coact_model::model::{EntityId, PayloadOrigin};
use coact_runtime::expr::{Absent, Eval, latest};

use super::{Case, Sort};
use crate::cx::Cx;
use crate::value::Value;

/// A fact: what the latest standing act that sets it said.
pub(crate) fn fact<'c>(
    cx: &Cx<'_>,
    case: &'c Case,
    id: EntityId,
    index: usize,
    key: &Value,
) -> Eval<&'c Value> {
    let fact = cx.entity(id).facts.get(index).ok_or(Absent::Unknown)?;
    let mut found = None;
    for (kind, act) in &fact.setters {
        let field = cx.act(*kind, *act).and_then(|def| {
            def.payload.iter().position(|field| {
                matches!(field.origin, PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) if at == index)
            })
        });
        let entry = case.entry(*kind, key);
        let performed = entry.and_then(|entry| entry.instance.standing.get(act));
        let said = performed.zip(field).and_then(|(performed, at)| {
            let value = performed.payload.get(at)?;
            Some((performed.version, value))
        });
        found = latest(found, said);
    }
    found.map(|(_, value)| value).ok_or(Absent::Unknown)
}

/// Whether a way back leads to entities that live in a case, each of several.
pub(crate) fn leads_inside(cx: &Cx<'_>, case: &Case, id: EntityId, index: usize) -> bool {
    let inverse = cx.entity(id).inverses.get(index);
    let maker = inverse.and_then(|inverse| cx.maker(inverse.entity));
    maker.is_some_and(|kind| cx.place(kind).many && case.sort == Sort::Case(cx.place(kind).case))
}

/// The entities of this case that refer to this one.
pub(crate) fn inverse(
    cx: &Cx<'_>,
    case: &Case,
    id: EntityId,
    index: usize,
    key: &Value,
) -> Vec<Value> {
    let Some(inverse) = cx.entity(id).inverses.get(index) else {
        return Vec::new();
    };
    let maker = cx.maker(inverse.entity);
    let Some(kind) = maker.filter(|kind| cx.place(*kind).many) else {
        return Vec::new();
    };
    let refers = |subject: &Value| match fact(cx, case, inverse.entity, inverse.fact, subject) {
        Ok(Value::Some(other)) => **other == *key,
        Ok(other) => other == key,
        Err(_) => false,
    };
    let subjects = case.entries(kind).iter().map(|entry| &entry.subject);
    subjects
        .filter(|subject| refers(subject))
        .cloned()
        .collect()
}
