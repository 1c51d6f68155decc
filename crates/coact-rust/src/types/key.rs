//! The key of an entity.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{EntityId, Type};

use super::{derives, rust};
use crate::cx::Cx;
use crate::{names, tokens};

pub(super) fn key(cx: &Cx<'_>, id: EntityId) -> TokenStream {
    let entity = cx.entity(id);
    let name = names::key(&entity.name.text);
    let base = rust(cx, &entity.key.ty);
    let head = tokens::doc(&format!(
        "The key of `{}`: `{}`.",
        entity.name.text, entity.key.name.text
    ));
    let doc = entity
        .doc
        .as_deref()
        .filter(|doc| !doc.trim().is_empty())
        .map(|doc| {
            let doc = tokens::doc(&format!("\n{doc}"));
            quote!(#doc)
        });
    let derives = derives(cx.is_copy(&entity.key.ty));
    let parsed = parsed(cx, &entity.key.ty);
    let first = cx.model.first_name(&entity.name);
    let label = tokens::text(first);
    let case = cx
        .model
        .cases
        .values()
        .any(|case| case.entity == id)
        .then(|| {
            let format = tokens::text(&format!("{first}/"));
            quote! {
                /// The case that it names: the stream of all that happens about it.
                pub fn case(&self) -> ::coact_runtime::CaseId {
                    let mut name = ::std::string::String::from(#format);
                    name.push_str(&::std::string::ToString::to_string(self));
                    ::coact_runtime::CaseId(name)
                }
            }
        });
    let checks = super::checks(
        cx,
        &entity.key.ty,
        &entity.key.bounds,
        &quote!(&self.0),
        &quote!(name),
    );
    let check = (!checks.is_empty()).then(|| {
        quote! {
            /// Checks its bounds.
            ///
            /// # Errors
            /// The first bound that is broken, as a fault of the named element.
            pub fn check(&self, name: &'static str) -> ::coact_runtime::Decision<()> {
                #checks
                ::core::result::Result::Ok(())
            }
        }
    });
    let inner = actor(cx, &entity.key.ty, quote!(key.0));
    let parts = parts(cx, id);
    quote! {
        #head #doc #derives
        #[serde(transparent)]
        pub struct #name(pub #base);
        impl #name {
            #case
            /// What it reserves for the case that creates it.
            pub fn claim(&self) -> ::coact_runtime::Claim {
                ::coact_runtime::Claim { entity: #label, key: ::std::string::ToString::to_string(self) }
            }
            #check
        }
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::str::FromStr for #name {
            type Err = ::coact_runtime::Rejection;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self(#parsed))
            }
        }
        impl ::core::convert::From<#name> for ::coact_runtime::ActorId {
            fn from(key: #name) -> Self {
                #inner
            }
        }
        #(#parts)*
    }
}

/// The keys of those that a general entity may be become its key.
fn parts(cx: &Cx<'_>, id: EntityId) -> Vec<TokenStream> {
    let general = names::key(&cx.entity(id).name.text);
    let is_part = |other: &EntityId| *other != id && cx.model.foundation(*other) == *other;
    let parts = cx.model.entities.ids().filter(is_part);
    parts
        .filter(|other| {
            let mut same = cx.model.family(*other);
            same.any(|same| cx.model.is_one_of(same, id))
        })
        .map(|other| {
            let key = names::key(&cx.entity(other).name.text);
            quote! {
                impl ::core::convert::From<#key> for #general {
                    fn from(key: #key) -> Self {
                        Self(key.0)
                    }
                }
            }
        })
        .collect()
}

/// The value of `text` as this type, in a function that answers a decision; a text that is none is a name of nothing.
pub(crate) fn parsed(cx: &Cx<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Text => quote!(::std::string::String::from(text)),
        Type::Scalar(id) => {
            let scalar = &cx.model.scalars[*id];
            let name = names::scalar(&scalar.name.text);
            let base = parsed(cx, &scalar.base);
            quote!(super::types::#name(#base))
        }
        _ => {
            let refused = tokens::rejection("Identity", "", "");
            quote!(text.parse().map_err(|_| #refused)?)
        }
    }
}

/// The identity of an actor that is known by this key.
fn actor(cx: &Cx<'_>, ty: &Type, key: TokenStream) -> TokenStream {
    match ty {
        Type::Uuid | Type::Int(_) | Type::Text | Type::Entity(_) => {
            quote!(::coact_runtime::ActorId::from(#key))
        }
        Type::Scalar(id) => actor(cx, &cx.model.scalars[*id].base, quote!(#key.0)),
        _ => quote!(::coact_runtime::ActorId::from(::std::string::ToString::to_string(&#key))),
    }
}
