//! An entity as its case tells of it: facts, derived facts and ways back.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::Act;
use coact_model::model::{
    CaseKindId, Derived, EntityId, Fact, Inverse, KindId, PayloadField, PayloadOrigin,
};

use crate::cx::Cx;
use crate::expr::{Exprs, Piece};
use crate::types::rust;
use crate::{names, tokens};

/// `case.order(&key)`
pub(super) fn getter(cx: &Cx<'_>, id: EntityId) -> TokenStream {
    let entity = cx.entity(id);
    let docs = tokens::doc(&format!(
        "The `{}` of this key, as the case tells of it.",
        entity.name.text
    ));
    let (function, name) = (
        names::ident(&entity.subject()),
        names::ident(&entity.name.text),
    );
    let key = cx.key_type(id);
    quote! {
        #docs
        pub const fn #function<'k>(&self, key: &'k #key) -> #name<'_, 'k> {
            #name { case: self, key }
        }
    }
}

/// The struct with its accessors.
pub(super) fn entity(cx: &Cx<'_>, case: CaseKindId, id: EntityId) -> TokenStream {
    let entity = cx.entity(id);
    let name = names::ident(&entity.name.text);
    let key = cx.key_type(id);
    let docs = tokens::doc_or(
        entity.doc.as_deref(),
        &format!("`{}`, as a case tells of it.", entity.name.text),
    );
    let facts = entity
        .facts
        .iter()
        .enumerate()
        .map(|(index, fact)| accessor(cx, case, index, fact));
    let derived = entity.derived.iter().map(|def| derived(cx, def));
    let inverses = entity
        .inverses
        .iter()
        .filter_map(|def| inverse(cx, case, def));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'c, 'k> {
            /// The case.
            pub case: &'c Case,
            /// Its key.
            pub key: &'k #key,
        }
        impl<'c> #name<'c, '_> {
            #(#facts)* #(#derived)* #(#inverses)*
        }
    }
}

/// A fact: what the latest standing act that sets it said.
fn accessor(cx: &Cx<'_>, case: CaseKindId, index: usize, fact: &Fact) -> TokenStream {
    let name = names::ident(&fact.field.name.text);
    let ty = rust(cx, &fact.field.ty);
    let docs = tokens::doc_or(
        fact.field.doc.as_deref(),
        &format!(
            "`{}`, known from the act that sets it.",
            fact.field.name.text
        ),
    );
    let sources: Vec<TokenStream> = fact
        .setters
        .iter()
        .filter(|(kind, _)| cx.place(*kind).case == case)
        .filter_map(|(kind, act)| {
            let field = field(cx, *kind, *act, index)?;
            Some(source(cx, *kind, *act, field))
        })
        .collect();
    let body = match sources.as_slice() {
        [] => quote!(Err(::coact_runtime::expr::Absent::Unknown)),
        [only] => quote! {
            #only
                .map(|(_, value)| value)
                .ok_or(::coact_runtime::expr::Absent::Unknown)
        },
        [first, rest @ ..] => {
            let found = rest.iter().fold(
                quote!(#first),
                |before, next| quote!(::coact_runtime::expr::latest(#before, #next)),
            );
            quote!(#found.map(|(_, value)| value).ok_or(::coact_runtime::expr::Absent::Unknown))
        }
    };
    quote! {
        #docs
        ///
        /// # Errors
        /// It is not known: no act that sets it stands.
        #[allow(clippy::misnamed_getters, reason = "a fact may bear any name")]
        pub fn #name(self) -> ::coact_runtime::expr::Eval<&'c #ty> {
            #body
        }
    }
}

/// The payload field by which an act sets a fact.
fn field<'a>(cx: &Cx<'a>, kind: KindId, act: Act, fact: usize) -> Option<&'a PayloadField> {
    cx.act(kind, act)?.payload.iter().find(|field| {
        matches!(field.origin, PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) if at == fact)
    })
}

/// What an act says of the fact, with the version it was said at: an `Option<(u64, &T)>`.
fn source(cx: &Cx<'_>, kind: KindId, act: Act, field: &PayloadField) -> TokenStream {
    let about = names::function("about", cx.kind_name(kind));
    let slot = names::slot(act);
    let field = names::ident(&field.name.text);
    quote! {
        self.case
            .#about(self.key)
            .and_then(|instance| instance.#slot.as_ref())
            .map(|performed| (performed.version, &performed.event.#field))
    }
}

fn derived(cx: &Cx<'_>, def: &Derived) -> TokenStream {
    let name = names::ident(&def.name.text);
    let ty = rust(cx, &def.value.ty);
    let docs = tokens::doc_or(
        def.doc.as_deref(),
        &format!("`{}`, derived.", def.name.text),
    );
    let key = Piece::Ref(quote!(self.key));
    let body = Exprs::derived(cx, key).body(&def.value);
    let case = tokens::mentions(&body, "case").then(|| quote!(let case = self.case;));
    quote! {
        #docs
        ///
        /// # Errors
        /// A fact that it is derived from is not known, or the result does not fit.
        pub fn #name(self) -> ::coact_runtime::expr::Eval<#ty> {
            #case
            #body
        }
    }
}

/// The entities of this case that refer to this one.
fn inverse(cx: &Cx<'_>, case: CaseKindId, def: &Inverse) -> Option<TokenStream> {
    let target = cx.entity(def.entity);
    let kind = cx
        .maker(def.entity)
        .filter(|kind| cx.place(*kind).many && cx.place(*kind).case == case)?;
    let module = cx.module(kind);
    let docs = tokens::doc(&format!(
        "Every `{}` of this case that refers to it.",
        target.name.text
    ));
    let name = names::ident(&def.name.text);
    let key = cx.key_type(def.entity);
    let of = names::ident(&target.subject());
    let fact = &target.facts.get(def.fact)?.field;
    let optional = matches!(fact.ty, coact_model::model::Type::Optional(_));
    let fact = names::ident(&fact.name.text);
    let refers = if optional {
        quote!(is_ok_and(|other| other.as_ref() == Some(self.key)))
    } else {
        quote!(is_ok_and(|other| other == self.key))
    };
    Some(quote! {
        #docs
        pub fn #name(self) -> ::std::vec::Vec<#key> {
            self.case
                .#module
                .iter()
                .map(|entry| &entry.subject)
                .filter(|key| self.case.#of(key).#fact().#refers)
                .cloned()
                .collect()
        }
    })
}
