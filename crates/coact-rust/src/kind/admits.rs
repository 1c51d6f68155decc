//! What the state admits: one function per step, in the order pattern, waits, containment, laws. Decisions,
//! tacit acts, automations and agendas all ask these.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::Step;
use coact_model::model::{ActDef, KindId};

use super::guards::{self, Guard};
use super::{contained, held_fn, laws, waits};
use crate::cx::Cx;
use crate::{names, tokens};

/// The functions of the steps on which more than the pattern has a say.
pub(super) fn admits(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let mut names = Vec::new();
    let functions = cx.acts(kind).map(|def| {
        let name = held_fn(cx, kind, def.step);
        if names.contains(&name) {
            return quote!();
        }
        let function = function(cx, kind, def, &name);
        names.push(name);
        function
    });
    let functions: Vec<TokenStream> = functions.collect();
    let opens = waits::functions(cx, kind);
    quote!(#(#functions)* #opens)
}

/// What stands against a step beside the pattern.
pub(super) fn more(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Vec<Guard> {
    let mut guards = waits::checks(cx, kind, def.step);
    guards.extend(contained::checks(cx, kind, def.step));
    guards.extend(laws::checks(cx, kind, def.step));
    guards
}

/// A call that tells whether the state admits a step, from the module of the kind itself, or of another.
/// `at` is the site of one of several instances.
pub(crate) fn may(
    cx: &Cx<'_>,
    kind: KindId,
    step: Step,
    from_own: bool,
    at: &TokenStream,
) -> TokenStream {
    let module = cx.module(kind);
    let path = if from_own {
        quote!()
    } else {
        quote!(super::#module::)
    };
    let many = cx.place(kind).many;
    let status = if many {
        quote!(#at.status())
    } else {
        quote!(case.#module.status)
    };
    let word = tokens::step(step);
    let legal = quote!(#path legal(#status, #word));
    let plain = cx
        .step(kind, step)
        .is_none_or(|def| more(cx, kind, def).is_empty());
    if plain {
        return legal;
    }
    let name = held_fn(cx, kind, step);
    if many {
        quote!(#legal.and_then(|()| #path #name(case, #at)))
    } else {
        quote!(#legal.and_then(|()| #path #name(case)))
    }
}

fn function(cx: &Cx<'_>, kind: KindId, def: &ActDef, name: &Ident) -> TokenStream {
    let more = more(cx, kind, def);
    if more.is_empty() {
        return quote!();
    }
    let what = if name == "held_revocation" {
        "begin a revocation".to_owned()
    } else {
        names::step_words(def.step)
    };
    let docs = guards::doc(
        cx,
        &format!("Refuses to {what} where more than the pattern stands against it"),
        guards::named(&more),
    );
    let checks = guards::checks(&more);
    let case_type = cx.case_type(kind);
    let case = tokens::parameter("case", &checks);
    let at = cx.place(kind).many.then(|| {
        let at = tokens::parameter("at", &checks);
        quote!(, #at: Site<'_>)
    });
    quote! {
        #docs
        pub(super) fn #name(#case: &#case_type #at) -> ::coact_runtime::Decision<()> {
            #checks
            Ok(())
        }
    }
}
