//! Wait links: an act waits until a fact stands.
//!
//! They test states, not history, of every instance that was asked for and not withdrawn within the nearest
//! transaction that encloses both ends, and stay closed until it is decided that no more will be asked for.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{Id, KindId, WaitId, WaitLink};

use super::guards::Guard;
use super::{elements, facts, settled};
use crate::cx::{Cx, Own};
use crate::expr::{Exprs, Piece, Scene};
use crate::{names, tokens};

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
        return facts::stands(&status, &instance_of(cx, kind, around), fact);
    }
    let link = cx.link(source).map(|(_, link)| link);
    let least = link.map_or(1, |link| link.min);
    if !cx.place(source).many {
        let field = cx.module(source);
        let status = quote!(case.#field.status);
        let own = Own::Always(quote!(case.#field));
        let stands = facts::stands(&status, &own, fact);
        return match (count.unwrap_or(least), count) {
            (0, Some(_)) => quote!(true),
            (1, _) => stands,
            (0, None) => {
                let decided = decided(cx, kind, source, around);
                let stands = tokens::one(stands);
                quote! {
                    #stands
                        || (#status.base == ::coact_runtime::ctp::Base::Initial && #decided)
                }
            }
            _ => quote!(false),
        };
    }
    let each = each(cx, kind, source, around);
    let instance = Own::Always(quote!(instance));
    let stands = facts::stands(&quote!(instance.status), &instance, fact);
    if let Some(count) = count {
        let count = count_literal(count);
        return quote!(#each.filter(|instance| #stands).count() >= #count);
    }
    let decided = decided(cx, kind, source, around);
    let (counter, count, enough) = if least == 0 {
        (quote!(), quote!(), quote!(#decided))
    } else {
        let least = count_literal(least);
        (
            quote!(let mut standing = 0_usize;),
            quote!(standing += 1;),
            quote!(standing >= #least && #decided),
        )
    };
    // Who asks whether they are withdrawn counts those too.
    let withdrawn = FactWord::Revocation(Act::Request, Outcome::Allowed);
    let counted = (fact != withdrawn).then(|| {
        quote! {
            // What was withdrawn or given up does not count.
            if matches!(
                instance.status.base,
                ::coact_runtime::ctp::Base::Initial
                    | ::coact_runtime::ctp::Base::Quitted
                    | ::coact_runtime::ctp::Base::Stopped
            ) {
                continue;
            }
        }
    });
    quote! {
        #counter
        for instance in #each {
            #counted
            if !#stands {
                return false;
            }
            #count
        }
        #enough
    }
}

pub(super) fn count_literal(count: u64) -> proc_macro2::Literal {
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

/// An iterator over the instances of `source` that `around` encloses directly.
pub(super) fn each(cx: &Cx<'_>, kind: KindId, source: KindId, around: KindId) -> TokenStream {
    let each = names::function("each", cx.kind_name(source));
    let key = around_key(cx, kind, around).map(Piece::reference);
    quote!(case.#each(#key))
}

/// Whether nothing more will be asked for: the maximum is reached, or the rules that ask have asked.
fn decided(cx: &Cx<'_>, kind: KindId, source: KindId, around: KindId) -> TokenStream {
    let Some((_, link_id)) = cx.place(source).parent else {
        return quote!(true);
    };
    let link = &cx.model.links[link_id];
    let responses = elements::responses(cx, link_id);
    let full = link.max.map(|max| {
        let max = count_literal(max);
        let each = live(cx, kind, source, around);
        quote!(#each >= #max)
    });
    if responses.is_empty() {
        return full.unwrap_or_else(|| quote!(false));
    }
    let asked = responses.iter().map(|(_, rule, response)| {
        let subject = around_key(cx, kind, rule.kind)
            .unwrap_or_else(|| cx.case_key());
        let exprs = Exprs::new(cx, Scene::Subject(subject));
        let occasion = occasion_of(cx, kind, rule.kind, rule.on);
        let each = each_any(cx, kind, source, around);
        // A rule has run only where its fact stands.
        let ran = quote!(#occasion > 0);
        match &response.each {
            Some((local, list)) => {
                let list = exprs.reference(list);
                let element = elements::per_element(cx, source);
                let mark = element.as_ref().map_or_else(
                    || quote!(::core::default::Default::default()),
                    |element| elements::mark(&exprs, element),
                );
                let name = if tokens::mentions(&mark, &names::local(local).to_string()) {
                    names::local(local)
                } else {
                    names::ident("_item")
                };
                quote! {
                    #ran && ::coact_runtime::expr::attempt(|| {
                        let occasion = #occasion;
                        ::coact_runtime::expr::all(#list, |#name| {
                            let element = Some(#mark);
                            Ok(#each.any(|instance| {
                                instance.element == element
                                    && (instance.status.is_live() || instance.last_request > occasion)
                            }))
                        })
                    }) == Ok(true)
                }
            }
            None => {
                let asked = quote! {
                    #each.any(|instance| instance.status.is_live() || instance.last_request > #occasion)
                };
                match &response.condition {
                    Some(condition) => {
                        let condition = exprs.eval(condition);
                        quote!(#ran && (#condition == Ok(false) || #asked))
                    }
                    None => quote!(#ran && #asked),
                }
            }
        }
    });
    let asked = quote!(#(#asked)&&*);
    match full {
        Some(full) => quote!((#full || (#asked))),
        None => asked,
    }
}

/// How many instances of `source` are live within `around`.
pub(super) fn live(cx: &Cx<'_>, kind: KindId, source: KindId, around: KindId) -> TokenStream {
    let each = each_any(cx, kind, source, around);
    quote!(#each.filter(|instance| instance.status.is_live()).count())
}

/// An iterator over the instances of `source` within `around`, also where there is one only.
pub(super) fn each_any(cx: &Cx<'_>, kind: KindId, source: KindId, around: KindId) -> TokenStream {
    if cx.place(source).many {
        each(cx, kind, source, around)
    } else {
        let field = cx.module(source);
        quote!(::core::iter::once(&case.#field))
    }
}

/// The version of the case right after the fact that an instance of `of` stands in, seen from an instance of
/// `kind`; 0 where it does not stand.
pub(super) fn occasion_of(cx: &Cx<'_>, kind: KindId, of: KindId, fact: FactWord) -> TokenStream {
    occasion(&instance_of(cx, kind, of), fact)
}

/// The instance of `of`, seen from one of `kind`, which is the same or enclosed by it.
fn instance_of(cx: &Cx<'_>, kind: KindId, of: KindId) -> Own {
    if of == kind {
        return cx.own_instance(kind);
    }
    let field = cx.module(of);
    match around_key(cx, kind, of) {
        None => Own::Always(quote!(case.#field)),
        Some(key) => {
            let key = key.reference();
            Own::Maybe(quote!(case.#field.get(#key).map(|entry| &entry.instance)))
        }
    }
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
