//! Responses that perform an act once per element of a list, and how an instance remembers its element.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{
    ActionRule, Expr, ExprKind, KindId, LinkId, Local, Response, RuleId, Type,
};

use super::rules;
use crate::cx::Cx;
use crate::expr::Exprs;
use crate::tokens;
use crate::types::rust;

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

/// Whether several responses of one branch ask for instances of this kind by themselves, so that each remembers which
/// it answers.
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

/// Whether an instance answers what is asked for: it is live, or was asked for since `occasion`; of several responses,
/// by the one called `response`.
pub(super) fn answers(
    cx: &Cx<'_>,
    kind: KindId,
    occasion: &TokenStream,
    response: Option<&str>,
) -> TokenStream {
    let instance = called(cx, kind);
    let asked = quote!(#instance.status.is_live() || #instance.last_request > #occasion);
    match by_response(cx, kind, response) {
        Some(by_it) => quote!(#by_it && (#asked)),
        None => asked,
    }
}

/// Whether an instance was asked for by this response; nothing where that is not to be told.
pub(super) fn by_response(
    cx: &Cx<'_>,
    kind: KindId,
    response: Option<&str>,
) -> Option<TokenStream> {
    let response = response.filter(|_| several_ask(cx, kind))?;
    let (instance, response) = (called(cx, kind), tokens::text(response));
    Some(quote!(#instance.response.as_deref() == Some(#response)))
}

/// What an instance is called: of what lives apart, it is the child as its parent knows it.
fn called(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    match cx.apart(kind) {
        Some(_) => quote!(child),
        None => quote!(instance),
    }
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
                let payload = response.payload.iter().map(|(at, value)| (*at, value));
                return Some(of_list(cx, local, payload));
            }
        }
    }
    None
}

/// The elements of the list that a response goes through, with the values that it gives: they are told apart by what is
/// set from the key of a keyed value, or from the element itself.
pub(crate) fn of_list<'a>(
    cx: &Cx<'_>,
    local: &'a Local,
    payload: impl IntoIterator<Item = (usize, &'a Expr)>,
) -> Element<'a> {
    let mut payload = payload.into_iter();
    let key = payload.find(|(_, value)| is_key(cx, local, value));
    Element { local, key }
}

/// An element of a list that is gone through.
pub(crate) struct Element<'a> {
    pub(crate) local: &'a Local,
    /// The payload field that carries the element's key, with the value the response gives it.
    pub(crate) key: Option<(usize, &'a Expr)>,
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

/// The type by which an instance of this kind remembers its element.
pub(crate) fn remembered(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let element = per_element(cx, kind)?;
    let field = element
        .key
        .and_then(|(at, _)| cx.act(kind, Act::Request)?.payload.get(at));
    Some(match field {
        Some(field) => rust(cx, &field.ty),
        None => quote!(::std::string::String),
    })
}

/// What tells the element `local` from others: a value of the type that instances remember.
pub(crate) fn mark(exprs: &Exprs<'_, '_, '_>, element: &Element<'_>) -> TokenStream {
    match element.key {
        Some((_, value)) => exprs.value(value),
        None => {
            let name = crate::names::local(element.local);
            quote!(::coact_runtime::expr::element(#name))
        }
    }
}

/// Whether an expression asks the host, or reads by key.
pub(crate) fn has_lookup(expr: &Expr) -> bool {
    expr.all().iter().any(|part| is_asked(part))
}

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
