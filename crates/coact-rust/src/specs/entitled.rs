//! What specs need of the model beside the contract: a given history, and who is entitled to a command.

use proc_macro2::TokenStream;
use quote::quote;

use crate::cx::Cx;
use crate::{giver, names, no_more, plain, tokens};

/// The function that tells an act of the history.
pub(super) const TELLER: &str = "told";

/// `impl Specified`
pub(super) fn specified(cx: &Cx<'_>) -> TokenStream {
    let model = cx.model_type();
    let mut histories = Vec::new();
    for (kind, def) in cx.model.kinds.iter() {
        let case = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
        let (variant, module) = (names::ident(&def.name.text), cx.module(kind));
        histories.push(quote! {
            (super::Case::#case(case), super::Command::#variant(command)) => {
                super::#module::decide::<C, _>(case, ctx, command, facts)
            }
        });
    }
    histories.extend(no_more::decide_arms(cx, &quote!(C)));
    let nobody = cx.model.actors.ids().next().map(|actor| cx.role(actor));
    let entitled = if giver::is_asked(cx) {
        let known = quote!(<Self as ::coact_runtime::Model>::giver(case, command));
        match nobody {
            Some(role) => quote!(#known.unwrap_or((#role, None))),
            None => quote!(#known.unwrap_or((super::Role::Anyone, None))),
        }
    } else {
        let arms = giver::arms(cx);
        let rest = nobody.map(|role| quote!(_ => (#role, None),));
        quote!(match (case, command) { #(#arms)* #rest })
    };
    let told = plain::event_places(cx);
    let told = (!told.is_empty()).then(|| {
        let new_id = tokens::parameter("new_id", &quote!(#(#told)*));
        let rest = (!cx.model.kinds.is_empty()).then(|| quote!(_ => None,));
        quote! {
            fn told(
                event: &Self::Event,
                #new_id: ::coact_runtime::export::uuid::Uuid,
            ) -> ::core::option::Option<::coact_runtime::spec::Told<Self>> {
                match event { #(#told)* #rest }
            }
        }
    });
    // Acts of the history are told by their commands; where there is no transaction, there is none to tell.
    let function = names::ident(TELLER);
    let (teller, history) = if cx.model.kinds.is_empty() {
        let refused = quote!(Err(::coact_runtime::Rejection::identity()));
        (
            quote!(),
            quote!({ let _ = (case, ctx, command, facts, unchecked); #refused }),
        )
    } else {
        let teller = quote! {
        fn #function<C: ::coact_runtime::checks::Checks>(
            case: &super::Case,
            ctx: &::coact_runtime::Ctx<'_, #model>,
            command: super::Command,
            facts: &super::lookups::Facts,
        ) -> ::coact_runtime::Decision<::coact_runtime::Envelope<#model>> {
            match (case, command) {
                #(#histories)*
                _ => Err(::coact_runtime::Rejection::identity()),
            }
        }
        };
        let history = quote! {
            if unchecked {
                #function::<::coact_runtime::checks::Nothing>(case, ctx, command, facts)
            } else {
                #function::<::coact_runtime::checks::State>(case, ctx, command, facts)
            }
        };
        (teller, history)
    };
    quote! {
        #teller
        impl ::coact_runtime::spec::Specified for #model {
            fn history(
                case: &Self::Case,
                ctx: &::coact_runtime::Ctx<'_, Self>,
                command: Self::Command,
                facts: &Self::Facts,
                unchecked: bool,
            ) -> ::coact_runtime::Decision<::coact_runtime::Envelope<Self>> {
                #history
            }
            fn entitled(
                case: &Self::Case,
                command: &Self::Command,
            ) -> (Self::Role, ::core::option::Option<::coact_runtime::ActorId>) {
                #entitled
            }
            #told
        }
    }
}
