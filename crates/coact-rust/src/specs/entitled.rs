//! What specs need of the model beside the contract: a given history, and who is entitled to a command.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Performer, Step};
use coact_model::model::{ActDef, KindId};

use crate::cx::Cx;
use crate::kind::authority::{roles, themselves};
use crate::{names, tokens};

/// `impl Specified`
pub(super) fn specified(cx: &Cx<'_>) -> TokenStream {
    let model = cx.model_type();
    let mut histories = Vec::new();
    let mut entitled = Vec::new();
    for (kind, def) in cx.model.kinds.iter() {
        let case = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
        let (variant, module) = (names::ident(&def.name.text), cx.module(kind));
        histories.push(quote! {
            (super::Case::#case(case), super::Command::#variant(command)) => {
                super::#module::decide::<C>(case, ctx, command, facts)
            }
        });
        let arms = cx.acts(kind).map(|act| {
            let command = names::ident(&act.command.text);
            let party = party(cx, kind, act);
            let pattern = if tokens::mentions(&party, "command") {
                quote!(command)
            } else {
                quote!(_)
            };
            quote!(super::#module::Command::#command(#pattern) => #party,)
        });
        let arms = quote!(#(#arms)*);
        let case_pattern = if tokens::mentions(&arms, "case") {
            quote!(case)
        } else {
            quote!(_)
        };
        entitled.push(quote! {
            (super::Case::#case(#case_pattern), super::Command::#variant(command)) => match command { #arms },
        });
    }
    let nobody = cx.model.actors.ids().next().map(|actor| cx.role(actor));
    let nobody = nobody.map(|role| quote!(_ => (#role, None),));
    quote! {
        fn told<C: ::coact_runtime::checks::Checks>(
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
        impl ::coact_runtime::spec::Specified for #model {
            fn history(
                case: &Self::Case,
                ctx: &::coact_runtime::Ctx<'_, Self>,
                command: Self::Command,
                facts: &Self::Facts,
                unchecked: bool,
            ) -> ::coact_runtime::Decision<::coact_runtime::Envelope<Self>> {
                if unchecked {
                    told::<::coact_runtime::checks::Nothing>(case, ctx, command, facts)
                } else {
                    told::<::coact_runtime::checks::State>(case, ctx, command, facts)
                }
            }
            fn entitled(
                case: &Self::Case,
                command: &Self::Command,
            ) -> (Self::Role, ::core::option::Option<::coact_runtime::ActorId>) {
                match (case, command) {
                    #(#entitled)*
                    #nobody
                }
            }
        }
    }
}

/// The role and the party entitled to a command, as a pair.
fn party(cx: &Cx<'_>, kind: KindId, act: &ActDef) -> TokenStream {
    let module = cx.module(kind);
    let function = match act.performer {
        Performer::Initiator => quote!(initiator),
        Performer::Executor => quote!(executor),
    };
    let role = roles(cx, kind, act.performer)
        .first()
        .map(|role| cx.role(*role));
    let subject = cx.subject_field(kind);
    let bound = if !cx.place(kind).many {
        quote!(super::#module::#function(case))
    } else {
        let draws = act.step == Step::Base(Act::Request) && cx.draws_key(kind);
        let site = if draws {
            quote!(command.#subject.as_ref().and_then(|key| super::#module::site(case, key).ok()))
        } else {
            quote!(super::#module::site(case, &command.#subject).ok())
        };
        quote!(#site.and_then(|at| super::#module::#function(case, at)))
    };
    let bound = match themselves(cx, kind, act) {
        Some((field, _)) => {
            let name = names::ident(&field.name.text);
            quote!(#bound.or_else(|| Some(::coact_runtime::ActorId::from(
                ::core::clone::Clone::clone(&command.#name)
            ))))
        }
        None => bound,
    };
    // In several roles: the one it was asked in.
    let role = if roles(cx, kind, act.performer).len() > 1 && !cx.place(kind).many {
        quote!(case.#module.requested.as_ref().map_or(#role, |request| request.role))
    } else {
        quote!(#role)
    };
    quote!((#role, #bound))
}
