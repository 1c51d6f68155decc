//! The payload of an event: what the command gives, with the defaults of links and rules.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, Expr, KindId, PayloadDefault, PayloadField, PayloadOrigin, Type};

use super::Site;
use super::decide::{Deciding, left_out};
use crate::bounds;
use crate::cx::{Address, Cx};
use crate::evaluate::Scope;
use crate::message::{ActCommand, ActEvent};
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// The name of a payload field in a rejection: `Order.lines`, `OrderPaying.amount`.
pub(crate) fn element(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> String {
    let owner = match field.origin {
        PayloadOrigin::Fact(_) | PayloadOrigin::FilledIn(_) => {
            &cx.entity(cx.subject(kind)).name.text
        }
        PayloadOrigin::Data => cx.kind_name(kind),
    };
    format!("{owner}.{}", field.name.text)
}

/// The event of a step.
pub(super) fn event(
    of: Deciding<'_>,
    site: &Site<'_>,
    def: &ActDef,
    command: &ActCommand,
) -> Decision<ActEvent> {
    let mut payload = Vec::new();
    for at in 0..def.payload.len() {
        payload.push(value(of, site, def, at, command)?);
    }
    let is_added = matches!(of.cx.address(site.kind), Some(Address::Added(_)))
        && def.step == Step::Base(Act::Request);
    Ok(ActEvent {
        kind: site.kind,
        step: def.step,
        subject: site.subject.clone(),
        around: command.around.clone().filter(|_| is_added),
        payload,
    })
}

fn value(
    of: Deciding<'_>,
    site: &Site<'_>,
    def: &ActDef,
    at: usize,
    command: &ActCommand,
) -> Decision<Value> {
    let cx = of.cx;
    let given = command.payload.get(at).and_then(Option::as_ref);
    let Some(field) = def.payload.get(at) else {
        return Ok(Value::None);
    };
    if let PayloadOrigin::FilledIn(_) = field.origin {
        let by = match cx.address(site.kind) {
            Some(Address::FilledIn(_)) => command.around.as_ref(),
            _ => None,
        };
        return Ok(by.unwrap_or(&site.parent).clone());
    }
    let Some(default) = cx.default_of(site.kind, def.step, at) else {
        return Ok(left_out(given));
    };
    if let Some(given) = given {
        return Ok(given.clone());
    }
    let (PayloadDefault::Link(_, value) | PayloadDefault::Rule(_, value)) = default;
    let source = match default {
        PayloadDefault::Link(link, _) => cx.model.links[*link].source.0,
        PayloadDefault::Rule(rule, _) => cx.model.rules[*rule].kind,
    };
    // A default is read as its link or rule would: about the subject of the kind it starts from.
    let scope = Scope::about(cx, of.case, site.key_of(cx, of.case, source));
    let scope = scope.at(of.ctx.now, of.ctx.today).with_outside(of.outside);
    let label = element(cx, site.kind, field);
    let computed = scope
        .eval(value)
        .map_err(|absent| Rejection::absent(absent, &*label, field.name.loc))?;
    bounds::check(cx, &field.ty, &field.bounds, &computed, &label)?;
    Ok(computed)
}

/// Whether a value that a link or rule gives is the one that the field has where nothing is given.
pub(crate) fn is_default(cx: &Cx<'_>, kind: KindId, step: Step, at: usize, value: &Expr) -> bool {
    cx.default_of(kind, step, at).is_some_and(|default| {
        let (PayloadDefault::Link(_, known) | PayloadDefault::Rule(_, known)) = default;
        known == value
    })
}

/// A value as the command of a field gives it: one that the model may give is left out where it is none.
pub(crate) fn given(
    cx: &Cx<'_>,
    kind: KindId,
    step: Step,
    at: usize,
    ty: &Type,
    value: Option<Value>,
) -> Option<Value> {
    let has_default = cx.default_of(kind, step, at).is_some();
    value.filter(|value| !(has_default && matches!(ty, Type::Optional(_)) && *value == Value::None))
}
