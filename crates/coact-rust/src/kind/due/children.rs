//! Requests of children that are due.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Base};
use coact_model::model::{ActorId, KindId};

use super::{Work, command};
use crate::cx::Cx;
use crate::expr::{Exprs, Piece};
use crate::kind::{admits, elements, site, waits};
use crate::{names, tokens};

/// Asks for a child, or for one per element.
pub(super) fn ask(cx: &Cx<'_>, work: &Work<'_>) -> TokenStream {
    if cx.place(work.target.0).own_subject {
        ask_several(cx, work)
    } else {
        ask_one(cx, work)
    }
}

/// The key of the transaction that encloses the child, seen from the source; none where there is one only.
fn parent_key(cx: &Cx<'_>, work: &Work<'_>) -> Option<Piece> {
    let parent = cx.parent(work.target.0)?;
    waits::around_key(cx, work.source.0, parent)
}

/// There is one child per parent, about the parent's subject.
fn ask_one(cx: &Cx<'_>, work: &Work<'_>) -> TokenStream {
    let (target, step) = work.target;
    let module = cx.module(target);
    let may = admits::may(cx, target, step, false, &quote!(child));
    let (find, subject) = match parent_key(cx, work) {
        None => (
            quote!(let instance = &case.#module;),
            cx.case_key().value(cx.copies_key(cx.subject(target))),
        ),
        Some(key) => {
            let reference = key.clone().reference();
            (
                quote! {
                    let blank = ::core::default::Default::default();
                    let child = super::#module::Site {
                        subject: #reference,
                        instance: case.#module.get(#reference).map(|entry| &entry.instance),
                    };
                    let instance: &super::#module::Instance = child.instance.unwrap_or(&blank);
                },
                key.value(cx.copies_key(cx.subject(target))),
            )
        }
    };
    let command = command::command(cx, work, &subject, false);
    let (by, role) = entitled(cx, work);
    let by = quote!(instance.initiator.clone().or_else(|| #by));
    let push = work.push(cx, &command, &by, &role, quote!(None));
    let again = again(work, &quote!(instance)).filter(|_| declines(cx, target));
    let (occasion, is_due) = match again {
        Some(again) => (
            quote! {
                let occasion = if first {
                    occasion
                } else {
                    instance.declined.as_ref().map_or(0, |decline| decline.version)
                };
            },
            quote!((first || #again)),
        ),
        None => (quote!(), quote!(first)),
    };
    quote! {
        #find
        let first = !instance.status.is_live() && instance.last_request <= occasion;
        if #is_due && #may.is_ok() {
            #occasion
            #push
        }
    }
}

/// Children have subjects of their own: one is asked for, or one per element.
fn ask_several(cx: &Cx<'_>, work: &Work<'_>) -> TokenStream {
    let (target, step) = work.target;
    let module = cx.module(target);
    let key = parent_key(cx, work).map(Piece::reference);
    let each = names::function("each", cx.kind_name(target));
    let each = quote!(case.#each(#key));
    let response = Some(work.response.as_str());
    let answers = elements::answers(cx, target, &quote!(occasion), response);
    let given = command::new_key(cx, work);
    let (subject, instance) = match &given {
        Some(_) => (
            Piece::Place(quote!(new_key)).value(cx.copies_key(cx.subject(target))),
            quote!(case.#module.get(&new_key).map(|entry| &entry.instance)),
        ),
        None => (quote!(None), quote!(None)),
    };
    let parent = key.as_ref().map(|key| quote!(parent: #key,));
    let (by, role) = entitled(cx, work);
    let command = command::command(cx, work, &subject, false);
    let new = quote! {
        super::#module::Site { subject: &new_key, #parent instance: #instance }
    };
    let may = admits::may(cx, target, step, false, &new);
    let admitted = quote!(#may.is_ok());
    let entry = quote!(super::#module::Site::of(entry));
    let may_again = admits::may(cx, target, step, false, &entry);
    let ask = match work.each {
        Some((local, list)) => {
            let exprs = Exprs::own(cx, work.source.0);
            let (items, iter) = exprs.items(list);
            let element = cx.element_of(local, work.payload.iter().copied());
            let mark = elements::mark(&exprs, &element);
            let text = if element.key.is_some() {
                quote!(Some(::coact_runtime::expr::element(&mark)))
            } else {
                quote!(Some(::core::clone::Clone::clone(&mark)))
            };
            let push = work.push(cx, &command, &by, &role, text);
            let known = given.as_ref().map(|key| {
                quote! {
                    let new_key = ::coact_runtime::expr::attempt(|| Ok(#key));
                    let Ok(new_key) = new_key else { continue };
                }
            });
            let name = names::local(local);
            let name = if tokens::mentions(&quote!(#mark #known #push), &name.to_string()) {
                name
            } else {
                names::ident("_item")
            };
            let each_answers = tokens::one(answers);
            quote! {
                #items
                for #name in #iter {
                    let mark = ::coact_runtime::expr::attempt(|| Ok(#mark));
                    let Ok(mark) = mark else { continue };
                    #known
                    let answered = #each.any(|instance| {
                        instance.element.as_ref() == Some(&mark) && #each_answers
                    });
                    if !answered && #admitted { #push }
                }
            }
        }
        None if work.times > 1 => {
            let text = quote!(Some(::std::string::ToString::to_string(&nth)));
            let push = work.push(cx, &command, &by, &role, text);
            let times = waits::count_literal(work.times);
            quote! {
                let asked = #each
                    .filter(|instance| #answers)
                    .count();
                for nth in asked..#times {
                    if #admitted { #push }
                }
            }
        }
        None => {
            let push = work.push(cx, &command, &by, &role, quote!(None));
            quote! {
                let answered = #each.any(|instance| #answers);
                if !answered && #admitted { #push }
            }
        }
    };
    let again = again(work, &quote!(instance)).filter(|_| declines(cx, target)).map(|again| {
        let subject = Piece::Place(quote!(entry.subject)).value(cx.copies_key(cx.subject(target)));
        let subject = if given.is_some() { subject } else { quote!(Some(#subject)) };
        let command = command::command(cx, work, &subject, true);
        let by = quote!(instance.initiator.clone().or_else(|| #by));
        let push = work.push(cx, &command, &by, &role, quote!(None));
        let by_it = elements::by_response(cx, target, response).map(|by_it| quote!(&& #by_it));
        let inside = key.as_ref().map(|key| quote!(&& entry.parent == *#key));
        quote! {
            for entry in &case.#module {
                let instance = &entry.instance;
                if #again #by_it #inside && #may_again.is_ok() {
                    let occasion = instance.declined.as_ref().map_or(0, |decline| decline.version);
                    #push
                }
            }
        }
    });
    let ask = match (&given, work.each) {
        // Each element has its own.
        (Some(_), Some(_)) => ask,
        (Some(key), None) => quote! {
            let new_key = ::coact_runtime::expr::attempt(|| Ok(#key));
            if let Ok(new_key) = new_key { #ask }
        },
        (None, _) => {
            let nil = quote!(::coact_runtime::export::uuid::Uuid::nil());
            let drawn = site::drawn_as(cx, cx.subject(target), &nil);
            quote!(let new_key = #drawn; #ask)
        }
    };
    quote!(#ask #again)
}

pub(super) fn declines(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.act(kind, Act::Decline).is_some()
}

/// Whether a declined instance is asked for again.
pub(super) fn again(work: &Work<'_>, instance: &TokenStream) -> Option<TokenStream> {
    let retry = work.retry?;
    let declined = tokens::base(Base::Declined);
    let limit = retry.times.map(|times| {
        let times = proc_macro2::Literal::u64_unsuffixed(times);
        quote!(&& #instance.declines <= #times)
    });
    Some(quote! {
        #instance.status.base == #declined && #instance.status.pending.is_none() #limit
    })
}

/// In whose name a child is asked for, and in which role: the party of the source who plays an initiator's
/// role, else that of the transaction around.
pub(super) fn entitled(cx: &Cx<'_>, work: &Work<'_>) -> (TokenStream, TokenStream) {
    let (target, _) = work.target;
    let source = work.source.0;
    let roles = &cx.kind(target).initiators;
    let plays = |actor: &ActorId| roles.contains(actor);
    let args = cx.site_args(source);
    if plays(&cx.kind(source).executor) {
        return (quote!(executor(#args)), cx.role(cx.kind(source).executor));
    }
    if let Some(role) = cx.kind(source).initiators.iter().find(|actor| plays(actor)) {
        return (quote!(initiator(#args)), cx.role(*role));
    }
    if let Some(parent) = cx.parent(target).filter(|parent| !cx.place(*parent).many) {
        let module = cx.module(parent);
        if plays(&cx.kind(parent).executor) {
            return (
                quote!(super::#module::executor(case)),
                cx.role(cx.kind(parent).executor),
            );
        }
        if let Some(role) = cx.kind(parent).initiators.iter().find(|actor| plays(actor)) {
            return (quote!(super::#module::initiator(case)), cx.role(*role));
        }
    }
    let first = roles.first().map(|role| cx.role(*role));
    (quote!(None), quote!(#first))
}
