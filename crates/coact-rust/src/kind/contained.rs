//! Containment: what a transaction and those it encloses owe to each other when one is taken back.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::Loc;
use coact_model::ctp::{Act, Step};
use coact_model::model::{KindId, Policy};

use super::guards::Guard;
use super::{facts, waits};
use crate::cx::{Cx, Own};
use crate::expr::Piece;
use crate::{names, tokens};

/// Refusals by containment.
pub(super) fn checks(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    let mut checks = as_child(cx, kind, step);
    checks.extend(as_parent(cx, kind, step));
    checks
}

/// A child is asked for only while its parent is promised and quiet, and its revocations start only while
/// the parent's base is promised.
fn as_child(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    let Some((parent, link)) = cx.link(kind) else {
        return Vec::new();
    };
    let status = parent_status(cx, kind, parent);
    let name = format!("contained.{}", cx.kind_name(kind));
    let refuse = |sentence: &str| tokens::refuse("Contained", &name, sentence);
    let guard = |name: &str, check: TokenStream| Guard {
        name: name.to_owned(),
        loc: link.loc,
        check,
    };
    let contained = link.policy != Policy::Free;
    match step {
        Step::Base(Act::Request) => {
            let asked = if contained {
                let refuse = refuse(&format!(
                    "{} is not promised, or being taken back",
                    cx.kind_name(parent)
                ));
                let check = quote!(if !#status.is_promised_and_quiet() { #refuse; });
                Some(guard(&name, check))
            } else if link.source.0 == parent {
                // Without containment the fact that the link starts from is all there is to hold to.
                let stands =
                    facts::stands(&status, &parent_instance(cx, kind, parent), link.source.1);
                let waits = format!("waits.{}", cx.kind_name(parent));
                let refuse = tokens::refuse("Waits", &waits, "");
                Some(guard(&waits, quote!(if !#stands { #refuse; })))
            } else {
                None
            };
            let most = link.max.filter(|_| cx.place(kind).own_subject).map(|max| {
                let live = waits::live(cx, kind, kind, parent);
                let count = waits::count_literal(max);
                let refuse = refuse(&format!("no more than {max} at a time"));
                guard(&name, quote!(if #live >= #count { #refuse; }))
            });
            asked.into_iter().chain(most).collect()
        }
        Step::Revoke(_) if contained => {
            let promised = tokens::base(coact_model::ctp::Base::Promised);
            let refuse = refuse(&format!("{} is past its promise", cx.kind_name(parent)));
            vec![guard(
                &name,
                quote!(if #status.base != #promised { #refuse; }),
            )]
        }
        _ => Vec::new(),
    }
}

/// A revocation of the request or the promise is allowed only when every child is settled.
fn as_parent(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    if !matches!(step, Step::Allow(Act::Request | Act::Promise)) {
        return Vec::new();
    }
    let guard = |child: KindId, loc: Loc, check: &dyn Fn(TokenStream) -> TokenStream| {
        let name = format!("contained.{}", cx.kind_name(child));
        let sentence = format!("{} is still under way", cx.kind_name(child));
        let check = check(tokens::refuse("Contained", &name, &sentence));
        Guard { name, loc, check }
    };
    let contained = cx
        .children(kind)
        .into_iter()
        .map(|(child, link)| (child, &cx.model.links[link]))
        .filter(|(_, link)| link.policy != Policy::Free);
    let checks = contained.map(|(child, link)| {
        let name = cx.kind_name(child);
        let check = |refuse: TokenStream| {
            if cx.place(child).many {
                let each = names::function("each", name);
                let key = cx.place(kind).many.then(|| cx.own_key(kind).reference());
                quote! {
                    if !case.#each(#key).all(|instance| instance.status.is_settled()) { #refuse; }
                }
            } else {
                let field = cx.module(child);
                quote!(if !case.#field.status.is_settled() { #refuse; })
            }
        };
        guard(child, link.loc, &check)
    });
    let apart = cx
        .apart_children(kind)
        .into_iter()
        .filter(|(_, link)| link.policy != Policy::Free);
    let away = apart.map(|(child, link)| {
        let each = names::function("each", cx.kind_name(child));
        guard(
            child,
            link.loc,
            &|refuse| quote!(if !case.#each().all(|child| child.is_home()) { #refuse; }),
        )
    });
    checks.chain(away).collect()
}

/// Where the parent of an instance stands.
fn parent_status(cx: &Cx<'_>, kind: KindId, parent: KindId) -> TokenStream {
    match parent_instance(cx, kind, parent) {
        Own::Always(place) => quote!(#place.status),
        Own::Maybe(place) => quote!(#place.map(|parent| parent.status).unwrap_or_default()),
    }
}

/// The parent of an instance.
pub(super) fn parent_instance(cx: &Cx<'_>, kind: KindId, parent: KindId) -> Own {
    let field = cx.module(parent);
    if !cx.place(parent).many {
        return Own::Always(quote!(case.#field));
    }
    let key = cx.parent_piece(kind).map(Piece::reference);
    Own::Maybe(quote!(case.#field.get(#key).map(|entry| &entry.instance)))
}
