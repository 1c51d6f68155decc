//! Values that fit their types and bounds.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, Bound, BoundKind, EntityId, ExprKind, KindId, Type};

use crate::cx::{Address, Cx};
use crate::expr::constant;
use crate::kind::{in_command, is_optional, is_plain};
use crate::{names, tokens};

/// How deep values are made up.
const DEPTH: usize = 32;

/// The key of the one entity of its type.
pub(super) fn key(cx: &Cx<'_>, entity: EntityId) -> TokenStream {
    let function = key_name(cx, entity);
    quote!(#function())
}

fn key_name(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::ident(&format!("key_of_{}", cx.entity(entity).name.text))
}

/// The function that makes the key of the one entity of its type.
pub(super) fn key_function(cx: &Cx<'_>, entity: EntityId) -> TokenStream {
    let (function, key) = (key_name(cx, entity), cx.key_type(entity));
    let field = &cx.entity(entity).key;
    let inner = value(cx, &field.ty, &field.bounds, DEPTH);
    quote! {
        fn #function() -> #key {
            #key(#inner)
        }
    }
}

/// The function that makes the commands of a kind: `some_order_paying`.
pub(super) fn name(cx: &Cx<'_>, kind: KindId) -> Ident {
    names::function("some", cx.kind_name(kind))
}

/// A command per step of a kind, all about the one subject.
pub(super) fn function(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let name = name(cx, kind);
    let subject = key(cx, cx.subject(kind));
    let spelled = cx.acts(kind).filter(|def| !is_plain(cx, kind, def));
    let arms = spelled.map(|def| {
        let (step, command) = (tokens::step(def.step), command(cx, kind, def));
        quote!(#step => #command,)
    });
    let (module, variant) = (cx.module(kind), names::ident(cx.kind_name(kind)));
    quote! {
        fn #name(step: ::coact_runtime::ctp::Step) -> super::Command {
            let subject = #subject;
            match step {
                #(#arms)*
                _ => super::Command::#variant(super::#module::plain(step, subject)),
            }
        }
    }
}

/// The command of a step about the one subject, as a `super::Command`.
fn command(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let subject = quote!(subject);
    let module = cx.module(kind);
    let name = names::ident(&def.command.text);
    let subject_field = cx.subject_field(kind);
    let request = def.step == Step::Base(Act::Request);
    let subject = if request && cx.draws_key(kind) {
        quote!(Some(#subject))
    } else {
        quote!(#subject)
    };
    let address = cx
        .address(kind)
        .filter(|_| request)
        .and_then(|address| match address {
            Address::Given(_) => None,
            Address::FilledIn(_) | Address::Added(_) => {
                let field = address.field(cx);
                let key = key(cx, cx.subject(cx.around(kind)?));
                Some(quote!(#field: #key,))
            }
        });
    let element = cx.per_element(kind).filter(|_| request);
    let fields = def
        .payload
        .iter()
        .enumerate()
        .filter(|(_, field)| in_command(field))
        .map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            // What a rule would fill in may not be known here.
            if let Type::Optional(inner) = &field.ty
                && is_optional(cx, kind, field)
            {
                let inner = value(cx, inner, &field.bounds, DEPTH);
                return quote!(#ident: Some(#inner));
            }
            // What an element of a list is told by must be what the list has.
            let keyed = element
                .as_ref()
                .and_then(|element| element.key)
                .filter(|(index, _)| *index == at);
            let sample = match keyed.map(|(_, value)| &value.kind) {
                Some(ExprKind::Field(_, id, index)) => {
                    let of = &cx.model.values[*id].fields[*index];
                    value(cx, &of.ty, &of.bounds, DEPTH)
                }
                _ => value(cx, &field.ty, &field.bounds, DEPTH),
            };
            if is_optional(cx, kind, field) {
                quote!(#ident: Some(#sample))
            } else {
                quote!(#ident: #sample)
            }
        });
    quote! {
        ::core::convert::Into::into(super::#module::#name { #subject_field: #subject, #address #(#fields),* })
    }
}

/// A value of a type.
pub(super) fn of(cx: &Cx<'_>, ty: &Type) -> TokenStream {
    value(cx, ty, &[], DEPTH)
}

/// A value of a type within bounds.
fn value(cx: &Cx<'_>, ty: &Type, bounds: &[Bound], depth: usize) -> TokenStream {
    let least = bounds.iter().find_map(|bound| match &bound.kind {
        BoundKind::Range(low, high) => low.as_ref().or(high.as_ref()),
        _ => None,
    });
    match ty {
        Type::Scalar(id) => {
            let scalar = &cx.model.scalars[*id];
            let name = names::scalar(&scalar.name.text);
            let both: Vec<Bound> = scalar.bounds.iter().chain(bounds).cloned().collect();
            let base = value(cx, &scalar.base, &both, depth);
            quote!(super::types::#name(#base))
        }
        Type::Int(_)
        | Type::Decimal(_)
        | Type::Date
        | Type::Time
        | Type::DateTime
        | Type::Duration
        | Type::Period
            if least.is_some() =>
        {
            least.map(|least| constant(cx, least)).unwrap_or_default()
        }
        Type::Text => {
            let text = text(bounds);
            quote!(::std::string::String::from(#text))
        }
        Type::Bool => quote!(true),
        Type::Int(_) => quote!(1),
        Type::Decimal(_) => quote!(::coact_runtime::export::rust_decimal::Decimal::ONE),
        Type::Date => quote!(::coact_runtime::export::jiff::civil::date(2026, 1, 1)),
        Type::Time => quote!(::coact_runtime::export::jiff::civil::time(9, 0, 0, 0)),
        Type::DateTime => quote!(::coact_runtime::export::jiff::Timestamp::UNIX_EPOCH),
        Type::Duration => quote!(::coact_runtime::export::jiff::SignedDuration::from_secs(1)),
        Type::Period => quote!(::coact_runtime::expr::Period::new(0, 1)),
        Type::Uuid => quote!(::coact_runtime::export::uuid::Uuid::from_u128(1)),
        Type::Enum(id) => {
            let def = &cx.model.enums[*id];
            let name = names::ident(&def.name.text);
            match def.variants.first() {
                Some((variant, _)) => {
                    let variant = names::ident(&variant.text);
                    quote!(super::types::#name::#variant)
                }
                None => quote!(::core::default::Default::default()),
            }
        }
        Type::Value(id) => {
            let def = &cx.model.values[*id];
            let name = names::ident(&def.name.text);
            let fields = def.fields.iter().map(|field| {
                let ident = names::ident(&field.name.text);
                let inner = value(cx, &field.ty, &field.bounds, depth.saturating_sub(1));
                quote!(#ident: #inner)
            });
            quote!(super::types::#name { #(#fields),* })
        }
        Type::Entity(id) => key(cx, *id),
        Type::Actor(actor) => super::party(cx, *actor),
        Type::Optional(_) => quote!(None),
        Type::List(inner) => {
            let least = bounds.iter().find_map(|bound| match &bound.kind {
                BoundKind::Length(least, _) => Some(*least),
                _ => None,
            });
            // Values inside each other end somewhere.
            if depth == 0 {
                return quote!(::std::vec::Vec::new());
            }
            // One where none is demanded, so that what is said of elements is said of something.
            let count = least.unwrap_or(1).max(1);
            let count = Literal::usize_unsuffixed(usize::try_from(count).unwrap_or(1));
            let inner = value(cx, inner, &[], depth.saturating_sub(1).min(2));
            quote!(::std::vec![#inner; #count])
        }
        Type::Role(..) | Type::Bytes | Type::Map(..) | Type::Row(_) | Type::Error => {
            quote!(::core::default::Default::default())
        }
    }
}

fn text(bounds: &[Bound]) -> Literal {
    let matching = bounds.iter().find_map(|bound| match &bound.kind {
        BoundKind::Matching(pattern) => coact_model::sample::matching(pattern, 0),
        _ => None,
    });
    let empty = bounds
        .iter()
        .any(|bound| matches!(bound.kind, BoundKind::MaxLength(0)));
    tokens::text(&matching.unwrap_or_else(|| if empty { String::new() } else { "x".to_owned() }))
}
