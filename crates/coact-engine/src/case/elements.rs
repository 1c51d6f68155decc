//! Responses that perform an act once per element of a list, and how an instance remembers its element.

use coact_model::ctp::Act;
use coact_model::model::KindId;
use coact_runtime::expr::{self, Eval};

use super::Instance;
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::{ActEvent, Envelope};
use crate::value::{Json, Value};
use coact_model::topology::Element;

/// Whether an instance answers what is asked for: it is live, or was asked for since `occasion`; of several responses, by the
/// one called `response`.
pub(crate) fn is_answer(
    cx: &Cx<'_>,
    kind: KindId,
    instance: &Instance,
    occasion: u64,
    response: Option<&str>,
) -> bool {
    is_by(cx, kind, instance, response)
        && (instance.status.is_live() || instance.last(Act::Request) > occasion)
}

/// Whether an instance was asked for by this response, as far as that is to be told.
pub(crate) fn is_by(
    cx: &Cx<'_>,
    kind: KindId,
    instance: &Instance,
    response: Option<&str>,
) -> bool {
    let response = response.filter(|_| cx.several_ask(kind));
    response.is_none_or(|response| instance.response.as_deref() == Some(response))
}

/// What tells this element from others: a value of what instances remember.
pub(crate) fn mark(scope: &Scope<'_>, element: &Element<'_>, item: &Value) -> Eval<Value> {
    match element.key {
        Some((_, value)) => scope.with(element.local, item, |inner| inner.eval(value)),
        None => Ok(whole(scope.cx, item)),
    }
}

/// An element as a whole, as it is told from others.
pub(crate) fn whole(cx: &Cx<'_>, item: &Value) -> Value {
    Value::Text(expr::element(&Json(cx, item)))
}

/// What an instance remembers of the element it was asked for.
pub(super) fn of_event(cx: &Cx<'_>, envelope: &Envelope, event: &ActEvent) -> Option<Value> {
    let element = cx.per_element(event.kind)?;
    match element.key {
        Some((at, _)) => event.payload.get(at).cloned(),
        None => {
            let element = envelope.via.element()?;
            Some(Value::Text(element.to_owned()))
        }
    }
}
