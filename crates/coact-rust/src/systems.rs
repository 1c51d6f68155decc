//! A module per external system: what it reports, what it can be asked to do, and what it answers.

mod reporter;

pub(crate) use reporter::{Reporter, reported, reporter, reporters};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{self, Call, Event, Field, System, SystemId, Type};

use crate::cx::Cx;
use crate::record::{Absent, Record};
use crate::types::{rust, unit_note};
use crate::versions::{Declared, Versions};
use crate::{names, tokens};

/// `payment_provider`: the module of a system.
pub(crate) fn module_of(cx: &Cx<'_>, id: SystemId) -> Ident {
    names::module(&cx.model.systems[id].name.text)
}

/// `PaymentProvider`: its variant among the calls, the answers and the reports of all systems.
pub(crate) fn variant_of(cx: &Cx<'_>, id: SystemId) -> Ident {
    names::ident(&cx.model.systems[id].name.text)
}

/// `RefundOutcome`: what a call is answered with.
pub(crate) fn outcome_of(call: &Call) -> Ident {
    names::ident(&format!("{}Outcome", call.name.text))
}

/// The whole module of a system.
pub(crate) fn module(cx: &Cx<'_>, id: SystemId) -> TokenStream {
    let system = &cx.model.systems[id];
    let reports = (!system.events.is_empty()).then(|| reports(cx, Reporter::System(id)));
    let calls = (!system.calls.is_empty()).then(|| calls(cx, system));
    quote!(#reports #calls)
}

/// What somebody reports: the whole module of another model.
pub(crate) fn reports<'a>(cx: &Cx<'a>, of: Reporter<'a>) -> TokenStream {
    let (reporter, who) = (of.variant(cx), &of.name(cx).text);
    let events = of.events(cx).into_iter();
    let events: Vec<&Event> = events.map(|event| &cx.model.events[event]).collect();
    let structs = events.iter().map(|event| {
        let called = reported(event);
        let about = format!("`{who}` reports `{called}`.");
        message(
            cx,
            called,
            &event.name,
            event.doc.as_deref(),
            &about,
            &event.fields,
        )
    });
    let from = events.iter().map(|event| {
        let name = names::ident(reported(event));
        quote! {
            impl ::core::convert::From<#name> for super::Incoming {
                fn from(it: #name) -> Self {
                    Self::#reporter(Event::#name(it))
                }
            }
        }
    });
    let variants = events.iter().map(|event| {
        let called = reported(event);
        let name = names::ident(called);
        variant(cx, called, &event.name, &quote!((#name)))
    });
    let docs = tokens::doc(&format!("What `{who}` reports."));
    let derives = tokens::data(quote!());
    quote! {
        #(#structs)*
        #docs #derives
        pub enum Event { #(#variants),* }
        #(#from)*
    }
}

fn calls(cx: &Cx<'_>, system: &System) -> TokenStream {
    let of = system_calls(cx, system);
    let structs = of.iter().map(|call| {
        let about = format!("`{}` is asked to `{}`.", system.name.text, call.name.text);
        let asked = message(
            cx,
            &call.name.text,
            &call.name,
            call.doc.as_deref(),
            &about,
            &call.fields,
        );
        let answers = outcome(cx, call);
        quote!(#asked #answers)
    });
    let methods = of.iter().map(|call| {
        let (name, method) = (
            names::ident(&call.name.text),
            names::module(&call.name.text),
        );
        let outcome = outcome_of(call);
        let docs = tokens::doc_or(call.doc.as_deref(), &format!("Does `{}`.", call.name.text));
        let once = tokens::doc(
            "\nThe same `id` is the same errand: it may be asked for more than once, as after a crash, and is to be done once.",
        );
        quote! {
            #docs #once
            fn #method(
                &self,
                id: ::coact_runtime::export::uuid::Uuid,
                call: #name,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<#outcome, ::coact_runtime::CallError>,
            > + ::core::marker::Send;
        }
    });
    let (call_variants, outcome_variants): (Vec<_>, Vec<_>) = of
        .iter()
        .map(|call| {
            let (name, outcome) = (names::ident(&call.name.text), outcome_of(call));
            (
                variant(cx, &call.name.text, &call.name, &quote!((#name))),
                variant(cx, &call.name.text, &call.name, &quote!((#outcome))),
            )
        })
        .unzip();
    let derives = tokens::data(quote!());
    let port = tokens::doc(&format!(
        "Asks `{}` to do something: an effect outside, answered by the host.",
        system.name.text
    ));
    let (asked, answered) = (
        tokens::doc(&format!("What `{}` can be asked to do.", system.name.text)),
        tokens::doc(&format!("What `{}` answers.", system.name.text)),
    );
    quote! {
        #(#structs)*
        #asked #derives
        pub enum Call { #(#call_variants),* }
        #answered #derives
        pub enum CallOutcome { #(#outcome_variants),* }
        #port
        pub trait Port: ::core::marker::Send + ::core::marker::Sync { #(#methods)* }
    }
}

/// The calls of a system, in the order of the model.
pub(crate) fn system_calls<'a>(cx: &Cx<'a>, system: &System) -> Vec<&'a Call> {
    let model = cx.model;
    system
        .calls
        .iter()
        .map(|call| &model.calls[*call])
        .collect()
}

/// A struct of what is told.
fn message(
    cx: &Cx<'_>,
    called: &str,
    name: &model::Ident,
    doc: Option<&str>,
    about: &str,
    fields: &[Field],
) -> TokenStream {
    let ident = names::ident(called);
    let docs = tokens::doc_or(doc, about);
    let mut record = Record::default();
    for field in fields {
        let (of, loc) = (names::ident(&field.name.text), field.name.loc);
        let absent = Absent::sent(matches!(field.ty, Type::Optional(_)));
        record.add_declared(cx.model, &[loc], &of, &field.name.text, absent);
    }
    record.changed(Versions::of(cx, name, fields.iter().map(Declared::from)));
    let fields = fields.iter().map(|field| {
        let of = names::ident(&field.name.text);
        let (attributes, ty) = (record.attributes(&of), rust(cx, &field.ty));
        let docs = about_field(cx, field);
        quote!(#docs #attributes pub #of: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &ident));
    quote! {
        #docs #derives
        pub struct #ident { #(#fields),* }
        #table
    }
}

/// The enumeration of what a call is answered with.
fn outcome(cx: &Cx<'_>, call: &Call) -> TokenStream {
    let name = outcome_of(call);
    let docs = tokens::doc(&format!("What `{}` is answered with.", call.name.text));
    let variants = call.outcomes.iter().map(|outcome| {
        let fields = outcome.fields.iter();
        let fields: Vec<TokenStream> = fields.map(|field| told(cx, field)).collect();
        let inside = (!fields.is_empty()).then(|| quote!({ #(#fields),* }));
        variant(cx, &outcome.name.text, &outcome.name, &quote!(#inside))
    });
    let derives = tokens::data(quote!());
    quote! {
        #docs #derives
        pub enum #name { #(#variants),* }
    }
}

fn variant(cx: &Cx<'_>, name: &str, declared: &model::Ident, inside: &TokenStream) -> TokenStream {
    let ident = names::ident(name);
    named(cx, &ident, name, declared, inside)
}

/// The same under an identifier of its own.
fn named(
    cx: &Cx<'_>,
    ident: &Ident,
    name: &str,
    declared: &model::Ident,
    inside: &TokenStream,
) -> TokenStream {
    let aliases = tokens::aliases(cx.model, &[declared.loc]);
    let rename = tokens::rename(ident, name);
    let docs = tokens::doc(&format!("`{name}`."));
    quote!(#docs #rename #aliases #ident #inside)
}

fn about_field(cx: &Cx<'_>, field: &Field) -> TokenStream {
    let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
    tokens::doc_or(
        field.doc.as_deref(),
        &format!("`{}`{unit}.", field.name.text),
    )
}

/// A field of an answer.
fn told(cx: &Cx<'_>, field: &Field) -> TokenStream {
    let ident = names::of_variant(&field.name.text);
    let rename = tokens::rename(&ident, &field.name.text);
    let docs = about_field(cx, field);
    let ty = rust(cx, &field.ty);
    let default = matches!(field.ty, Type::Optional(_)).then(|| quote!(#[serde(default)]));
    let aliases = tokens::aliases(cx.model, &[field.name.loc]);
    quote!(#docs #rename #aliases #default #ident: #ty)
}

/// The calls, answers and reports of all systems, at the root of the model.
pub(crate) fn types(cx: &Cx<'_>) -> TokenStream {
    let of = |name: &str, docs: &str, of: &str, all: &[Reporter<'_>]| {
        let variants = all.iter().map(|it| {
            let (module, of) = (it.module(cx), names::ident(of));
            let inside = quote!((self::#module::#of));
            let name = it.name(cx);
            named(cx, &it.variant(cx), &name.text, name, &inside)
        });
        let variants: Vec<TokenStream> = variants.collect();
        (!variants.is_empty()).then(|| {
            let (ident, docs) = (names::ident(name), tokens::doc(docs));
            let derives = tokens::data(quote!());
            quote! {
                #docs #derives
                pub enum #ident { #(#variants),* }
            }
        })
    };
    let called = cx.model.systems.iter();
    let called = called.filter(|(_, system)| has_calls(system));
    let called: Vec<Reporter<'_>> = called.map(|(id, _)| Reporter::System(id)).collect();
    let docs = "What other systems can be asked to do.";
    let calls = of("Call", docs, "Call", &called);
    let docs = "What other systems answer.";
    let outcomes = of("CallOutcome", docs, "CallOutcome", &called);
    let docs = "What other systems report.";
    let incoming = of("Incoming", docs, "Event", &reporters(cx));
    quote!(#calls #outcomes #incoming)
}

/// Whether a system can be asked to do something.
pub(crate) fn has_calls(system: &System) -> bool {
    !system.calls.is_empty()
}

/// The associated types of the contract.
pub(crate) fn associated(cx: &Cx<'_>) -> TokenStream {
    let of = |name: &str, any: bool| {
        if any {
            let ident = names::ident(name);
            quote!(super::#ident)
        } else {
            quote!(::coact_runtime::Nothing)
        }
    };
    let calls = cx.model.systems.values().any(has_calls);
    let (call, outcome, incoming) = (
        of("Call", calls),
        of("CallOutcome", calls),
        of("Incoming", !reporters(cx).is_empty()),
    );
    quote! {
        type Call = #call;
        type CallOutcome = #outcome;
        type Incoming = #incoming;
    }
}

/// How a host's ports are called, and what it must have for that.
pub(crate) fn caller(cx: &Cx<'_>) -> (TokenStream, TokenStream) {
    let systems = cx
        .model
        .systems
        .iter()
        .filter(|(_, system)| has_calls(system));
    let (mut ports, mut arms) = (Vec::new(), Vec::new());
    for (id, system) in systems {
        let (module, variant) = (module_of(cx, id), variant_of(cx, id));
        ports.push(quote!(+ super::#module::Port));
        for call in system_calls(cx, system) {
            let (name, method) = (
                names::ident(&call.name.text),
                names::module(&call.name.text),
            );
            arms.push(quote! {
                super::Call::#variant(super::#module::Call::#name(call)) => {
                    let outcome = super::#module::Port::#method(&self.0, id, call).await?;
                    Ok(super::CallOutcome::#variant(super::#module::CallOutcome::#name(outcome)))
                }
            });
        }
    }
    let (call, outcome, body, id) = if arms.is_empty() {
        let nothing = quote!(::coact_runtime::Nothing);
        (nothing.clone(), nothing, quote!(match call {}), quote!(_id))
    } else {
        (
            quote!(super::Call),
            quote!(super::CallOutcome),
            quote!(match call { #(#arms)* }),
            quote!(id),
        )
    };
    let method = quote! {
        async fn call(
            &self,
            #id: ::coact_runtime::export::uuid::Uuid,
            call: #call,
        ) -> ::core::result::Result<#outcome, ::coact_runtime::CallError> {
            #body
        }
    };
    (quote!(#(#ports)*), method)
}
