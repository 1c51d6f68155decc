//! Module `lookups`: what is asked of the host, and its answers.

pub(crate) mod entities;
mod rows;

pub(crate) use rows::{getter as row_getter, read};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::model::Lookup;

use crate::cx::Cx;
use crate::types::rust;
use crate::{names, systems, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let lookups: Vec<&Lookup> = cx.model.lookups.values().collect();
    // What a view answers is not asked of the host.
    let hosted = lookups
        .iter()
        .copied()
        .filter(|lookup| lookup.from.is_none());
    let hosted: Vec<&Lookup> = hosted.collect();
    let host = host(cx, &hosted);
    let questions = questions(cx, &hosted);
    let facts = facts(cx, &lookups);
    let answers = answers(cx, &hosted);
    quote!(#host #questions #facts #answers)
}

fn host(cx: &Cx<'_>, lookups: &[&Lookup]) -> TokenStream {
    let methods = lookups.iter().map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let docs = tokens::doc_or(
            lookup.doc.as_deref(),
            &format!("Answers `{}`.", lookup.name.text),
        );
        let params = lookup.params.iter().map(|(param, ty)| {
            let (param, ty) = (names::ident(&param.text), rust(cx, ty));
            quote!(#param: #ty)
        });
        let result = rust(cx, &lookup.result);
        quote! {
            #docs
            fn #name(&self, #(#params),*) -> impl ::core::future::Future<
                Output = ::core::result::Result<#result, ::coact_runtime::LookupError>,
            > + ::core::marker::Send;
        }
    });
    let nothing = lookups.is_empty().then(|| quote!(impl Lookups for () {}));
    quote! {
        /// What the model asks of its host: pure reads, answered before a command is decided.
        pub trait Lookups: ::core::marker::Send + ::core::marker::Sync {
            #(#methods)*
        }
        #nothing
    }
}

fn questions(cx: &Cx<'_>, lookups: &[&Lookup]) -> TokenStream {
    let variants = lookups.iter().map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let docs = tokens::doc(&format!("For `{}`.", lookup.name.text));
        let params = lookup.params.iter().map(|(_, ty)| rust(cx, ty));
        quote!(#docs #name(#(#params),*))
    });
    quote! {
        /// A look-up with what it is asked with.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Question { #(#variants),* }
    }
}

/// `learn`, of the contract: look-ups may be asked more than once for a command.
pub(crate) fn learn(cx: &Cx<'_>) -> Option<TokenStream> {
    let hosted = cx.model.lookups.values().filter(|it| it.from.is_none());
    let fields: Vec<_> = hosted.map(|it| names::ident(&it.name.text)).collect();
    (!fields.is_empty()).then(|| {
        quote! {
            fn learn(known: &mut Self::Facts, answered: Self::Facts) {
                #(known.#fields.extend(answered.#fields);)*
            }
        }
    })
}

fn facts(cx: &Cx<'_>, lookups: &[&Lookup]) -> TokenStream {
    let fields = lookups.iter().map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let rename = tokens::rename(&name, &lookup.name.text);
        let attributes = kept(cx, lookup.name.loc, names::ident);
        let docs = tokens::doc(&format!(
            "What `{}` answered, beside what it was asked with.",
            lookup.name.text
        ));
        let params = lookup.params.iter().map(|(_, ty)| rust(cx, ty));
        let result = rust(cx, &lookup.result);
        quote! {
            #docs
            #rename #attributes
            pub #name: ::std::vec::Vec<((#(#params,)*), #result)>
        }
    });
    let getters = lookups.iter().map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let docs = tokens::doc(&format!("The answer of `{}`.", lookup.name.text));
        let asked: Vec<_> = (1..=lookup.params.len())
            .map(|at| names::ident(&format!("asked_{at}")))
            .collect();
        let known: Vec<_> = (1..=lookup.params.len())
            .map(|at| names::ident(&format!("known_{at}")))
            .collect();
        let types = lookup.params.iter().map(|(_, ty)| rust(cx, ty));
        let test = if asked.is_empty() {
            quote!(true)
        } else {
            quote!(#(#known == #asked)&&*)
        };
        let result = rust(cx, &lookup.result);
        if let Some(view) = lookup.from {
            let answer = rows::answer(cx, lookup, view, &asked);
            return quote! {
                #docs
                ///
                /// # Errors
                /// There is no row that answers it.
                pub fn #name(&self, #(#asked: &#types),*) -> ::coact_runtime::expr::Eval<#result> {
                    // What was answered by hand, as in specs, goes before.
                    if let Some((_, answer)) = self.#name.iter().find(|((#(#known,)*), _)| #test) {
                        return Ok(::core::clone::Clone::clone(answer));
                    }
                    #answer
                }
            };
        }
        quote! {
            #docs
            ///
            /// # Errors
            /// It was not asked.
            pub fn #name(&self, #(#asked: &#types),*) -> ::coact_runtime::expr::Eval<&#result> {
                self.#name
                    .iter()
                    .find(|((#(#known,)*), _)| #test)
                    .map(|(_, answer)| answer)
                    .ok_or(::coact_runtime::expr::Absent::Unknown)
            }
        }
    });
    let derives = tokens::data(quote!(Default,));
    let (row_fields, row_getters) = rows::rows(cx);
    let (entity_types, entity_fields, entity_getters) = entities::entities(cx);
    quote! {
        #entity_types
        /// What the look-ups answered and what was read by key; recorded with the event and never asked again.
        #derives
        pub struct Facts { #(#fields,)* #row_fields #entity_fields }
        impl Facts { #(#getters)* #row_getters #entity_getters }
    }
}

/// How answers are kept that have a field named after what is declared here, and after what it was called before.
fn kept(cx: &Cx<'_>, declared: Loc, field: impl Fn(&str) -> Ident) -> TokenStream {
    let earlier = tokens::earlier(cx.model, &[declared]).into_iter();
    let earlier: Vec<String> = earlier.map(|was| names::plain(&field(&was))).collect();
    let aliases = tokens::aliases_of(&earlier);
    quote! {
        #aliases
        #[serde(
            default,
            deserialize_with = "::coact_runtime::reads::recorded",
            skip_serializing_if = "::std::vec::Vec::is_empty"
        )]
    }
}

fn answers(cx: &Cx<'_>, lookups: &[&Lookup]) -> TokenStream {
    let arms = lookups.iter().map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let asked: Vec<_> = (1..=lookup.params.len()).map(|at| names::ident(&format!("asked_{at}"))).collect();
        quote! {
            Question::#name(#(#asked),*) => {
                let answer = Lookups::#name(&self.0, #(::core::clone::Clone::clone(&#asked)),*).await?;
                facts.#name.push(((#(#asked,)*), answer));
            }
        }
    });
    let body = if lookups.is_empty() {
        quote!(match question {})
    } else {
        quote!(match question { #(#arms)* })
    };
    let mutable = (!lookups.is_empty()).then(|| quote!(mut));
    let answered = if lookups.is_empty() {
        quote! {
            let _ = &self.0;
            if let Some(question) = questions.into_iter().next() { #body }
        }
    } else {
        quote!(for question in questions { #body })
    };
    let model = cx.model_type();
    let (ports, call) = systems::caller(cx);
    quote! {
        /// A host's look-ups and ports, as the runtime asks them.
        #[derive(Clone, Debug, Default)]
        pub struct Answers<L>(pub L);
        impl<L: Lookups #ports> ::coact_runtime::Answer<#model> for Answers<L> {
            async fn answer(
                &self,
                questions: ::std::vec::Vec<Question>,
            ) -> ::core::result::Result<Facts, ::coact_runtime::LookupError> {
                let #mutable facts = <Facts as ::core::default::Default>::default();
                #answered
                Ok(facts)
            }
            #call
        }
    }
}
