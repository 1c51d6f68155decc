//! Decisions: one function per command, with its checks in the order in which rejections are reported.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, KindId};

use super::{acts, admits, authority, decide_fn, guards, held_fn, laws, payload, rules, site};
use crate::cx::Cx;
use crate::{names, tokens};

/// `decide`, and a function per command that takes more than its party and the state.
pub(super) fn decide(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let mut functions: Vec<TokenStream> = Vec::new();
    let mut asking = false;
    let arms = cx.acts(kind).map(|def| {
        let variant = names::ident(&def.command.text);
        if is_plain(cx, kind, def) {
            let (find, role, held, event) = (
                site::find(cx, kind, def),
                authority::role(cx, kind, def),
                held(cx, kind, def),
                payload::event(cx, kind, def).1,
            );
            let happened = names::ident(&def.event.text);
            return quote! {
                Command::#variant(command) => {
                    #find
                    #role
                    #held
                    (role, Event::#happened(#event))
                }
            };
        }
        functions.push(decider(cx, kind, def));
        let function = decide_fn(def);
        let facts = asks(cx, kind, def).then(|| quote!(, facts));
        asking |= facts.is_some();
        quote!(Command::#variant(command) => #function::<C>(case, ctx, command #facts)?,)
    });
    let arms: Vec<TokenStream> = arms.collect();
    let facts = names::ident(if asking { "facts" } else { "_facts" });
    let (case, ctx, envelope) = (cx.case_type(kind), cx.ctx_type(), cx.envelope_type());
    let kind_variant = names::ident(cx.kind_name(kind));
    quote! {
        /// Decides a command: the event it brings about, as whoever asks needs it, or why not.
        ///
        /// # Errors
        /// The first check that refuses: bounds, identity, role, party, pattern, waits, containment, laws, rule.
        pub fn decide<C: ::coact_runtime::checks::Checks, E: ::core::convert::From<#envelope>>(
            case: &#case,
            ctx: &#ctx,
            command: Command,
            #facts: &super::lookups::Facts,
        ) -> ::coact_runtime::Decision<E> {
            let (role, event) = match command { #(#arms)* };
            let event = super::Event::#kind_variant(event);
            Ok(E::from(::coact_runtime::Envelope::new(ctx, role, event)))
        }
        #(#functions)*
    }
}

/// What stands against an act beside its party and the pattern.
fn held(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Option<TokenStream> {
    (!admits::more(cx, kind, def).is_empty()).then(|| {
        let (held, args) = (held_fn(cx, kind, def.step), cx.site_args(kind));
        quote!(if C::STATE { #held(#args)?; })
    })
}

/// Whether deciding an act takes nothing but its party and the state.
fn is_plain(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    def.step != Step::Base(Act::Request)
        && !acts::has_check(cx, def)
        && rules::checks(cx, kind, def.step).is_empty()
        && payload::event(cx, kind, def).0.is_empty()
        && laws::after(cx, kind, def).is_empty()
}

/// Whether deciding an act reads what the host answered.
pub(super) fn asks(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    payload::has_lookup(cx, kind, def)
        || tokens::mentions(&rules::checks(cx, kind, def.step), "facts")
}

fn decider(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let function = decide_fn(def);
    let command = names::ident(&def.command.text);
    let bounds = acts::has_check(cx, def).then(|| quote!(command.check()?;));
    let key = key_bounds(cx, kind, def);
    let bounds = quote!(#bounds #key);
    let bounds = (!bounds.is_empty()).then(|| quote!(if C::SENDER { #bounds }));
    let find = site::find(cx, kind, def);
    let identity = authority::identity(cx, kind, def);
    let role = authority::role(cx, kind, def);
    let held = held(cx, kind, def);
    let rules = rules::checks(cx, kind, def.step);
    let rules = (!rules.is_empty()).then(|| quote!(if C::SENDER { #rules }));
    let (lets, event) = payload::event(cx, kind, def);
    let (kind_variant, variant) = (
        names::ident(cx.kind_name(kind)),
        names::ident(&def.event.text),
    );
    let after = laws::after(cx, kind, def);
    let laws = (!after.is_empty()).then(|| {
        let laws = guards::checks(&after);
        let before = tokens::mentions(&laws, "before").then(|| quote!(let before = case;));
        quote! {
            if C::STATE {
                let event = super::Event::#kind_variant(::core::clone::Clone::clone(&event));
                let envelope = ::coact_runtime::Envelope::new(ctx, role, event);
                #before
                let mut after = ::core::clone::Clone::clone(case);
                after.evolve(&envelope);
                let case = &after;
                #laws
            }
        }
    });
    let facts = asks(cx, kind, def).then(|| quote!(facts: &super::lookups::Facts,));
    let (case, ctx) = (cx.case_type(kind), cx.ctx_type());
    let decides = format!(
        "Decides to {} ({})",
        names::step_words(def.step),
        cx.place_text(def.command.loc)
    );
    let mut named: Vec<_> = rules::named(cx, kind, def.step).collect();
    named.extend(guards::named(&after));
    let docs = if named.is_empty() {
        tokens::doc(&format!("{decides}."))
    } else {
        guards::doc(cx, &format!("{decides}; refuses by name"), named)
    };
    quote! {
        #docs
        fn #function<C: ::coact_runtime::checks::Checks>(
            case: &#case,
            ctx: &#ctx,
            command: #command,
            #facts
        ) -> ::coact_runtime::Decision<(super::Role, Event)> {
            #bounds
            #find
            #identity
            #role
            #held
            #rules
            #lets
            let event = Event::#variant(#event);
            #laws
            Ok((role, event))
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
