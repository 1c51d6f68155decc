//! Children that live apart: when their parent asks for them, and when it lends the token that they need.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Base};
use coact_model::model::{ActorId, KindId, Policy, ResponseLink};

use super::{facts, waits};
use crate::cx::Cx;
use crate::{names, tokens};

/// `may_ask_trip_making`: whether a parent may ask for such a child now.
pub(super) fn may_ask(cx: &Cx<'_>, child: KindId) -> Ident {
    names::function("may_ask", cx.kind_name(child))
}

/// `lend_trip_making`: whether a parent lends such a child its token.
pub(crate) fn lend(cx: &Cx<'_>, child: KindId) -> Ident {
    names::function("lend", cx.kind_name(child))
}

/// The functions by which a kind lends to those that it asks for apart.
pub(super) fn lends(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let children = cx.apart_children(kind).into_iter();
    let functions = children.map(|(child, link)| {
        let (asking, lending) = (
            asking(cx, kind, child, link),
            lending(cx, kind, child, link),
        );
        quote!(#asking #lending)
    });
    quote!(#(#functions)*)
}

/// A refusal by containment.
fn refuse(cx: &Cx<'_>, child: KindId, sentence: &str) -> TokenStream {
    let name = format!("contained.{}", cx.kind_name(child));
    tokens::refuse("Contained", &name, sentence)
}

fn asking(cx: &Cx<'_>, kind: KindId, child: KindId, link: &ResponseLink) -> TokenStream {
    let (status, name) = (cx.own_status(kind), cx.kind_name(kind));
    let stands = if link.policy == Policy::Free {
        let stands = facts::stands(&status, &cx.own_instance(kind), link.source.1);
        let refuse = tokens::refuse("Waits", &format!("waits.{name}"), "");
        quote!(if !#stands { #refuse; })
    } else {
        let sentence = format!("{name} is not promised, or being taken back");
        let refuse = refuse(cx, child, &sentence);
        quote!(if !#status.is_promised_and_quiet() { #refuse; })
    };
    let most = link.max.map(|max| {
        let each = names::function("each", cx.kind_name(child));
        let count = waits::count_literal(max);
        let refuse = refuse(cx, child, &format!("no more than {max} at a time"));
        quote!(if case.#each().filter(|child| child.status.is_live()).count() >= #count { #refuse; })
    });
    let (function, case) = (may_ask(cx, child), cx.case_type(kind));
    let docs = tokens::doc(&format!(
        "Refuses to ask for `{}` where that is not the time ({}).",
        cx.kind_name(child),
        cx.place_text(link.loc)
    ));
    quote! {
        #docs
        fn #function(case: &#case) -> ::coact_runtime::Decision<()> {
            #stands
            #most
            Ok(())
        }
    }
}

fn lending(cx: &Cx<'_>, kind: KindId, child: KindId, link: &ResponseLink) -> TokenStream {
    let (field, own) = (cx.module(child), cx.module(kind));
    let request = cx.act(child, Act::Request).zip(cx.address(child));
    let Some((request, address)) = request else {
        return quote!();
    };
    let (by, name) = (address.field(cx), names::ident(&request.command.text));
    let asks = may_ask(cx, child);
    let roles = |actors: &[ActorId]| {
        let roles = actors.iter().map(|role| cx.role(*role));
        quote!([#(#roles),*].into_iter().find(|role| ctx.roles.contains(role)))
    };
    let initiator = roles(&cx.kind(child).initiators);
    let executor = roles(&[cx.kind(child).executor]);
    let away = refuse(cx, child, "what it came to is not known here yet");
    let back = if link.policy == Policy::Free || !cx.revocable(child) {
        // Nothing is lent for a revocation.
        quote!(Err(::coact_runtime::Rejection::identity()))
    } else {
        let (status, promised) = (cx.own_status(kind), tokens::base(Base::Promised));
        let past = refuse(
            cx,
            child,
            &format!("{} is past its promise", cx.kind_name(kind)),
        );
        quote! {{
            if known.is_none() { return Err(::coact_runtime::Rejection::identity()); }
            let role = match command.step().performer() {
                ::coact_runtime::ctp::Performer::Initiator => #initiator,
                ::coact_runtime::ctp::Performer::Executor => #executor,
            };
            let role = role.ok_or_else(::coact_runtime::Rejection::role)?;
            if known.is_some_and(|child| !child.is_home()) { #away; }
            if #status.base != #promised { #past; }
            Ok(role)
        }}
    };
    let (function, case, ctx) = (lend(cx, child), cx.case_type(kind), cx.ctx_type());
    let docs = tokens::doc(&format!(
        "Lends `{}` the token for an act ({}); the role in which it is performed.",
        cx.kind_name(child),
        cx.place_text(link.loc)
    ));
    quote! {
        #docs
        pub(super) fn #function(
            case: &#case,
            ctx: &#ctx,
            child: &::coact_runtime::CaseId,
            command: &super::#field::Command,
        ) -> ::coact_runtime::Decision<super::Role> {
            let known = case.#field.get(child).map(|entry| &entry.instance);
            match command {
                super::#field::Command::#name(request) => {
                    if request.#by != case.key || case.#own.initiator.is_none() {
                        return Err(::coact_runtime::Rejection::identity());
                    }
                    let role = #initiator;
                    let role = role.ok_or_else(::coact_runtime::Rejection::role)?;
                    if known.is_some_and(|child| !child.is_home()) { #away; }
                    #asks(case)?;
                    Ok(role)
                }
                _ => #back,
            }
        }
    }
}
