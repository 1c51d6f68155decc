//! Requests of children that live apart, as they are due in their parent.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::Act;

use super::{Work, children, command};
use crate::cx::Cx;
use crate::expr::Exprs;
use crate::kind::{apart, elements, waits};
use crate::{names, tokens};

/// Asks for a child, or for one per element.
pub(super) fn ask(cx: &Cx<'_>, work: &Work<'_>) -> TokenStream {
    let target = work.target.0;
    let each = names::function("each", cx.kind_name(target));
    let each = quote!(case.#each());
    let may = apart::may_ask(cx, target);
    let (by, role) = children::entitled(cx, work);
    let new = command::new_key(cx, work).unwrap_or_else(|| quote!(None));
    let command = command::command(cx, work, &new, false);
    let response = Some(work.response.as_str());
    let answers = elements::answers(cx, target, &quote!(occasion), response);
    let ask = match work.each {
        Some((local, list)) => {
            let exprs = Exprs::own(cx, work.source.0);
            let (items, iter) = exprs.items(list);
            let element = cx.element_of(local, work.payload.iter().copied());
            let mark = elements::mark(&exprs, &element);
            let text = if element.key.is_some() {
                quote!(::coact_runtime::expr::element(&#mark))
            } else {
                mark
            };
            let element = quote!(Some(::core::clone::Clone::clone(&mark)));
            let push = work.push(cx, &command, &by, &role, element);
            let name = names::local(local);
            let name = if tokens::mentions(&quote!(#text #push), &name.to_string()) {
                name
            } else {
                names::ident("_item")
            };
            quote! {
                #items
                for #name in #iter {
                    let mark = ::coact_runtime::expr::attempt(|| Ok(#text));
                    let Ok(mark) = mark else { continue };
                    let answered = #each.any(|child| child.element.as_ref() == Some(&mark) && (#answers));
                    if !answered && #may(case).is_ok() { #push }
                }
            }
        }
        None if work.times > 1 => {
            let nth = quote!(Some(::std::string::ToString::to_string(&nth)));
            let push = work.push(cx, &command, &by, &role, nth);
            let times = waits::count_literal(work.times);
            quote! {
                let asked = #each.filter(|child| #answers).count();
                for nth in asked..#times {
                    if #may(case).is_ok() { #push }
                }
            }
        }
        None => {
            let push = work.push(cx, &command, &by, &role, quote!(None));
            quote! {
                if !#each.any(|child| #answers) && #may(case).is_ok() { #push }
            }
        }
    };
    let again = again(cx, work, &by, &role);
    quote!(#ask #again)
}

/// Asks again for what was declined, with what was asked for.
fn again(
    cx: &Cx<'_>,
    work: &Work<'_>,
    by: &TokenStream,
    role: &TokenStream,
) -> Option<TokenStream> {
    let target = work.target.0;
    let again = children::again(work, &quote!(child)).filter(|_| children::declines(cx, target))?;
    let request = cx.act(target, Act::Request)?;
    let (module, subject) = (cx.module(target), cx.subject_field(target));
    let (variant, name) = (
        names::ident(cx.kind_name(target)),
        names::ident(&request.command.text),
    );
    let by_it = elements::by_response(cx, target, Some(&work.response));
    let by_it = by_it.map(|by_it| quote!(&& #by_it));
    let may = apart::may_ask(cx, target);
    let key = if cx.draws_key(target) {
        quote!(Some(key))
    } else {
        quote!(key)
    };
    let command = quote! {
        super::#module::Command::#name(super::#module::#name {
            #subject: #key,
            ..::core::clone::Clone::clone(request)
        })
    };
    let push = work.push(cx, &command, by, role, quote!(None));
    Some(quote! {
        for entry in &case.#module {
            let child = &entry.instance;
            let Some(super::Command::#variant(super::#module::Command::#name(request))) = &child.asked
            else { continue };
            if #again #by_it && #may(case).is_ok() {
                let Some((_, key)) = entry.subject.0.split_once('/') else { continue };
                let Ok(key) = key.parse() else { continue };
                let occasion = child.returned;
                #push
            }
        }
    })
}
