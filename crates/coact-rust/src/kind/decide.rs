//! Decisions: one function per command, with its checks in the order in which rejections are reported.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, KindId};

use super::{acts, admits, authority, decide_fn, laws, payload, rules, site};
use crate::cx::Cx;
use crate::{names, tokens};

/// `decide` and a function per command.
pub(super) fn decide(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let functions = cx.acts(kind).map(|def| decider(cx, kind, def));
    let arms = cx.acts(kind).map(|def| {
        let (variant, function) = (names::ident(&def.command.text), decide_fn(def));
        let facts = asks(cx, kind, def).then(|| quote!(, facts));
        quote!(Command::#variant(command) => #function::<C>(case, ctx, command #facts),)
    });
    let arms = quote!(#(#arms)*);
    let facts = tokens::parameter("facts", &arms);
    let (case, ctx, envelope) = (cx.case_type(kind), cx.ctx_type(), cx.envelope_type());
    quote! {
        /// Decides a command: the event it brings about, or why not.
        ///
        /// # Errors
        /// The first check that refuses: bounds, identity, role, party, pattern, waits, containment, laws, rule.
        pub fn decide<C: ::coact_runtime::checks::Checks>(
            case: &#case,
            ctx: &#ctx,
            command: Command,
            #facts: &super::lookups::Facts,
        ) -> ::coact_runtime::Decision<#envelope> {
            match command { #arms }
        }
        #(#functions)*
    }
}

/// Whether deciding an act reads what the host answered.
pub(super) fn asks(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    payload::has_lookup(def) || tokens::mentions(&rules::checks(cx, kind, def.step), "facts")
}

fn decider(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let function = decide_fn(def);
    let may = admits::may(cx, kind, def.step, true, &quote!(at));
    let command = names::ident(&def.command.text);
    let bounds = acts::has_check(cx, def).then(|| quote!(command.check()?;));
    let key = key_bounds(cx, kind, def);
    let bounds = quote!(#bounds #key);
    let bounds = (!bounds.is_empty()).then(|| quote!(if C::SENDER { #bounds }));
    let find = site::find(cx, kind, def);
    let identity = authority::identity(cx, kind, def);
    let role = authority::role(cx, kind, def);
    let rules = rules::checks(cx, kind, def.step);
    let rules = (!rules.is_empty()).then(|| quote!(if C::SENDER { #rules }));
    let (lets, event) = payload::event(cx, kind, def);
    let (kind_variant, variant) = (
        names::ident(cx.kind_name(kind)),
        names::ident(&def.event.text),
    );
    let made = quote! {
        ::coact_runtime::Envelope::new(ctx, role, super::Event::#kind_variant(Event::#variant(event)))
    };
    let made = match laws::after(cx, kind, def) {
        Some(laws) => quote! {
            let envelope = #made;
            if C::STATE { #laws }
            Ok(envelope)
        },
        None => quote!(Ok(#made)),
    };
    let facts = asks(cx, kind, def).then(|| quote!(facts: &super::lookups::Facts,));
    let (case, ctx, envelope) = (cx.case_type(kind), cx.ctx_type(), cx.envelope_type());
    let docs = tokens::doc(&format!(
        "Decides to {} ({}).",
        names::step_words(def.step),
        cx.place_text(def.command.loc)
    ));
    quote! {
        #docs
        fn #function<C: ::coact_runtime::checks::Checks>(
            case: &#case,
            ctx: &#ctx,
            command: #command,
            #facts
        ) -> ::coact_runtime::Decision<#envelope> {
            #bounds
            #find
            #identity
            #role
            if C::STATE { #may?; }
            #rules
            #lets
            let event = #event;
            #made
        }
    }
}

/// The bounds of a key that comes with the request.
fn key_bounds(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let entity = cx.entity(cx.subject(kind));
    let brings =
        def.step == Step::Base(Act::Request) && cx.kind(kind).product.new && !entity.key_generated;
    if !brings || !crate::types::is_checked(cx, &entity.key.ty, &entity.key.bounds) {
        return quote!();
    }
    let subject = cx.subject_field(kind);
    let name = tokens::text(&format!("{}.{}", entity.name.text, entity.key.name.text));
    quote!(command.#subject.check(#name)?;)
}
