//! Module `lookups`: what is asked of the host, and its answers.

pub(crate) mod entities;
mod rows;

pub(crate) use rows::{getter as row_getter, lent_views, read};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::model::Lookup;

use crate::cx::Cx;
use crate::types::rust;
use crate::{names, systems, tokens};

/// What the host is asked: a look-up, or the row of a view of another model under its key.
struct Asked {
    /// The method of the host, and the variant of the question.
    name: Ident,
    /// The name in the model.
    text: String,
    docs: TokenStream,
    params: Vec<(Ident, TokenStream)>,
    result: TokenStream,
    /// Where the answers are kept.
    field: Ident,
}

/// All that the host is asked. What a view of this model answers is not.
fn asked(cx: &Cx<'_>) -> Vec<Asked> {
    let hosted = cx.model.lookups.values();
    let hosted = hosted.filter(|lookup| lookup.from.is_none());
    let hosted = hosted.map(|lookup| {
        let name = names::ident(&lookup.name.text);
        let fallback = format!("Answers `{}`.", lookup.name.text);
        let params = lookup.params.iter();
        Asked {
            text: lookup.name.text.clone(),
            docs: tokens::doc_or(lookup.doc.as_deref(), &fallback),
            params: params
                .map(|(param, ty)| (names::ident(&param.text), rust(cx, ty)))
                .collect(),
            result: rust(cx, &lookup.result),
            field: name.clone(),
            name,
        }
    });
    let lent = lent_views(cx).into_iter().map(|view| {
        let text = &cx.model.views[view].name.text;
        let row = names::ident(text);
        let keys = rows::key_fields(cx, view);
        Asked {
            name: row_getter(cx, view),
            text: text.clone(),
            docs: tokens::doc(&format!(
                "The row of `{text}` under this key, as the other model has it; none where there is none."
            )),
            params: keys
                .map(|key| (names::ident(&key.name.text), rust(cx, &key.ty)))
                .collect(),
            result: quote!(::core::option::Option<super::views::#row>),
            field: rows::field(cx, view),
        }
    });
    hosted.chain(lent).collect()
}

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let lookups: Vec<&Lookup> = cx.model.lookups.values().collect();
    let asked = asked(cx);
    let host = host(&asked);
    let questions = questions(&asked);
    let facts = facts(cx, &lookups);
    let answers = answers(cx, &asked);
    quote!(#host #questions #facts #answers)
}

fn host(asked: &[Asked]) -> TokenStream {
    let methods = asked.iter().map(|asked| {
        let (name, docs, result) = (&asked.name, &asked.docs, &asked.result);
        let params = asked.params.iter().map(|(param, ty)| quote!(#param: #ty));
        quote! {
            #docs
            fn #name(&self, #(#params),*) -> impl ::core::future::Future<
                Output = ::core::result::Result<#result, ::coact_runtime::LookupError>,
            > + ::core::marker::Send;
        }
    });
    let nothing = asked.is_empty().then(|| quote!(impl Lookups for () {}));
    quote! {
        /// What the model asks of its host: pure reads, answered before a command is decided.
        pub trait Lookups: ::core::marker::Send + ::core::marker::Sync {
            #(#methods)*
        }
        #nothing
    }
}

fn questions(asked: &[Asked]) -> TokenStream {
    let variants = asked.iter().map(|asked| {
        let name = &asked.name;
        let docs = tokens::doc(&format!("For `{}`.", asked.text));
        let params = asked.params.iter().map(|(_, ty)| ty);
        quote!(#docs #name(#(#params),*))
    });
    quote! {
        /// What the host is asked, with what it is asked with.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Question { #(#variants),* }
    }
}

/// `learn`, of the contract: the host may be asked more than once for a command.
pub(crate) fn learn(cx: &Cx<'_>) -> Option<TokenStream> {
    let asked = asked(cx);
    let fields = asked.iter().map(|asked| &asked.field);
    (!asked.is_empty()).then(|| {
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

fn answers(cx: &Cx<'_>, all: &[Asked]) -> TokenStream {
    let arms = all.iter().map(|one| {
        let (name, field) = (&one.name, &one.field);
        let asked = 1..=one.params.len();
        let asked: Vec<_> = asked.map(|at| names::ident(&format!("asked_{at}"))).collect();
        quote! {
            Question::#name(#(#asked),*) => {
                let answer = Lookups::#name(&self.0, #(::core::clone::Clone::clone(&#asked)),*).await?;
                facts.#field.push(((#(#asked,)*), answer));
            }
        }
    });
    let body = if all.is_empty() {
        quote!(match question {})
    } else {
        quote!(match question { #(#arms)* })
    };
    let mutable = (!all.is_empty()).then(|| quote!(mut));
    let answered = if all.is_empty() {
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
