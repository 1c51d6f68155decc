//! When nothing more will be asked for.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::KindId;

use super::view::{View, each_any, living};
use super::{count_literal, occasion};
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::kind::elements;
use crate::{names, no_more, tokens};

/// Whether nothing more will be asked for: the maximum is reached, the rules that ask have asked, or somebody said so.
pub(super) fn decided(cx: &Cx<'_>, view: &View, source: KindId, around: KindId) -> TokenStream {
    let Some((_, link_id)) = cx.place(source).parent else {
        return quote!(true);
    };
    let link = &cx.model.links[link_id];
    let responses = cx.responses(link_id);
    let full = link.max.map(|max| {
        let max = count_literal(max);
        let each = living(cx, view, source, around);
        quote!(#each >= #max)
    });
    if responses.is_empty() {
        let said = no_more::of(cx, source)
            .map(|saying| view.instance(cx, saying.parent).field(&saying.name(cx)));
        return match (full, said) {
            (Some(full), Some(said)) => tokens::one(quote!(#said || #full)),
            (full, said) => full.or(said).unwrap_or_else(|| quote!(false)),
        };
    }
    let asked = responses.iter().map(|(_, rule, response)| {
        let subject = view.key(cx, rule.kind).unwrap_or_else(|| cx.case_key());
        let exprs = Exprs::new(cx, Scene::Subject(subject));
        let occasion = occasion(&view.instance(cx, rule.kind), rule.on);
        let each = each_any(cx, view, source, around);
        let name = cx
            .is_by_itself(rule, response)
            .then(|| cx.response_identity(rule, response));
        let answers = |occasion| elements::answers(cx, source, &occasion, name.as_deref());
        // A rule has run only where its fact stands.
        let ran = quote!(#occasion > 0);
        match &response.each {
            Some((local, list)) => {
                let list = exprs.reference(list);
                let payload = response.payload.iter().map(|(at, value)| (*at, value));
                let element = cx.element_of(local, payload);
                let mark = elements::mark(&exprs, &element);
                let name = if tokens::mentions(&mark, &names::local(local).to_string()) {
                    names::local(local)
                } else {
                    names::ident("_item")
                };
                let answers = tokens::one(answers(quote!(occasion)));
                quote! {
                    #ran && ::coact_runtime::expr::attempt(|| {
                        let occasion = #occasion;
                        ::coact_runtime::expr::all(#list, |#name| {
                            let element = Some(#mark);
                            Ok(#each.any(|instance| instance.element == element && #answers))
                        })
                    }) == Ok(true)
                }
            }
            None => {
                let answers = answers(occasion);
                let asked = quote!(#each.any(|instance| #answers));
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
        Some(full) => {
            let asked = tokens::one(asked);
            tokens::one(quote!(#full || #asked))
        }
        None => asked,
    }
}
