//! The fold of one instance of a transaction kind.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{self, Act, Base, Performer, Status, Step};
use coact_model::model::KindId;

use super::{automation, elements, settled};
use crate::cx::Cx;
use crate::{names, no_more, tokens};

/// Struct `Instance` with its fold.
pub(super) fn instance(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let docs = tokens::doc(&format!(
        "One instance of `{}`: where it stands, who takes part, and what its standing acts said.",
        cx.kind_name(kind)
    ));
    let slots = cx.base_acts(kind).map(|(act, def)| {
        let docs = tokens::doc(&format!("The {} that stands.", noun(act)));
        let (slot, event) = (names::slot(act), names::ident(&def.event.text));
        quote! {
            #docs
            pub #slot: ::core::option::Option<::coact_runtime::Performed<super::Role, #event>>
        }
    });
    let lasts = automation::remembered(cx, kind).into_iter().map(|act| {
        let docs = tokens::doc(&format!(
            "The case's version right after the latest {}, whether or not it still stands; 0 before the first.",
            noun(act)
        ));
        let last = last(act);
        quote!(#docs pub #last: u64)
    });
    let declines = counts_declines(cx, kind).then(|| {
        quote! {
            /// How often it was declined.
            pub declines: u64,
        }
    });
    let pending = cx.revocable(kind).then(|| {
        quote! {
            /// The case's version right after the revocation that is pending was asked for.
            pub pending_since: u64,
        }
    });
    let settled = settled::fields(cx, kind);
    let returned = has_returns(cx, kind).then(|| {
        quote! {
            /// Whether an allowed revocation, or a rejection, led to where it stands: that makes nothing tacit.
            pub returned: bool,
        }
    });
    let element = elements::remembered(cx, kind).map(|ty| {
        quote! {
            /// The element of the list that it was asked for, where a rule goes through one.
            pub element: ::core::option::Option<#ty>,
        }
    });
    let response = remembers_response(cx, kind).then(|| {
        quote! {
            /// The response of a rule that asked for it; none where a person did.
            pub response: ::core::option::Option<::std::string::String>,
        }
    });
    let no_more = no_more::fields(cx, kind);
    let arms = arms(cx, kind);
    let envelope = cx.envelope_type();
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Instance {
            /// Where it stands.
            pub status: ::coact_runtime::ctp::Status,
            /// Who asked; bound by the request.
            pub initiator: ::core::option::Option<::coact_runtime::ActorId>,
            /// Who was asked; bound by their first act.
            pub executor: ::core::option::Option<::coact_runtime::ActorId>,
            #(#slots,)*
            #(#lasts,)*
            #declines
            #pending
            #settled
            #returned
            #element
            #response
            #no_more
        }
        impl Instance {
            /// Folds one event; `version` is the case's right after it.
            pub fn evolve(&mut self, version: u64, envelope: &#envelope, event: &Event) {
                use ::coact_runtime::ctp::{Act, Base, Status};
                match event { #(#arms)* }
            }
        }
    }
}

/// The arms that fold the events of a kind; events that do the same share one.
fn arms(cx: &Cx<'_>, kind: KindId) -> Vec<TokenStream> {
    let mut arms: Vec<(String, TokenStream, Vec<TokenStream>)> = Vec::new();
    for def in cx.acts(kind) {
        let event = names::ident(&def.event.text);
        let body = fold(cx, kind, def.step);
        if matches!(def.step, Step::Base(_)) {
            arms.push((String::new(), body, vec![quote!(Event::#event(event))]));
            continue;
        }
        let text = body.to_string();
        let pattern = quote!(Event::#event(_));
        match arms.iter_mut().find(|(known, ..)| *known == text) {
            Some((_, _, patterns)) => patterns.push(pattern),
            None => arms.push((text, body, vec![pattern])),
        }
    }
    arms.iter()
        .map(|(_, body, patterns)| quote!(#(#patterns)|* => { #body }))
        .collect()
}

/// The act as a noun: "request", "acceptance".
fn noun(act: Act) -> &'static str {
    match act {
        Act::Request => "request",
        Act::Promise => "promise",
        Act::Decline => "decline",
        Act::Execute => "execution",
        Act::Declare => "declaration",
        Act::Accept => "acceptance",
        Act::Reject => "rejection",
        Act::Quit => "quitting",
        Act::Stop => "stopping",
    }
}

/// The field that remembers an act beyond its standing: `last_request`.
pub(crate) fn last(act: Act) -> Ident {
    names::ident(&format!("last_{}", act.word()))
}

/// Whether declines are counted, for a limited `retry`.
pub(crate) fn counts_declines(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.act(kind, Act::Decline).is_some()
        && cx
            .link(kind)
            .and_then(|(_, link)| link.retry)
            .is_some_and(|retry| retry.times.is_some())
}

/// Whether what led to a status must be told, because some ways there make nothing tacit.
pub(crate) fn has_returns(cx: &Cx<'_>, kind: KindId) -> bool {
    (cx.revocable(kind) && cx.acts(kind).any(|def| def.tacit))
        || undoes_tacit(cx, kind, Act::Reject)
}

/// Whether an act answers what is tacit: a tacit declaration would undo the rejection that makes it legal.
fn undoes_tacit(cx: &Cx<'_>, kind: KindId, act: Act) -> bool {
    act == Act::Reject && cx.act(kind, act).is_some() && cx.kind(kind).is_tacit(Act::Declare)
}

fn fold(cx: &Cx<'_>, kind: KindId, step: Step) -> TokenStream {
    let bind = match (step, ctp::performer(step)) {
        (Step::Base(Act::Request), _) => quote! {
            ::coact_runtime::bind(&mut self.initiator, &envelope.by);
        },
        (_, Performer::Executor) => quote! {
            ::coact_runtime::bind(&mut self.executor, &envelope.by);
        },
        (_, Performer::Initiator) => quote!(),
    };
    let returned = |value: bool| has_returns(cx, kind).then(|| quote!(self.returned = #value;));
    let change = match step {
        Step::Base(act) => {
            let target = target_of(act);
            let base = tokens::base_word(target);
            let slot = names::slot(act);
            let remember = automation::remembered(cx, kind).contains(&act).then(|| {
                let last = last(act);
                quote!(self.#last = version;)
            });
            let declines = (act == Act::Decline && counts_declines(cx, kind))
                .then(|| quote!(self.declines += 1;));
            let element = (act == Act::Request).then(|| asked_for(cx, kind));
            let cleared = cleared(cx, kind, target, Some(act));
            let returned = returned(undoes_tacit(cx, kind, act));
            let forgotten = no_more::forgotten(cx, kind, target);
            quote! {
                self.status = Status::at(Base::#base);
                #element
                self.#slot = Some(
                    ::coact_runtime::Performed::new(version, envelope, event)
                );
                #remember #declines #cleared #returned #forgotten
            }
        }
        Step::Revoke(act) => {
            let act = tokens::act_word(act);
            quote! {
                self.status.pending = Some(Act::#act);
                self.pending_since = version;
            }
        }
        Step::Refuse(_) => quote!(self.status.pending = None;),
        Step::Allow(act) => {
            let target = return_of(cx, kind, act);
            let base = tokens::base_word(target);
            let cleared = cleared(cx, kind, target, None);
            let returned = returned(true);
            let forgotten = no_more::forgotten(cx, kind, target);
            quote! {
                self.status = Status::at(Base::#base);
                #cleared #returned #forgotten
            }
        }
    };
    let settled = settled::fold(cx, kind, step);
    quote!(#bind #change #settled)
}

/// Whether the instance remembers by which response it was asked for: of what lives apart, its parent does.
fn remembers_response(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.several_ask(kind) && cx.apart(kind).is_none()
}

/// What the instance remembers of the response and the element it was asked for.
fn asked_for(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let response = remembers_response(cx, kind).then(|| {
        quote! {
            if let ::coact_runtime::Via::Automation(cause) = &envelope.via {
                self.response = Some(::core::clone::Clone::clone(&cause.response));
            }
        }
    });
    let element = element(cx, kind);
    quote!(#response #element)
}

fn element(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let element = cx.per_element(kind)?;
    let field = element
        .key
        .and_then(|(at, _)| cx.act(kind, Act::Request)?.payload.get(at));
    Some(match field {
        Some(field) => {
            let name = names::ident(&field.name.text);
            quote! {
                self.element =
                    Some(::core::clone::Clone::clone(&event.#name));
            }
        }
        None => quote! {
            if let Some(element) = envelope.via.element() {
                self.element = Some(::std::string::String::from(element));
            }
        },
    })
}

/// The base state that a base act leads to, wherever it starts.
pub(crate) fn target_of(act: Act) -> Base {
    match act {
        Act::Request => Base::Requested,
        Act::Promise => Base::Promised,
        Act::Decline => Base::Declined,
        Act::Execute => Base::Executed,
        Act::Declare => Base::Declared,
        Act::Accept => Base::Accepted,
        Act::Reject => Base::Rejected,
        Act::Quit => Base::Quitted,
        Act::Stop => Base::Stopped,
    }
}

/// The base state that an allowed revocation leads to, wherever it starts.
pub(crate) fn return_of(cx: &Cx<'_>, kind: KindId, act: Act) -> Base {
    let (profile, def) = (cx.model.profile, cx.kind(kind));
    let tacit = def.is_tacit(Act::Execute);
    let before = Status {
        base: target_of(act),
        pending: Some(act),
    };
    ctp::next(profile, def.pattern, tacit, before, Step::Allow(act))
        .map_or(Base::Initial, |after| after.base)
}

/// Statements that empty the slots of acts which no longer stand: their facts lapse. Only slots that may be
/// filled when the step happens are named.
fn cleared(cx: &Cx<'_>, kind: KindId, target: Base, performed: Option<Act>) -> TokenStream {
    let lapsing = cx.base_acts(kind).map(|(act, _)| act).filter(|act| {
        !ctp::stands(target, *act)
            && Some(*act) != performed
            && may_be_filled(cx, kind, target, performed, *act)
    });
    let slots = lapsing.map(names::slot);
    quote!(#(self.#slots = None;)*)
}

/// Whether the slot of `act` may be filled when a step leads to `target`.
fn may_be_filled(
    cx: &Cx<'_>,
    kind: KindId,
    target: Base,
    performed: Option<Act>,
    act: Act,
) -> bool {
    let (profile, pattern) = (cx.model.profile, cx.kind(kind).pattern);
    let tacit = cx.kind(kind).is_tacit(Act::Execute);
    let leads = |status: Status| match performed {
        Some(performed) => {
            ctp::next(profile, pattern, tacit, status, Step::Base(performed)).is_some()
        }
        None => ctp::steps(profile, pattern).into_iter().any(|step| {
            matches!(step, Step::Allow(_))
                && ctp::next(profile, pattern, tacit, status, step)
                    .is_some_and(|after| after.base == target)
        }),
    };
    ctp::statuses(profile, pattern)
        .iter()
        .copied()
        .any(|status| ctp::stands(status.base, act) && leads(status))
}
