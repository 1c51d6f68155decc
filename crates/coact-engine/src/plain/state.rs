//! The fold of one stream: what an aggregate remembers.

use coact_model::model::{AggregateId, Type};
use coact_runtime::expr::Eval;

use crate::bounds;
use crate::case::{Case, Sort};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::{Envelope, Event};
use crate::rejection::{Decision, Rejection};
use crate::value::Value;
use crate::views::Change;

/// The state before the first event; none where a field has no value yet.
pub(crate) fn begin(cx: &Cx<'_>, id: AggregateId) -> Vec<Option<Value>> {
    let fields = cx.model.aggregates[id].state.iter();
    fields
        .map(|field| match (&field.default, &field.ty) {
            (Some(value), _) => Scope::constant(cx).eval(value).ok(),
            (None, Type::Optional(_)) => Some(Value::None),
            (None, Type::List(_)) => Some(Value::List(Vec::new())),
            (None, Type::Map(..)) => Some(Value::Map(std::collections::BTreeMap::new())),
            (None, _) => None,
        })
        .collect()
}

/// Folds one event as far as its values fit; the case counts it already.
///
/// # Errors
/// A value that leaves the range of its type, or is not known.
pub(crate) fn fold(cx: &Cx<'_>, case: &mut Case, envelope: &Envelope) -> Eval<()> {
    let (Sort::Aggregate(id), Event::Plain(event, _)) = (case.sort, &envelope.event) else {
        return Ok(());
    };
    let def = &cx.model.events[*event];
    if def.aggregate != Some(id) || def.apply.is_empty() {
        return Ok(());
    }
    let before = case.clone();
    let change = Change {
        fields: &cx.model.aggregates[id].state,
        sets: &def.apply,
        scope: Scope::apply(cx, &before, envelope),
        is_state: true,
    };
    change.sets(&mut case.state)
}

/// What must hold of the state after a decision.
///
/// # Errors
/// A value that leaves its range, or a bound that is broken.
pub(crate) fn after(cx: &Cx<'_>, case: &Case, events: &[Envelope]) -> Decision<()> {
    let Sort::Aggregate(id) = case.sort else {
        return Ok(());
    };
    let def = &cx.model.aggregates[id];
    let mut after = case.clone();
    for envelope in events {
        after.version += 1;
        fold(cx, &mut after, envelope)
            .map_err(|absent| Rejection::absent(absent, &*def.name.text, def.name.loc))?;
    }
    // What is inside a value was checked where it came in; those of the field are the state's own.
    for (field, value) in def.state.iter().zip(&after.state) {
        if let Some(value) = value.as_ref().filter(|_| !field.bounds.is_empty()) {
            let name = format!("{}.{}", def.name.text, field.name.text);
            bounds::check(cx, &field.ty, &field.bounds, value, &name)?;
        }
    }
    Ok(())
}
