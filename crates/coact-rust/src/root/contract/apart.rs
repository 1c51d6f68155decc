//! What the runtime asks of a model in which children live apart.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::CaseKindId;

use crate::case::apart;
use crate::cx::Cx;
use crate::names;

/// The variant of commands and events by which cases ask of each other what a token needs.
pub(crate) const VARIANT: &str = "Apart";

/// The case kinds that tokens bind to others, as variants.
fn bound(cx: &Cx<'_>) -> Vec<(CaseKindId, Ident)> {
    let cases = cx.model.cases.iter();
    let bound = cases.filter(|(id, _)| apart::is_bound(cx, *id));
    bound
        .map(|(id, case)| (id, names::ident(&cx.entity(case.entity).name.text)))
        .collect()
}

pub(super) fn constant(cx: &Cx<'_>) -> Option<TokenStream> {
    let is_apart = cx.has_apart();
    is_apart.then(|| {
        quote!(
            const APART: bool = true;
        )
    })
}

/// Where such a command goes is said by whoever gives it: the shell.
pub(super) fn place_arm(cx: &Cx<'_>) -> Option<TokenStream> {
    let is_apart = cx.has_apart();
    is_apart.then(
        || quote!(super::Command::Apart(passed) => ::coact_runtime::Place::Case(passed.about()),),
    )
}

pub(super) fn decide_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    let cases = bound(cx).into_iter();
    let arms = cases.map(|(_, case)| {
        quote!((super::Case::#case(case), super::Command::Apart(passed)) => case.pass(ctx, passed),)
    });
    arms.collect()
}

pub(super) fn functions(cx: &Cx<'_>) -> TokenStream {
    if !cx.has_apart() {
        return quote!();
    }
    let bound = bound(cx);
    let borrows = bound.iter().filter_map(|(id, case)| {
        let kind = names::ident(cx.kind_name(cx.apart_root(*id)?));
        Some(quote! {
            (super::Case::#case(case), super::Command::#kind(command)) => case.borrows(command),
        })
    });
    let messages = bound
        .iter()
        .map(|(_, case)| quote!(super::Case::#case(case) => case.messages(out),));
    let all = bound.len() == cx.model.cases.len() && crate::plain::case_variants(cx).is_empty();
    let rest = (!all).then(|| quote!(_ => {}));
    quote! {
        fn borrows(
            case: &Self::Case,
            command: &Self::Command,
        ) -> ::core::option::Option<::coact_runtime::CaseId> {
            match (case, command) { #(#borrows)* _ => None }
        }
        fn messages(
            case: &Self::Case,
            out: &mut ::std::vec::Vec<::coact_runtime::apart::Message<Self>>,
        ) {
            match case { #(#messages)* #rest }
        }
        fn pass(
            passed: ::coact_runtime::apart::Passed<Self::Command>,
        ) -> ::core::option::Option<Self::Command> {
            Some(super::Command::Apart(passed))
        }
        fn is_passed(command: &Self::Command) -> bool {
            matches!(command, super::Command::Apart(_))
        }
        fn noted(
            event: &Self::Event,
        ) -> ::core::option::Option<&::coact_runtime::apart::Noted<Self::Command>> {
            match event {
                super::Event::Apart(noted) => Some(noted),
                _ => None,
            }
        }
    }
}
