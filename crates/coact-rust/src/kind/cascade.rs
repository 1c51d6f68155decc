//! `on revert cascade`: where what encloses an instance is asked to be taken back, its own request is asked to be
//! taken back in the same commit.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{KindId, Policy};

use super::{admits, contained, tacit};
use crate::cx::{Cx, Own};
use crate::{names, tokens};

/// What is asked for of a child.
const TAKEN_BACK: Step = Step::Revoke(Act::Request);

/// The acts of what encloses a child whose revocation is held up by it.
fn held_up(cx: &Cx<'_>, parent: KindId) -> Vec<Act> {
    [Act::Request, Act::Promise]
        .into_iter()
        .filter(|act| cx.step(parent, Step::Revoke(*act)).is_some())
        .collect()
}

/// Whether instances of a kind are asked to be taken back with what encloses them.
pub(crate) fn cascades(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.link(kind)
        .or_else(|| cx.apart(kind))
        .is_some_and(|(parent, link)| {
            link.policy == Policy::Cascade
                && cx.step(kind, TAKEN_BACK).is_some()
                && !held_up(cx, parent).is_empty()
        })
}

/// The acts of a kind whose revocation those that it asks for apart are told of.
pub(crate) fn told(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let acts = held_up(cx, kind).into_iter().map(tokens::act_word);
    quote!(#(::coact_runtime::ctp::Act::#acts)|*)
}

/// Whether an event of a kind may be what such revocations follow.
pub(crate) fn concerns(cx: &Cx<'_>, kind: KindId) -> bool {
    let mut children = cx.children(kind).into_iter();
    cascades(cx, kind) || children.any(|(child, _)| cascades(cx, child))
}

/// Whether nobody has to give what such a revocation says.
pub(crate) fn is_blank(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.step(kind, TAKEN_BACK)
        .is_none_or(|def| tacit::is_blank(cx, kind, def))
}

/// `cascade`: the revocation that follows for an instance.
pub(super) fn cascade(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let link = cx.link(kind).or_else(|| cx.apart(kind));
    let (Some((parent, link)), Some(def)) = (link, cx.step(kind, TAKEN_BACK)) else {
        return quote!();
    };
    if !cascades(cx, kind) {
        return quote!();
    }
    let since = cx.own_instance(kind).field(&names::ident("pending_since"));
    let (around, is_asked) = if link.apart {
        // The case has heard of it.
        (quote!(), quote!(case.tie.is_recalled(#since)))
    } else {
        asked(cx, kind, parent, &since)
    };
    let status = cx.own_status(kind);
    let may = admits::may(cx, kind, TAKEN_BACK, true, &quote!(at));
    let (params, args) = (cx.site_params(kind), cx.site_args(kind));
    let (ctx, envelope) = (cx.ctx_type(), cx.envelope_type());
    let (variant, command) = (names::ident(&def.command.text), tacit::blank(cx, kind, def));
    let docs = tokens::doc(&format!(
        "Asks to take back the request of an instance that is not settled, once `{}` around it is asked to be taken back \
         ({}).",
        cx.kind_name(parent),
        cx.place_text(link.loc)
    ));
    quote! {
        #docs
        pub(super) fn cascade(#params, ctx: &#ctx) -> ::core::option::Option<#envelope> {
            #around
            let is_asked = #is_asked;
            if !is_asked || #status.is_settled() || #may.is_err() {
                return None;
            }
            let by = initiator(#args)?;
            let command = Command::#variant(#command);
            let facts = ::core::default::Default::default();
            decide::<::coact_runtime::checks::State, _>(case, &ctx.tacit(by), command, &facts).ok()
        }
    }
}

/// Whether what encloses an instance is asked to be taken back, and was so after the instance itself; behind the
/// statements by which it is found.
fn asked(
    cx: &Cx<'_>,
    kind: KindId,
    parent: KindId,
    since: &TokenStream,
) -> (TokenStream, TokenStream) {
    let acts = told(cx, parent);
    let around = contained::parent_instance(cx, kind, parent);
    let (pending, asked) = match &around {
        Own::Always(place) => (quote!(#place.status.pending), quote!(#place.pending_since)),
        Own::Maybe(_) => (quote!(around.status.pending), quote!(around.pending_since)),
    };
    let around = match &around {
        Own::Always(_) => quote!(),
        Own::Maybe(place) => quote!(let around = #place?;),
    };
    (
        around,
        quote!(matches!(#pending, Some(#acts)) && #since <= #asked),
    )
}
