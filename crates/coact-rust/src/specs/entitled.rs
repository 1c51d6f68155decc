//! What specs need of the model beside the contract: a given history, and who is entitled to a command.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Performer};
use coact_model::model::KindId;

use crate::cx::Cx;
use crate::kind::authority::{roles, themselves};
use crate::{names, plain, tokens};

/// The function that tells an act of the history.
pub(super) const TELLER: &str = "told";

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
                super::#module::decide::<C, _>(case, ctx, command, facts)
            }
        });
        let arms = arms(cx, kind);
        let case_pattern = if tokens::mentions(&arms, "case") {
            quote!(case)
        } else {
            quote!(_)
        };
        entitled.push(quote! {
            (super::Case::#case(#case_pattern), super::Command::#variant(command)) => { #arms }
        });
    }
    for group in plain::groups(cx) {
        entitled.extend(plain_arms(cx, group));
    }
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
    let nobody = cx.model.actors.ids().next().map(|actor| cx.role(actor));
    let nobody = nobody.map(|role| quote!(_ => (#role, None),));
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
                match (case, command) {
                    #(#entitled)*
                    #nobody
                }
            }
            #told
        }
    }
}

/// Who may give a plain command.
fn plain_arms(cx: &Cx<'_>, group: plain::Group) -> Vec<TokenStream> {
    let (variant, module) = (group.variant(cx), group.module(cx));
    let arms = group.commands(cx).map(|(_, command)| {
        let name = names::ident(&command.name.text);
        let role = match command.by.first() {
            Some(actor) => cx.role(*actor),
            None => quote!(super::Role::Anyone),
        };
        quote! {
            (_, super::Command::#variant(super::#module::Command::#name(_))) => (#role, None),
        }
    });
    arms.collect()
}

/// The role and the party entitled to a command, as a pair: by who performs its step.
fn arms(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let module = cx.module(kind);
    let many = cx.place(kind).many;
    let site = if !many {
        quote!()
    } else if cx.draws_key(kind) {
        quote!(let at = command.subject().and_then(|key| super::#module::site(case, key).ok());)
    } else {
        quote!(let at = super::#module::site(case, command.subject()).ok();)
    };
    let side = |performer: Performer| {
        let (word, function) = match performer {
            Performer::Initiator => (quote!(Initiator), quote!(initiator)),
            Performer::Executor => (quote!(Executor), quote!(executor)),
        };
        let role = roles(cx, kind, performer)
            .first()
            .map(|role| cx.role(*role));
        // In several roles: the one it was asked in.
        let role = if roles(cx, kind, performer).len() > 1 && !many {
            quote!(case.#module.requested.as_ref().map_or(#role, |request| request.role))
        } else {
            quote!(#role)
        };
        let party = if many {
            quote!(at.and_then(|at| super::#module::#function(case, at)))
        } else {
            quote!(super::#module::#function(case))
        };
        quote!(::coact_runtime::ctp::Performer::#word => (#role, #party),)
    };
    let themselves = cx.act(kind, Act::Request).and_then(|request| {
        // Of several nobody can say which is the performer.
        let known = themselves(cx, kind, request);
        let [(_, fields)] = known.as_slice() else {
            return None;
        };
        let [field] = fields.as_slice() else {
            return None;
        };
        let (command, field) = (names::ident(&request.command.text), names::ident(&field.name.text));
        Some(quote! {
            if let (None, super::#module::Command::#command(command)) = (&party, command) {
                return (role, Some(::coact_runtime::ActorId::from(::core::clone::Clone::clone(&command.#field))));
            }
        })
    });
    let (initiator, executor) = (side(Performer::Initiator), side(Performer::Executor));
    match themselves {
        Some(themselves) => quote! {
            #site
            let (role, party) = match command.step().performer() { #initiator #executor };
            #themselves
            (role, party)
        },
        None => quote! {
            #site
            match command.step().performer() { #initiator #executor }
        },
    }
}
