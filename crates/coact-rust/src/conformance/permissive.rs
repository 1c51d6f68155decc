//! A case that permits what it can: what encloses the kind is promised, everything else has reached the state
//! that others wait for.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord};
use coact_model::model::{CaseKindId, KindId};

use super::{party, sample};
use crate::cx::Cx;
use crate::kind::authority::roles;
use crate::{names, no_more, tokens};

/// Statements that make `case`, and a function `status_of` that tells where the kind's instance stands.
pub(super) fn case(cx: &Cx<'_>, tested: KindId) -> TokenStream {
    let id = cx.place(tested).case;
    let entity = cx.model.cases[id].entity;
    let (variant, module) = (
        names::ident(&cx.entity(entity).name.text),
        cx.case_module(id),
    );
    let key = sample::key(cx, entity);
    let model = cx.model_type();
    let around = cx.enclosing(tested);
    let mut statements = Vec::new();
    for kind in cx.kinds_of(id) {
        let mut acts = Vec::new();
        for act in reached(cx, kind, tested, around.contains(&kind)) {
            let Some(def) = cx.act(kind, act) else {
                continue;
            };
            let Some(actor) = roles(cx, kind, def.performer).first().copied() else {
                continue;
            };
            let (role, who) = (cx.role(actor), party(cx, actor));
            let (command, step) = (sample::name(cx, kind), tokens::step(def.step));
            acts.push(quote!((#role, #who, #command(#step))));
        }
        let element = element(cx, kind, &variant);
        let performed = (!acts.is_empty()).then(|| {
            quote! {
                for (role, who, command) in [#(#acts),*] {
                    ::coact_runtime::spec::prepare::<#model>(&mut case, &who, role, command)?;
                }
            }
        });
        statements.push(quote!(#performed #element));
    }
    statements.extend(said(cx, id, &variant));
    let field = cx.module(tested);
    let status = if cx.place(tested).many {
        let subject = sample::key(cx, cx.subject(tested));
        quote!(case.#field.get(&#subject).map(|entry| entry.instance.status).unwrap_or_default())
    } else {
        quote!(case.#field.status)
    };
    quote! {
        fn status_of(case: &super::#module::Case) -> ::coact_runtime::ctp::Status {
            #status
        }
        let mut case = super::Case::#variant(super::#module::Case::new(#key));
        #(#statements)*
    }
}

/// The acts that bring an instance to where it permits the most.
fn reached(cx: &Cx<'_>, kind: KindId, tested: KindId, around: bool) -> Vec<Act> {
    if around {
        return vec![Act::Request, Act::Promise];
    }
    let waited = cx
        .model
        .waits
        .values()
        .find(|wait| wait.target.0 == tested && wait.source.0 == kind);
    match waited.map(|wait| wait.source.1) {
        Some(FactWord::Base(Act::Decline)) => vec![Act::Request, Act::Decline],
        Some(FactWord::Base(Act::Reject)) => {
            vec![
                Act::Request,
                Act::Promise,
                Act::Execute,
                Act::Declare,
                Act::Reject,
            ]
        }
        _ => vec![
            Act::Request,
            Act::Promise,
            Act::Execute,
            Act::Declare,
            Act::Accept,
        ],
    }
}

/// An instance that was asked for once per element, where nothing in its payload tells for which.
fn element(cx: &Cx<'_>, kind: KindId, case: &proc_macro2::Ident) -> TokenStream {
    let Some(element) = cx.per_element(kind).filter(|element| element.key.is_none()) else {
        return quote!();
    };
    let field = cx.module(kind);
    let subject = sample::key(cx, cx.subject(kind));
    let mark = sample::of(cx, &element.local.ty);
    quote! {
        #[allow(irrefutable_let_patterns, reason = "there may be one case kind only")]
        if let super::Case::#case(case) = &mut case {
            if let Some(entry) = case.#field.get_mut(&#subject) {
                entry.instance.element = Some(::coact_runtime::expr::element(&#mark));
            }
        }
    }
}

/// That no more is asked for of what only a person can say it of.
fn said(cx: &Cx<'_>, id: CaseKindId, case: &proc_macro2::Ident) -> Option<TokenStream> {
    let all = no_more::in_case(cx, id);
    let said = all.iter().map(|saying| {
        let (field, name) = (cx.module(saying.parent), saying.name(cx));
        if cx.place(saying.parent).many {
            let subject = sample::key(cx, cx.subject(saying.parent));
            quote! {
                if let Some(entry) = case.#field.get_mut(&#subject) {
                    entry.instance.#name = true;
                }
            }
        } else {
            quote!(case.#field.#name = true;)
        }
    });
    (!all.is_empty()).then(|| {
        quote! {
            #[allow(irrefutable_let_patterns, reason = "there may be one case kind only")]
            if let super::Case::#case(case) = &mut case { #(#said)* }
        }
    })
}

/// Statements that put the kind's instance of `case` into `status`.
pub(super) fn status(cx: &Cx<'_>, tested: KindId) -> TokenStream {
    let variant = names::ident(&cx.entity(cx.case_entity(tested)).name.text);
    let field = cx.module(tested);
    let set = if cx.place(tested).many {
        let subject = sample::key(cx, cx.subject(tested));
        quote! {
            if let Some(entry) = case.#field.get_mut(&#subject) {
                entry.instance.status = status;
            }
        }
    } else {
        quote!(case.#field.status = status;)
    };
    quote! {
        #[allow(irrefutable_let_patterns, reason = "there may be one case kind only")]
        if let super::Case::#variant(case) = &mut case { #set }
    }
}
