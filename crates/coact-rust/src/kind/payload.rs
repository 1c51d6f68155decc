//! The payload of an event: what the command gives, with the defaults of links and rules.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, Expr, KindId, PayloadDefault, PayloadField, PayloadOrigin, Type};

use super::{acts, waits};
use crate::cx::{Address, Cx};
use crate::expr::{Exprs, Scene};
use crate::types::{checks, rust};
use crate::{names, tokens};

/// Statements, and the event of a step as an expression.
pub(super) fn event(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> (TokenStream, TokenStream) {
    let event = names::ident(&def.event.text);
    let subject_field = cx.subject_field(kind);
    let subject = cx.own_key(kind).value(cx.copies_key(cx.subject(kind)));
    let mut lets = Vec::new();
    let fields: Vec<TokenStream> = def
        .payload
        .iter()
        .map(|field| {
            let name = names::ident(&field.name.text);
            match value(cx, kind, field) {
                Some((statements, value)) => {
                    lets.push(statements);
                    quote!(#name: #value)
                }
                None => quote!(#name: command.#name),
            }
        })
        .collect();
    let added = match cx
        .address(kind)
        .filter(|_| def.step == Step::Base(Act::Request))
    {
        Some(address @ Address::Added(_)) => {
            let field = address.field(cx);
            quote!(#field: command.#field,)
        }
        _ => quote!(),
    };
    (
        quote!(#(#lets)*),
        quote!(#event { #subject_field: #subject, #added #(#fields),* }),
    )
}

/// Whether the payload asks the host.
pub(super) fn has_lookup(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    def.payload
        .iter()
        .filter_map(|field| cx.default_of(kind, field))
        .any(|default| expression(default).has_lookup())
}

/// Statements and the value of a field that the command does not give as it is.
fn value(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> Option<(TokenStream, TokenStream)> {
    let name = names::ident(&field.name.text);
    let known = names::of_field(&field.name.text, "known");
    if let PayloadOrigin::FilledIn(_) = field.origin {
        let value = match cx.address(kind) {
            Some(address @ Address::FilledIn(_)) => {
                let by = address.field(cx);
                quote!(command.#by)
            }
            _ => {
                let parent = cx.parent(kind)?;
                let key = cx.parent_piece(kind)?;
                key.value(cx.copies_key(cx.subject(parent)))
            }
        };
        return Some((quote!(), value));
    }
    let default = cx.default_of(kind, field)?;
    let expr = expression(default);
    let exprs = exprs(cx, kind, default);
    let label = acts::element(cx, kind, field);
    let text = tokens::text(&label);
    let value = exprs.eval(expr);
    let bounds = checks(
        cx,
        &field.ty,
        &field.bounds,
        &quote!(&value),
        &quote!(#text),
    );
    let computed = quote!(#value.map_err(|absent| absent.rejection(#text))?);
    let computed = if bounds.is_empty() {
        computed
    } else {
        // An empty list does not say of what.
        let ty = rust(cx, &field.ty);
        quote!({ let value: #ty = #computed; #bounds value })
    };
    let given = if matches!(field.ty, Type::Optional(_)) {
        quote!(Some(value))
    } else {
        quote!(value)
    };
    Some((
        quote! {
            let #known = match command.#name {
                Some(value) => #given,
                None => #computed,
            };
        },
        quote!(#known),
    ))
}

/// The expression of a default.
pub(super) fn expression(default: &PayloadDefault) -> &Expr {
    match default {
        PayloadDefault::Link(_, expr) | PayloadDefault::Rule(_, expr) => expr,
    }
}

/// Whether a value that a link or rule gives is what the field has where nothing is given.
pub(crate) fn is_default(cx: &Cx<'_>, kind: KindId, field: &PayloadField, value: &Expr) -> bool {
    cx.default_of(kind, field).is_some_and(|default| {
        let exprs = exprs(cx, kind, default);
        let written = |expr: &Expr| exprs.value(expr).to_string();
        written(expression(default)) == written(value)
    })
}

/// Reads a default as its rule or link would: about the subject of the kind it starts from.
pub(super) fn exprs<'c, 'a>(
    cx: &'c Cx<'a>,
    kind: KindId,
    default: &PayloadDefault,
) -> Exprs<'c, 'a, 'static> {
    let source = match default {
        PayloadDefault::Link(link, _) => cx.model.links[*link].source.0,
        PayloadDefault::Rule(rule, _) => cx.model.rules[*rule].kind,
    };
    let subject = if source == kind {
        cx.own_key(kind)
    } else {
        waits::around_key(cx, kind, source).unwrap_or_else(|| cx.case_key())
    };
    Exprs::new(cx, Scene::Subject(subject))
}
