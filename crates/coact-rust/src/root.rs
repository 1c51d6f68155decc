//! The root of the generated module: roles, commands and events of all kinds.

mod contract;

pub(crate) use contract::{VARIANT, contract};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::ActDef;

use crate::cx::Cx;
use crate::{names, plain, positions, systems, tokens};

/// The role of whoever gives a command for which the model names nobody.
pub(crate) const ANYONE: &str = "Anyone";

/// The types at the root.
pub(crate) fn types(cx: &Cx<'_>) -> TokenStream {
    let name = names::model(&cx.model.name.text);
    let docs = tokens::doc(&format!("The model `{}`.", cx.model.name.text));
    let roles = roles(cx);
    let commands = choice(
        cx,
        "Command",
        "All commands, grouped by what they are about.",
    );
    let events = choice(cx, "Event", "All events, grouped by what they are about.");
    let cases = cases(cx);
    let positions = positions::types(cx);
    let systems = systems::types(cx);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct #name;
        #roles #positions #commands #events #systems #cases
    }
}

fn roles(cx: &Cx<'_>) -> TokenStream {
    let mut variants: Vec<Ident> = Vec::new();
    let mut texts = Vec::new();
    let mut declared = Vec::new();
    for actor in cx.model.actors.values() {
        let variant = names::ident(&actor.name.text);
        let docs = tokens::doc_or(actor.doc.as_deref(), &format!("`{}`.", actor.name.text));
        let rename = tokens::rename(&variant, &actor.name.text);
        let aliases = tokens::aliases(cx.model, &[actor.name.loc]);
        declared.push(quote!(#docs #rename #aliases #variant));
        texts.push(tokens::text(&actor.name.text));
        variants.push(variant);
    }
    if cx.has_anyone() {
        let variant = names::ident(ANYONE);
        declared.push(quote! {
            /// Whoever gives a command for which the model names nobody.
            #variant
        });
        texts.push(tokens::text(ANYONE));
        variants.push(variant);
    }
    let derives = tokens::data(quote! {
        Copy, Hash, PartialOrd, Ord,
    });
    let name = if variants.is_empty() {
        quote!(match *self {})
    } else {
        quote!(match self { #(Self::#variants => #texts),* })
    };
    quote! {
        /// The actor roles.
        #derives
        pub enum Role { #(#declared),* }
        impl Role {
            /// Every role, in the order of the model.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                #name
            }
        }
    }
}

fn choice(cx: &Cx<'_>, name: &str, docs: &str) -> TokenStream {
    let ident = names::ident(name);
    let docs = tokens::doc(docs);
    let derives = tokens::data(quote!());
    let variants = cx.model.kinds.iter().map(|(id, kind)| {
        let variant = names::ident(&kind.name.text);
        let rename = tokens::rename(&variant, &kind.name.text);
        let docs = tokens::doc_or(kind.doc.as_deref(), &format!("Of `{}`.", kind.name.text));
        let module = cx.module(id);
        let aliases = tokens::aliases(cx.model, &[kind.name.loc]);
        quote!(#docs #rename #aliases #variant(self::#module::#ident))
    });
    let groups = plain::all(cx).into_iter().map(|group| {
        let (variant, module) = (group.variant(cx), group.module(cx));
        let rename = group
            .name(cx)
            .map(|name| tokens::rename(&variant, &name.text));
        let aliases = group
            .name(cx)
            .map(|name| tokens::aliases(cx.model, &[name.loc]));
        let docs = tokens::doc(&group.about(cx));
        quote!(#docs #rename #aliases #variant(self::#module::#ident))
    });
    let apart = cx.has_apart().then(|| {
        let (docs, of) = if name == "Command" {
            (
                "What cases ask of each other that a token binds.",
                quote!(Passed),
            )
        } else {
            ("What is noted of tokens that bind cases.", quote!(Noted))
        };
        let docs = tokens::doc(docs);
        quote!(#docs Apart(::coact_runtime::apart::#of<Command>))
    });
    quote! {
        #docs #derives
        pub enum #ident { #(#variants,)* #(#groups,)* #apart }
    }
}

fn cases(cx: &Cx<'_>) -> TokenStream {
    let variants = cx.model.cases.iter().map(|(id, case)| {
        let entity = &cx.entity(case.entity).name.text;
        let (variant, module) = (names::ident(entity), cx.case_module(id));
        let docs = tokens::doc(&format!("All that happens about one `{entity}`."));
        quote!(#docs #variant(self::#module::Case))
    });
    let groups = plain::case_variants(cx);
    let of_groups = groups.iter().map(|(variant, module, docs)| {
        let docs = tokens::doc(docs);
        quote!(#docs #variant(self::#module::Case))
    });
    let event_id = event_id(cx);
    quote! {
        /// The fold of one case, by case kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Case { #(#variants,)* #(#of_groups),* }
        #event_id
    }
}

/// What `event.id` is in views of plain events.
fn event_id(cx: &Cx<'_>) -> Option<TokenStream> {
    if plain::all(cx).is_empty() {
        return None;
    }
    let groups = plain::groups(cx);
    let kinds = cx.model.cases.values().map(|case| {
        let variant = names::ident(&cx.entity(case.entity).name.text);
        quote!(Self::#variant(case) => ::coact_runtime::expr::version(case.version),)
    });
    let groups = groups.into_iter().map(|group| {
        let variant = group.variant(cx);
        match group {
            plain::Group::Aggregate(_) => {
                quote!(Self::#variant(case) => ::coact_runtime::expr::version(case.version),)
            }
            plain::Group::Outside | plain::Group::NoMore => {
                quote!(Self::#variant(case) => ::coact_runtime::expr::number(case.key, case.version),)
            }
        }
    });
    Some(quote! {
        impl Case {
            /// The number of its last event: its place in the stream; of an event that belongs to no aggregate
            /// one of its own.
            pub fn event_id(&self) -> i64 {
                match self { #(#kinds)* #(#groups)* }
            }
        }
    })
}

/// Module `commands` or `events`: all of them, whatever their kind.
pub(crate) fn reexports(
    cx: &Cx<'_>,
    of: impl Fn(&ActDef) -> &str,
    of_group: impl Fn(plain::Group) -> Vec<String>,
) -> TokenStream {
    let uses = cx.model.kinds.ids().map(|kind| {
        let module = cx.module(kind);
        let names = cx.acts(kind).map(|def| names::ident(of(def)));
        quote!(pub use super::#module::{ #(#names),* };)
    });
    let groups = plain::all(cx).into_iter().filter_map(|group| {
        let (module, names) = (group.module(cx), of_group(group));
        let names: Vec<Ident> = names.iter().map(|name| names::ident(name)).collect();
        (!names.is_empty()).then(|| quote!(pub use super::#module::{ #(#names),* };))
    });
    quote!(#(#uses)* #(#groups)*)
}
