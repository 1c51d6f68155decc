//! Who may give a command: in which role, and which party of the case.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Performer};
use coact_model::model::KindId;

use crate::cx::Cx;
use crate::kind::authority::{roles, themselves};
use crate::kind::is_optional;
use crate::{names, no_more, plain, tokens};

/// Whether the runtime asks: where automations over lists or translations give commands.
pub(crate) fn is_asked(cx: &Cx<'_>) -> bool {
    cx.model.automations.values().next().is_some()
        || cx.model.translations.values().next().is_some()
}

/// `giver`, in the contract.
pub(crate) fn method(cx: &Cx<'_>) -> Option<TokenStream> {
    if !is_asked(cx) {
        return None;
    }
    let arms = arms(cx);
    let cases = cx.model.cases.len() + plain::case_variants(cx).len();
    let kinds = cx.model.kinds.values().next().is_some();
    let rest = (kinds && cases > 1).then(|| quote!(_ => return None,));
    Some(quote! {
        fn giver(
            case: &Self::Case,
            command: &Self::Command,
        ) -> ::core::option::Option<(Self::Role, ::core::option::Option<::coact_runtime::ActorId>)> {
            Some(match (case, command) { #(#arms)* #rest })
        }
    })
}

/// Arms over a case and a command: the role and the party entitled to it, as a pair.
pub(crate) fn arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    let kinds = cx.model.kinds.iter().map(|(kind, def)| {
        let case = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
        let variant = names::ident(&def.name.text);
        let arms = of_kind(cx, kind);
        let case_pattern = if tokens::mentions(&arms, "case") {
            quote!(case)
        } else {
            quote!(_)
        };
        quote! {
            (super::Case::#case(#case_pattern), super::Command::#variant(command)) => { #arms }
        }
    });
    let groups = plain::groups(cx).into_iter();
    kinds
        .chain(groups.flat_map(|group| plain_arms(cx, group)))
        .chain(no_more::giver_arms(cx))
        .collect()
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
fn of_kind(cx: &Cx<'_>, kind: KindId) -> TokenStream {
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
        if is_optional(cx, kind, field) {
            return None;
        }
        let (command, field) = (names::ident(&request.command.text), names::ident(&field.name.text));
        Some(quote! {
            if let (None, super::#module::Command::#command(command)) = (&party, command) {
                (role, Some(::coact_runtime::ActorId::from(::core::clone::Clone::clone(&command.#field))))
            } else {
                (role, party)
            }
        })
    });
    let (initiator, executor) = (side(Performer::Initiator), side(Performer::Executor));
    match themselves {
        Some(themselves) => quote! {
            #site
            let (role, party) = match command.step().performer() { #initiator #executor };
            #themselves
        },
        None => quote! {
            #site
            match command.step().performer() { #initiator #executor }
        },
    }
}
