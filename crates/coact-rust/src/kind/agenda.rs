//! What people owe: the acts that are admitted and that nobody else performs, the settlements of pending
//! revocations, the requests of children that are still missing, and to say that no more of them will come.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Performer, Step};
use coact_model::model::{ActDef, KindId, ResponseLink};

use super::{admits, apart, authority, operative, rules, waits};
use crate::cx::Cx;
use crate::expr::Piece;
use crate::no_more::{self, Saying};
use crate::{names, tokens};

/// `agenda`: adds what is owed by the parties of this kind's instances.
pub(super) fn agenda(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let own: Vec<TokenStream> = [Performer::Initiator, Performer::Executor]
        .into_iter()
        .map(|performer| side(cx, kind, performer))
        .collect();
    let children = cx
        .children(kind)
        .into_iter()
        .filter_map(|(child, link)| missing(cx, kind, child, &cx.model.links[link]));
    let apart = cx.apart_children(kind).into_iter();
    let apart = apart.filter_map(|(child, link)| missing_apart(cx, kind, child, link));
    let open = no_more::within(cx, kind).into_iter();
    let open = open.map(|saying| undecided(cx, kind, &saying));
    let children: Vec<TokenStream> = children.chain(apart).chain(open).collect();
    let case = cx.case_type(kind);
    let model = cx.model_type();
    let body = if cx.place(kind).many {
        let field = cx.module(kind);
        quote! {
            for entry in &case.#field {
                let at = Site::of(entry);
                #(#own)* #(#children)*
            }
        }
    } else {
        quote!(#(#own)* #(#children)*)
    };
    quote! {
        /// Adds what the parties of this kind owe.
        pub(super) fn agenda(case: &#case, out: &mut ::std::vec::Vec<::coact_runtime::AgendaItem<#model>>) {
            #body
        }
    }
}

/// Requests are owed by their parents only, revocations are offered and never owed, and what is automated
/// waits for nobody.
fn is_owed(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    let due = match def.step {
        Step::Base(act) => act != Act::Request,
        Step::Allow(_) | Step::Refuse(_) => true,
        Step::Revoke(_) => false,
    };
    due && !cx.is_automated(kind, def.step)
}

/// What one of the parties owes. Acts on which only the pattern has a say share a loop.
fn side(cx: &Cx<'_>, kind: KindId, performer: Performer) -> TokenStream {
    let owed = cx
        .acts(kind)
        .filter(|def| def.performer == performer && is_owed(cx, kind, def));
    let (plain, other): (Vec<&ActDef>, Vec<&ActDef>) = owed.partition(|def| {
        admits::more(cx, kind, def).is_empty()
            && advice(cx, kind, def.step).is_none()
            && !operative::is_held_back(cx, kind, def)
    });
    let args = cx.site_args(kind);
    let party = match performer {
        Performer::Initiator => quote!(initiator(#args)),
        Performer::Executor => quote!(executor(#args)),
    };
    let role = authority::bound_role(cx, kind, performer);
    let key = cx.own_key(kind);
    let status = cx.own_status(kind);
    let plain = (!plain.is_empty()).then(|| {
        let steps = plain.iter().map(|def| {
            let (step, command) = (tokens::step(def.step), tokens::text(&def.command.text));
            quote!((#step, #command))
        });
        let none = quote!(::std::vec::Vec::new());
        let push = push(
            cx,
            kind,
            &quote!(Some(step)),
            &quote!(command),
            &role,
            &party,
            &key,
            &none,
            &quote!(None),
        );
        quote! {
            for (step, command) in [#(#steps),*] {
                if legal(#status, step).is_ok() { #push }
            }
        }
    });
    let other = other.into_iter().map(|def| {
        let may = admits::may(cx, kind, def.step, true, &quote!(at));
        let advice = advice(cx, kind, def.step).unwrap_or_else(|| quote!(::std::vec::Vec::new()));
        let (step, command) = (tokens::step(def.step), tokens::text(&def.command.text));
        let push = push(
            cx,
            kind,
            &quote!(Some(#step)),
            &quote!(#command),
            &role,
            &party,
            &key,
            &advice,
            &if operative::is_held_back(cx, kind, def) {
                operative::call(cx, kind)
            } else {
                quote!(None)
            },
        );
        quote!(if #may.is_ok() { #push })
    });
    quote!(#plain #(#other)*)
}

#[allow(clippy::too_many_arguments, reason = "the fields of one item")]
fn push(
    cx: &Cx<'_>,
    kind: KindId,
    step: &TokenStream,
    command: &TokenStream,
    role: &TokenStream,
    party: &TokenStream,
    key: &Piece,
    advice: &TokenStream,
    not_before: &TokenStream,
) -> TokenStream {
    let kind_name = tokens::text(cx.kind_name(kind));
    let key = key.clone().reference();
    quote! {
        out.push(::coact_runtime::AgendaItem {
            role: #role,
            party: #party,
            step: #step,
            kind: #kind_name,
            command: #command,
            subject: ::std::string::ToString::to_string(#key),
            advice: #advice,
            not_before: #not_before,
        });
    }
}

/// The assessments of rules that speak for an act, and fail.
fn advice(cx: &Cx<'_>, kind: KindId, step: Step) -> Option<TokenStream> {
    let answers = rules::answers(cx, kind, step);
    let speaking = answers.iter().filter(|answer| {
        answer.rule.kind == kind
            && answer.branch == rules::Branch::Then
            && answer
                .rule
                .assessments
                .iter()
                .any(|assessment| !assessment.condition.has_inputs())
    });
    let checks: Vec<TokenStream> = speaking
        .map(|answer| {
            let applies = rules::applies(cx, answer.id, kind);
            let checks = answer
                .rule
                .assessments
                .iter()
                .filter(|assessment| !assessment.condition.has_inputs())
                .map(|assessment| {
                    let call = rules::call(cx, answer.id, assessment);
                    let name = tokens::text(&assessment.name.text);
                    quote! {
                        if #call != Ok(true) {
                            advice.push(#name);
                        }
                    }
                });
            quote!(if #applies { #(#checks)* })
        })
        .collect();
    (!checks.is_empty()).then(|| {
        quote! {
            {
                let mut advice = ::std::vec::Vec::new();
                #(#checks)*
                advice
            }
        }
    })
}

/// A child that a person has to ask for, as long as there are fewer than the link demands.
fn missing(cx: &Cx<'_>, kind: KindId, child: KindId, link: &ResponseLink) -> Option<TokenStream> {
    let request = Step::Base(Act::Request);
    if link.min == 0 || cx.is_automated(child, request) {
        return None;
    }
    let def = cx.step(child, request)?;
    let module = cx.module(child);
    let key = cx.own_key(kind);
    let least = waits::count_literal(link.min);
    // Only live children count: what was declined or withdrawn has to be asked for again.
    let asked = quote!(instance.status.is_live());
    let few = if cx.place(child).many {
        let each = names::function("each", cx.kind_name(child));
        let around = cx.place(kind).many.then(|| key.clone().reference());
        quote!(case.#each(#around).filter(|instance| #asked).count() < #least)
    } else {
        quote!(!case.#module.status.is_live())
    };
    let args = if cx.place(child).many {
        let subject = if cx.place(child).own_subject {
            if !cx.draws_key(child) {
                return None;
            }
            let nil = quote!(::coact_runtime::export::uuid::Uuid::nil());
            super::site::drawn_as(cx, cx.subject(child), &nil)
        } else {
            key.clone().value(cx.copies_key(cx.subject(kind)))
        };
        let parent = (cx.place(child).own_subject && cx.place(kind).many).then(|| {
            let key = key.clone().reference();
            quote!(parent: #key,)
        });
        quote!(super::#module::Site {
            subject: &#subject,
            #parent
            instance: None,
        })
    } else {
        quote!()
    };
    let may = admits::may(cx, child, request, false, &args);
    let push = request_by(cx, kind, child, &def.command.text);
    Some(quote!(if #few && #may.is_ok() { #push }))
}

/// The same of a child that lives apart.
fn missing_apart(
    cx: &Cx<'_>,
    kind: KindId,
    child: KindId,
    link: &ResponseLink,
) -> Option<TokenStream> {
    let request = Step::Base(Act::Request);
    if link.min == 0 || cx.is_automated(child, request) {
        return None;
    }
    let def = cx.step(child, request)?;
    let each = names::function("each", cx.kind_name(child));
    let least = waits::count_literal(link.min);
    let may = apart::may_ask(cx, child);
    let push = request_by(cx, kind, child, &def.command.text);
    Some(quote! {
        if case.#each().filter(|child| child.status.is_live()).count() < #least && #may(case).is_ok() {
            #push
        }
    })
}

/// To say that no more will be asked for, as long as nobody has and more could be.
fn undecided(cx: &Cx<'_>, kind: KindId, saying: &Saying<'_>) -> TokenStream {
    let (said, args) = (saying.may(cx), cx.site_args(kind));
    let full = cx
        .link(saying.child)
        .and_then(|(_, link)| link.max)
        .map(|max| {
            let live = waits::live(cx, kind, saying.child, kind);
            let max = waits::count_literal(max);
            quote!(#live < #max &&)
        });
    let push = owed_by(
        cx,
        kind,
        saying.child,
        &quote!(None),
        &saying.command.name.text,
    );
    quote!(if #full #said(#args).is_ok() { #push })
}

/// Adds the request of a child.
fn request_by(cx: &Cx<'_>, kind: KindId, child: KindId, command: &str) -> TokenStream {
    let step = tokens::step(Step::Base(Act::Request));
    owed_by(cx, kind, child, &quote!(Some(#step)), command)
}

/// Adds what is owed by whoever of the two parties of `kind` may ask for a child.
fn owed_by(
    cx: &Cx<'_>,
    kind: KindId,
    child: KindId,
    step: &TokenStream,
    command: &str,
) -> TokenStream {
    let own = cx.site_args(kind);
    let (role, party) = authority::asking(cx, kind, child);
    let party = party.map_or_else(|| quote!(None), |party| quote!(#party(#own)));
    let command = tokens::text(command);
    push(
        cx,
        child,
        step,
        &quote!(#command),
        &role,
        &party,
        &cx.own_key(kind),
        &quote!(::std::vec::Vec::new()),
        &quote!(None),
    )
}
