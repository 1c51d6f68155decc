//! Responses that perform an act once per element of a list, and how an instance remembers its element.

use coact_model::ctp::{Act, Step};
use coact_model::model::{
    ActionRule, Expr, ExprKind, KindId, LinkId, Local, Response, RuleId, Type,
};
use coact_runtime::expr::{self, Eval};

use super::{Instance, rules};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::{ActEvent, Envelope};
use crate::value::{Json, Value};

/// The responses of rules that carry out a link.
pub(crate) fn responses<'a>(
    cx: &Cx<'a>,
    link: LinkId,
) -> Vec<(RuleId, &'a ActionRule, &'a Response)> {
    let mut found = Vec::new();
    for (id, rule) in cx.model.rules.iter() {
        for response in rule.then.iter().chain(&rule.otherwise) {
            if response.link == Some(link) {
                found.push((id, rule, response));
            }
        }
    }
    found
}

/// Whether several responses of one branch ask for instances of this kind by themselves, so that each remembers which it
/// answers.
pub(crate) fn several_ask(cx: &Cx<'_>, kind: KindId) -> bool {
    let request = (kind, Step::Base(Act::Request));
    (cx.place(kind).own_subject || cx.apart(kind).is_some())
        && cx.model.rules.values().any(|rule| {
            let asks = |response: &&Response| {
                (response.kind, response.step) == request && rules::is_automated(cx, rule, response)
            };
            let branches = [&rule.then, &rule.otherwise];
            branches
                .into_iter()
                .any(|branch| branch.iter().filter(asks).count() > 1)
        })
}

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
    let response = response.filter(|_| several_ask(cx, kind));
    response.is_none_or(|response| instance.response.as_deref() == Some(response))
}

/// An element of a list that is gone through.
pub(crate) struct Element<'a> {
    pub(crate) local: &'a Local,
    /// The payload field that carries the element's key, with the value the response gives it.
    pub(crate) key: Option<(usize, &'a Expr)>,
}

/// The first response that asks for instances of this kind once per element. Where there are more, instances remember
/// the elements of all of them in one way.
pub(crate) fn per_element<'a>(cx: &Cx<'a>, kind: KindId) -> Option<Element<'a>> {
    for rule in cx.model.rules.values() {
        for response in rule.then.iter().chain(&rule.otherwise) {
            let Some((local, _)) = &response.each else {
                continue;
            };
            if (response.kind, response.step) == (kind, Step::Base(Act::Request)) {
                return Some(of_list(cx, local, &response.payload));
            }
        }
    }
    None
}

/// The elements of the list that a response goes through, with the values that it gives.
pub(crate) fn of_list<'a>(
    cx: &Cx<'_>,
    local: &'a Local,
    payload: &'a [(usize, Expr)],
) -> Element<'a> {
    let mut payload = payload.iter();
    let key = payload.find(|(_, value)| is_key(cx, local, value));
    Element {
        local,
        key: key.map(|(at, value)| (*at, value)),
    }
}

fn is_key(cx: &Cx<'_>, local: &Local, value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) | ExprKind::Some(inner) => is_key(cx, local, inner),
        ExprKind::Local(found) => **found == *local && !matches!(found.ty, Type::Value(_)),
        ExprKind::Field(of, id, field) => {
            let fields = &cx.model.values[*id].fields;
            let keys = fields.iter().filter(|field| field.key).count();
            keys == 1
                && fields.get(*field).is_some_and(|field| field.key)
                && matches!(&of.kind, ExprKind::Local(found) if **found == *local)
        }
        _ => false,
    }
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
    let element = per_element(cx, event.kind)?;
    match element.key {
        Some((at, _)) => event.payload.get(at).cloned(),
        None => {
            let element = envelope.via.element()?;
            Some(Value::Text(element.to_owned()))
        }
    }
}

/// Whether an expression asks the host, or reads by key.
fn is_asked(part: &Expr) -> bool {
    matches!(
        part.kind,
        ExprKind::Lookup(..) | ExprKind::RowAt(..) | ExprKind::Find(..)
    )
}

/// Whether an expression needs more than the fold: the host or the clock.
pub(crate) fn has_inputs(expr: &Expr) -> bool {
    let mut parts = expr.all().into_iter();
    parts.any(|part| is_asked(part) || matches!(part.kind, ExprKind::Now | ExprKind::Today))
}
