//! Tacit acts: performed in the same commit as the event that makes them legal.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Performer, Step};
use coact_model::model::{ActDef, KindId, LawBody, Type};

use super::{admits, in_command, instance, is_optional, least, operative, rules};
use crate::cx::Cx;
use crate::names;

/// The tacit acts of a kind that have an event.
fn tacit_acts<'a>(cx: &Cx<'a>, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
    cx.acts(kind)
        .filter(|def| def.tacit && matches!(def.step, Step::Base(act) if act != Act::Request))
}

/// Whether a kind has tacit acts.
pub(crate) fn has_tacit(cx: &Cx<'_>, kind: KindId) -> bool {
    tacit_acts(cx, kind).next().is_some()
}

/// Whether an event of `of` may make a tacit act of `kind` legal.
pub(crate) fn depends(cx: &Cx<'_>, kind: KindId, of: KindId) -> bool {
    tacit_acts(cx, kind).any(|def| {
        let Step::Base(act) = def.step else {
            return false;
        };
        let waits = cx
            .model
            .waits
            .values()
            .any(|wait| wait.target == (kind, act) && wait.source.0 == of);
        let laws = cx.model.orders().iter().any(|law| match &law.body {
            LawBody::Before(first, second) | LawBody::Precludes(first, second) => {
                *second == (kind, FactWord::Base(act)) && first.0 == of
            }
            LawBody::Excludes(..) | LawBody::Condition(_) => false,
        });
        let rules = rules::answers(cx, kind, def.step)
            .iter()
            .any(|answer| !answer.rule.assessments.is_empty());
        kind == of || waits || laws || rules || least::opens(cx, kind, act, of)
    })
}

/// `tacit`: the next tacit act of an instance.
pub(super) fn tacit(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    if !has_tacit(cx, kind) {
        return quote!();
    }
    let acts = tacit_acts(cx, kind).map(|def| act(cx, kind, def));
    let returned = instance::has_returns(cx, kind).then(|| {
        let returned = cx.own_instance(kind).field(&names::ident("returned"));
        quote! {
            // A return by an allowed revocation, or by a rejection, makes nothing tacit.
            if #returned { return None; }
        }
    });
    let (params, ctx, envelope) = (cx.site_params(kind), cx.ctx_type(), cx.envelope_type());
    quote! {
        /// The next tacit act of the instance.
        pub(super) fn tacit(#params, ctx: &#ctx) -> ::core::option::Option<#envelope> {
            #returned
            #(#acts)*
            None
        }
    }
}

fn act(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let may = admits::may(cx, kind, def.step, true, &quote!(at));
    let args = cx.site_args(kind);
    let mut conditions = vec![quote!(#may.is_ok())];
    for answer in rules::answers(cx, kind, def.step) {
        if answer.rule.kind != kind
            || answer.branch != rules::Branch::Then
            || answer.rule.assessments.is_empty()
            || !rules::is_plain(answer.rule)
        {
            continue;
        }
        let applies = rules::applies(cx, answer.id, kind);
        let all = answer.rule.assessments.iter().map(|assessment| {
            let call = rules::call(cx, answer.id, assessment);
            quote!(#call == Ok(true))
        });
        conditions.push(quote!((!#applies || #(#all)&&*)));
    }
    if operative::is_held_back(cx, kind, def) {
        let time = operative::call(cx, kind);
        conditions.push(quote!(#time.is_none_or(|due| due <= ctx.now)));
    }
    let party = match def.performer {
        Performer::Initiator => quote!(initiator(#args)),
        Performer::Executor => quote!(executor(#args)),
    };
    let command = blank(cx, kind, def);
    let variant = names::ident(&def.command.text);
    // One `if` in the other: edition 2021 knows no chain of both.
    quote! {
        if #(#conditions)&&* {
            if let Some(by) = #party {
                let command = Command::#variant(#command);
                let facts = ::core::default::Default::default();
                if let Ok(envelope) =
                    decide::<::coact_runtime::checks::State, _>(case, &ctx.tacit(by), command, &facts)
                {
                    return Some(envelope);
                }
            }
        }
    }
}

/// The command of an act that gives nothing: every field is left to the model, or absent.
pub(super) fn blank(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let name = names::ident(&def.command.text);
    let subject = cx.subject_field(kind);
    let key = cx.own_key(kind).value(cx.copies_key(cx.subject(kind)));
    let fields = def
        .payload
        .iter()
        .filter(|field| in_command(field))
        .map(|field| {
            let field = names::ident(&field.name.text);
            quote!(#field: None)
        });
    quote!(#name { #subject: #key, #(#fields),* })
}

/// Whether a tacit act could be performed without anybody giving it values.
pub(crate) fn is_blank(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    def.payload.iter().all(|field| {
        is_optional(cx, kind, field) || matches!(field.ty, Type::Optional(_)) || !in_command(field)
    })
}
