//! Module `conformance`: every step of every kind, in every state, by everybody, against the table.

mod permissive;
mod sample;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{self, Act, FactWord, Step};
use coact_model::model::{ActorId, KindId, LawBody};

use crate::cx::Cx;
use crate::kind::authority::roles;
use crate::{names, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let tests = cx.model.kinds.ids().map(|kind| test(cx, kind));
    quote!(#(#tests)*)
}

fn test(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let function = names::ident(&format!(
        "{}_follows_the_pattern",
        names::module_text(cx.kind_name(kind))
    ));
    let name = tokens::text(cx.kind_name(kind));
    let docs = tokens::doc(&format!(
        "Every step of `{}` in every state, by the party, by others, and without the role.",
        cx.kind_name(kind)
    ));
    let model = cx.model_type();
    let rows = rows(cx, kind);
    let case = permissive::case(cx, kind);
    let steps = cx.acts(kind).map(|def| {
        let step = tokens::step(def.step);
        let actor = roles(cx, kind, def.performer).first().copied();
        let role = actor.map(|actor| cx.role(actor));
        let party = actor.map(|actor| party(cx, actor));
        let gated = is_gated(cx, kind, def.step);
        quote!((#step, #role, #party, #gated))
    });
    let commands = cx.acts(kind).map(|def| {
        let (step, command) = (tokens::step(def.step), sample::command(cx, kind, def));
        quote!(#step => #command,)
    });
    let fallback = cx
        .acts(kind)
        .next()
        .map(|def| sample::command(cx, kind, def));
    let status = permissive::status(cx, kind);
    let variant = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
    quote! {
        #docs
        #[test]
        fn #function() -> ::coact_runtime::spec::Outcome {
            const LEGAL: &[::coact_runtime::spec::Row] = {
                use ::coact_runtime::ctp::{Act, Base, Step};
                &[#(#rows),*]
            };
            #case
            let start = case;
            let walked = ::coact_runtime::spec::walk::<#model>(&::coact_runtime::spec::Walk {
                kind: #name,
                steps: &[#(#steps),*],
                legal: LEGAL,
                case: &|status| {
                    let mut case = ::core::clone::Clone::clone(&start);
                    #status
                    case
                },
                command: &|step| match step { #(#commands)* _ => #fallback },
                status: &|case| {
                    #[allow(irrefutable_let_patterns, reason = "there may be one case kind only")]
                    if let super::Case::#variant(case) = case { status_of(case) } else {
                        ::core::default::Default::default()
                    }
                },
            })?;
            ::std::println!("{}: {walked}", #name);
            Ok(())
        }
    }
}

/// The legal steps as data.
fn rows(cx: &Cx<'_>, kind: KindId) -> Vec<TokenStream> {
    let (profile, def) = (cx.model.profile, cx.kind(kind));
    let folded = def.is_tacit(Act::Execute);
    let mut rows = Vec::new();
    for status in ctp::statuses(profile, def.pattern) {
        for act in cx.acts(kind) {
            let Some(to) = ctp::next(profile, def.pattern, folded, status, act.step) else {
                continue;
            };
            let base = |base| {
                let word = tokens::base_word(base);
                quote!(Base::#word)
            };
            let pending = |pending: Option<Act>| match pending {
                Some(act) => {
                    let word = tokens::act_word(act);
                    quote!(Some(Act::#word))
                }
                None => quote!(None),
            };
            let (of, word) = match act.step {
                Step::Base(act) => (quote!(Do), act),
                Step::Revoke(act) => (quote!(Revoke), act),
                Step::Allow(act) => (quote!(Allow), act),
                Step::Refuse(act) => (quote!(Refuse), act),
            };
            let word = tokens::act_word(word);
            let (from, was, into, is) = (
                base(status.base),
                pending(status.pending),
                base(to.base),
                pending(to.pending),
            );
            rows.push(quote!((#from, #was, Step::#of(Act::#word), #into, #is)));
        }
    }
    rows
}

/// Who fills a role: known as the entity, or by the role's name.
fn party(cx: &Cx<'_>, actor: ActorId) -> TokenStream {
    match cx.actor(actor).is {
        Some(entity) => {
            let key = sample::key(cx, entity);
            quote!(::coact_runtime::ActorId::from(#key))
        }
        None => {
            let name = tokens::text(&cx.actor(actor).name.text);
            quote!(::coact_runtime::ActorId::from(#name))
        }
    }
}

/// Whether something that cannot be permitted beside everything else may hold a step back: a wait for what
/// encloses the kind, or a law.
fn is_gated(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    let Step::Base(act) = step else { return false };
    let around = cx.enclosing(kind);
    let waits = cx.model.waits.values().any(|wait| {
        wait.target == (kind, act)
            && (around.contains(&wait.source.0) || !matches!(wait.source.1, FactWord::Base(_)))
    });
    let laws = cx
        .model
        .entities
        .values()
        .flat_map(|entity| &entity.laws)
        .any(|law| match &law.body {
            LawBody::Before(_, second) | LawBody::Precludes(_, second) => {
                *second == (kind, FactWord::Base(act))
            }
            LawBody::Excludes(..) | LawBody::Condition(_) => false,
        });
    let free = act == Act::Request
        && cx
            .link(kind)
            .is_some_and(|(_, link)| link.policy == coact_model::model::Policy::Free);
    waits || laws || free
}
