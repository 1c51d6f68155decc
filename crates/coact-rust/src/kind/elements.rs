//! Responses that perform an act once per element of a list, and how an instance remembers its element.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::Act;
use coact_model::model::KindId;

use crate::cx::Cx;
use crate::expr::Exprs;
use crate::tokens;
use crate::types::rust;
use coact_model::topology::Element;

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
    let response = response.filter(|_| cx.several_ask(kind))?;
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

/// The type by which an instance of this kind remembers its element.
pub(crate) fn remembered(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let element = cx.per_element(kind)?;
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
