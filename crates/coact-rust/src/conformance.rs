//! Module `conformance`: every step of every kind, in every state, by everybody, against the table.

mod permissive;
mod sample;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use coact_model::ctp::{self, Act, FactWord, Performer, Step};
use coact_model::model::{ActorId, KindId, LawBody};

use crate::cx::Cx;
use crate::kind::authority::roles;
use crate::kind::least;
use crate::{names, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let keys = cx
        .model
        .entities
        .ids()
        .map(|entity| sample::key_function(cx, entity));
    let parties = cx.model.actors.ids().map(|actor| party_function(cx, actor));
    let samples = cx.model.kinds.ids().map(|kind| sample::function(cx, kind));
    let tests = cx.model.kinds.ids().map(|kind| test(cx, kind));
    quote! {
        use ::coact_runtime::steps;
        #(#keys)* #(#parties)* #(#samples)* #(#tests)*
    }
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
    let side = |performer: Performer| {
        let actor = roles(cx, kind, performer).first().copied();
        let (role, party) = (
            actor.map(|actor| cx.role(actor)),
            actor.map(|actor| party(cx, actor)),
        );
        quote!((#role, #party))
    };
    let (initiator, executor) = (side(Performer::Initiator), side(Performer::Executor));
    let gated = cx
        .acts(kind)
        .filter(|def| is_gated(cx, kind, def.step))
        .map(|def| tokens::step(def.step));
    let command = sample::name(cx, kind);
    let module = cx.module(kind);
    let status = permissive::status(cx, kind);
    let variant = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
    quote! {
        #docs
        #[test]
        fn #function() -> ::coact_runtime::spec::Outcome {
            const LEGAL: &[&str] = &[#(#rows),*];
            #case
            let start = case;
            let walked = ::coact_runtime::spec::walk::<#model>(&::coact_runtime::spec::Walk {
                kind: #name,
                initiator: #initiator,
                executor: #executor,
                steps: super::#module::STEPS,
                gated: &[#(#gated),*],
                legal: LEGAL,
                case: &|status| {
                    let mut case = ::core::clone::Clone::clone(&start);
                    #status
                    case
                },
                command: &#command,
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

/// The legal steps as text, one line per status.
fn rows(cx: &Cx<'_>, kind: KindId) -> Vec<Literal> {
    let (profile, def) = (cx.model.profile, cx.kind(kind));
    let folded = def.is_tacit(Act::Execute);
    let status_text = |status: ctp::Status| {
        let base = tokens::base_word(status.base).to_string().to_lowercase();
        match status.pending {
            Some(act) => format!("{base}+{}", act.word()),
            None => base,
        }
    };
    let step_text = |step: Step| match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke-{}", act.word()),
        Step::Allow(act) => format!("allow-{}", act.word()),
        Step::Refuse(act) => format!("refuse-{}", act.word()),
    };
    let mut rows = Vec::new();
    for status in ctp::statuses(profile, def.pattern).iter().copied() {
        let mut row = format!("{}:", status_text(status));
        for act in cx.acts(kind) {
            if let Some(to) = ctp::next(profile, def.pattern, folded, status, act.step) {
                row.push_str(&format!(" {}>{}", step_text(act.step), status_text(to)));
            }
        }
        rows.push(tokens::text(&row));
    }
    rows
}

/// Who fills a role.
fn party(cx: &Cx<'_>, actor: ActorId) -> TokenStream {
    let function = party_name(cx, actor);
    quote!(#function())
}

fn party_name(cx: &Cx<'_>, actor: ActorId) -> Ident {
    names::ident(&format!("party_{}", cx.actor(actor).name.text))
}

/// The function that tells who fills a role: known as the entity, or by the role's name.
fn party_function(cx: &Cx<'_>, actor: ActorId) -> TokenStream {
    let function = party_name(cx, actor);
    let party = match cx.actor(actor).is {
        Some(entity) => {
            let key = sample::key(cx, entity);
            quote!(::coact_runtime::ActorId::from(#key))
        }
        None => {
            let name = tokens::text(&cx.actor(actor).name.text);
            quote!(::coact_runtime::ActorId::from(#name))
        }
    };
    quote! {
        fn #function() -> ::coact_runtime::ActorId {
            #party
        }
    }
}

/// Whether something that cannot be permitted beside everything else may hold a step back: a wait for what
/// encloses the kind or for several of a kind, of which the case has one, or a law.
fn is_gated(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    if least::gates(cx, kind, step) {
        return true;
    }
    let Step::Base(act) = step else { return false };
    let around = cx.enclosing(kind);
    let waits = cx.model.waits.values().any(|wait| {
        let link = cx.link(wait.source.0).map(|(_, link)| link);
        let least = wait.count.or(link.map(|link| link.min));
        // There is one of each kind in a walk.
        let several = least.is_some_and(|least| least > 1);
        wait.target == (kind, act)
            && (several
                || cx.several_ask(wait.source.0)
                || around.contains(&wait.source.0)
                || !matches!(wait.source.1, FactWord::Base(_)))
    });
    let laws = cx.model.orders().iter().any(|law| match &law.body {
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
