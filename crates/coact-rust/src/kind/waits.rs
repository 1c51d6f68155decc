//! Wait links: an act waits until a fact stands.
//!
//! They test states, not history, of every instance that was asked for and not withdrawn within the nearest
//! transaction that encloses both ends, and stay closed until it is decided that no more will be asked for.

mod decided;
mod several;
mod view;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{Id, KindId, WaitId, WaitLink};

use super::guards::Guard;
use super::{facts, settled};
use crate::cx::{Cx, Own};
use crate::expr::Piece;
use crate::{names, tokens};
pub(crate) use several::between;
use view::View;

/// The waits into a step of a kind.
fn into<'a>(
    cx: &Cx<'a>,
    kind: KindId,
    step: Step,
) -> impl Iterator<Item = (WaitId, &'a WaitLink)> + use<'a> {
    cx.model
        .waits
        .iter()
        .filter(move |(_, wait)| Step::Base(wait.target.1) == step && wait.target.0 == kind)
}

/// Refusals where a wait is closed.
pub(super) fn checks(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    let args = cx.site_args(kind);
    let checks = into(cx, kind, step).map(|(id, wait)| {
        let opens = function(id);
        let name = format!("waits.{}", cx.kind_name(wait.source.0));
        let refuse = tokens::refuse("Waits", &name, "");
        Guard {
            name,
            loc: wait.loc,
            check: quote!(if !#opens(#args) { #refuse; }),
        }
    });
    checks.collect()
}

fn function(id: WaitId) -> Ident {
    names::ident(&format!("wait_{}_is_open", id.index() + 1))
}

/// A function per wait into the kind.
pub(super) fn functions(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let functions = cx
        .acts(kind)
        .flat_map(|def| into(cx, kind, def.step))
        .map(|(id, wait)| {
            let name = function(id);
            let from = match wait.target.1 {
                Act::Request => cx.parent(kind).unwrap_or(kind),
                _ => kind,
            };
            let body = condition(cx, kind, from, wait.source, wait.count);
            let docs = tokens::doc(&format!(
                "`{} {}`, as {} waits for it ({}).",
                cx.kind_name(wait.source.0),
                facts::words(wait.source.1),
                wait.target.1.word(),
                cx.place_text(wait.loc)
            ));
            let case_type = cx.case_type(kind);
            let case = tokens::parameter("case", &body);
            let at = cx.place(kind).many.then(|| {
                let at = tokens::parameter("at", &body);
                quote!(, #at: Site<'_>)
            });
            quote! {
                #docs
                fn #name(#case: &#case_type #at) -> bool {
                    #body
                }
            }
        });
    quote!(#(#functions)*)
}

/// The body of a function that tells whether a fact stands, seen from an instance of `kind`; the instances
/// that count are sought from `from`, which is the kind or what encloses it.
pub(super) fn condition(
    cx: &Cx<'_>,
    kind: KindId,
    from: KindId,
    (source, fact): (KindId, FactWord),
    count: Option<u64>,
) -> TokenStream {
    let Some(around) = cx.shared(from, source) else {
        return quote!(false);
    };
    if source == around {
        let status = around_status(cx, kind, around);
        return facts::stands(&status, &View::of(kind).instance(cx, around), fact);
    }
    let view = View::of(kind);
    if !cx.place(source).many {
        return one(cx, &view, source, around, fact, count);
    }
    let between = between(cx, source, around);
    match count {
        Some(count) => several::at_least(cx, &view, &between, source, around, fact, count),
        None => several::all(cx, &view, &between, source, around, fact),
    }
}

/// Whether a fact stands of the only instance of a kind.
fn one(
    cx: &Cx<'_>,
    view: &View,
    source: KindId,
    around: KindId,
    fact: FactWord,
    count: Option<u64>,
) -> TokenStream {
    let least = cx.link(source).map_or(1, |(_, link)| link.min);
    let field = cx.module(source);
    let status = quote!(case.#field.status);
    let own = Own::Always(quote!(case.#field));
    let stands = facts::stands(&status, &own, fact);
    match (count.unwrap_or(least), count) {
        (0, Some(_)) => quote!(true),
        (1, _) => stands,
        (0, None) => {
            let decided = decided::decided(cx, view, source, around);
            let stands = tokens::one(stands);
            quote! {
                #stands
                    || (#status.base == ::coact_runtime::ctp::Base::Initial && #decided)
            }
        }
        _ => quote!(false),
    }
}

pub(crate) fn count_literal(count: u64) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The key of the enclosing transaction `around`, seen from an instance of `kind`; none where there is one
/// only.
pub(super) fn around_key(cx: &Cx<'_>, kind: KindId, around: KindId) -> Option<Piece> {
    if !cx.place(around).many {
        None
    } else if around == kind {
        Some(cx.own_key(kind))
    } else {
        cx.parent_piece(kind)
    }
}

fn around_status(cx: &Cx<'_>, kind: KindId, around: KindId) -> TokenStream {
    if around == kind {
        return cx.own_status(kind);
    }
    let field = cx.module(around);
    match around_key(cx, kind, around) {
        None => quote!(case.#field.status),
        Some(key) => {
            let key = key.reference();
            quote!(case.#field.get(#key).map(|entry| entry.instance.status).unwrap_or_default())
        }
    }
}

/// How many instances of `source` are live within `around`.
pub(crate) fn live(cx: &Cx<'_>, kind: KindId, source: KindId, around: KindId) -> TokenStream {
    view::living(cx, &View::of(kind), source, around)
}

/// The version of the case right after a fact of an instance.
pub(super) fn occasion(own: &Own, fact: FactWord) -> TokenStream {
    match fact {
        FactWord::Base(act) => {
            let slot = own.option(&names::slot(act));
            quote!(#slot.map_or(0, |performed| performed.version))
        }
        FactWord::Revocation(_, Outcome::Asked) => own.field(&names::ident("pending_since")),
        FactWord::Revocation(..) => own.field(&settled::field(fact)),
    }
}
