//! Constants of specs, and who they are.

use coact_model::model::{ActorId, Binding, Bound, EntityId, Expr, Id, Spec, Type};
use coact_model::sample;
use coact_runtime::ActorId as Who;
use coact_runtime::expr::{Absent, Eval};
use coact_runtime::spec;

use crate::cx::Cx;
use crate::evaluate::{Scope, made_up};
use crate::value::Value;

/// The constants of a spec; none where one waits for an event.
///
/// # Errors
/// A value that is not known.
pub(super) fn constants(cx: &Cx<'_>, spec: &Spec) -> Eval<Vec<Option<Value>>> {
    let mut known: Vec<Option<Value>> = Vec::new();
    for (id, constant) in spec.constants.iter() {
        let value = match &constant.binding {
            Binding::Value(value) => Some(Scope::spec(cx, &known, true).eval(value)?),
            Binding::Generated => {
                let others = spec.constants.values().take(id.index());
                let alike = others.filter(|other| other.ty == constant.ty).count();
                let nth = u32::try_from(alike).unwrap_or(u32::MAX);
                Some(generated(cx, &constant.ty, &[], &constant.name.text, nth)?)
            }
            Binding::Produced => None,
        };
        known.push(value);
    }
    Ok(known)
}

/// A value that keeps its bounds and is the same in every run; as far as the bounds allow, distinct from every other: the
/// `nth` of its type.
fn generated(cx: &Cx<'_>, ty: &Type, bounds: &[Bound], name: &str, nth: u32) -> Eval<Value> {
    Ok(match ty {
        Type::Entity(id) => key(cx, *id, name, nth)?,
        Type::Actor(id) => match cx.model.actors[*id].is {
            Some(entity) => Value::Actor(key(cx, entity, name, nth)?.who(cx)),
            None => Value::Actor(Who::from(name)),
        },
        Type::Uuid => Value::Uuid(spec::key(name)),
        Type::Int(_) if bounds.is_empty() => Value::Int(spec::number(name)),
        Type::Text if bounds.is_empty() => Value::Text(name.to_owned()),
        Type::Enum(id) => {
            let variants = cx.model.enums[*id].variants.len().max(1);
            let nth = usize::try_from(nth).unwrap_or_default();
            Value::Enum(*id, nth % variants)
        }
        Type::Scalar(id) => {
            let scalar = &cx.model.scalars[*id];
            let bounds: Vec<Bound> = scalar.bounds.iter().chain(bounds).cloned().collect();
            generated(cx, &scalar.base, &bounds, name, nth)?
        }
        Type::Optional(_) => Value::None,
        Type::Bytes => Value::Bytes(Vec::new()),
        Type::List(_) => Value::List(Vec::new()),
        Type::Map(..) => Value::Map(std::collections::BTreeMap::new()),
        _ => match sample::literal(ty, bounds, nth) {
            Some(value) => made_up(&value, ty)?,
            None => return Err(Absent::Unknown),
        },
    })
}

fn key(cx: &Cx<'_>, id: EntityId, name: &str, nth: u32) -> Eval<Value> {
    let key = &cx.entity(id).key;
    generated(cx, &key.ty, &key.bounds, name, nth)
}

/// Who fills a role where nobody is bound.
pub(super) fn fillers(
    cx: &Cx<'_>,
    spec: &Spec,
    constants: &[Option<Value>],
) -> Vec<(ActorId, Who)> {
    let fillers = spec.fillers.iter().filter_map(|(actor, id)| {
        let value = constants.get(id.index())?.as_ref()?;
        let is_produced = matches!(spec.constants[*id].binding, Binding::Produced);
        (!is_produced).then(|| (*actor, value.who(cx)))
    });
    fillers.collect()
}

/// The roles that somebody may fill: all that are known as the entity, or the one role.
pub(super) fn roles(cx: &Cx<'_>, by: &Expr) -> Vec<ActorId> {
    let known_as = |entity: EntityId| -> Vec<ActorId> {
        let actors = cx.model.actors.iter();
        actors
            .filter(|(_, actor)| actor.is == Some(entity))
            .map(|(id, _)| id)
            .collect()
    };
    match &by.ty {
        Type::Actor(actor) => match cx.model.actors[*actor].is {
            Some(entity) => known_as(entity),
            None => vec![*actor],
        },
        Type::Entity(entity) => known_as(*entity),
        _ => Vec::new(),
    }
}
