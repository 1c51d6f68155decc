//! Laws, checked at the act that could break them.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{ActDef, Expr, ExprKind, KindId, Law, LawBody, PayloadOrigin};

use super::guards::Guard;
use super::{facts, least, waits};
use crate::cx::{Cx, Own};
use crate::expr::Exprs;
use crate::{names, tokens};

/// The fact that a step brings about.
fn fact_of(step: Step) -> FactWord {
    match step {
        Step::Base(act) => FactWord::Base(act),
        Step::Revoke(act) => FactWord::Revocation(act, Outcome::Asked),
        Step::Allow(act) => FactWord::Revocation(act, Outcome::Allowed),
        Step::Refuse(act) => FactWord::Revocation(act, Outcome::Refused),
    }
}

/// Refusals by laws on the order of facts.
pub(super) fn checks(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    let brought = (kind, fact_of(step));
    let from = match step {
        Step::Base(Act::Request) => cx.parent(kind).unwrap_or(kind),
        _ => kind,
    };
    let laws = cx.model.entities.values().flat_map(|entity| &entity.laws);
    let checks = laws.filter_map(|law| {
        let (first, wanted) = match &law.body {
            LawBody::Before(first, second) if *second == brought => (*first, true),
            LawBody::Precludes(first, second) if *second == brought => (*first, false),
            _ => return None,
        };
        let refuse = tokens::refuse("Law", &law.name.text, &law.sentence);
        let holds = tokens::one(match cx.shared(from, first.0) {
            Some(_) => waits::condition(cx, kind, from, first, Some(1)),
            // Within two roots of one case: whichever there is.
            None if cx.place(first.0).many => {
                let field = cx.module(first.0);
                let own = Own::Always(quote!(entry.instance));
                let stands = facts::stands(&quote!(entry.instance.status), &own, first.1);
                quote!(case.#field.iter().any(|entry| #stands))
            }
            None => {
                let field = cx.module(first.0);
                let own = Own::Always(quote!(case.#field));
                facts::stands(&quote!(case.#field.status), &own, first.1)
            }
        });
        let check = if wanted {
            quote!(if !#holds { #refuse; })
        } else {
            quote!(if #holds { #refuse; })
        };
        Some(guard(law, check))
    });
    checks.chain(least::checks(cx, kind, step)).collect()
}

fn guard(law: &Law, check: TokenStream) -> Guard {
    Guard {
        name: law.name.text.clone(),
        loc: law.name.loc,
        check,
    }
}

/// Refusals by laws over facts, asked of the case as the act would leave it: `envelope` is its event.
pub(super) fn after(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Vec<Guard> {
    let set: Vec<usize> = def
        .payload
        .iter()
        .filter_map(|field| match field.origin {
            PayloadOrigin::Fact(fact) | PayloadOrigin::FilledIn(fact) => Some(fact),
            PayloadOrigin::Data => None,
        })
        .collect();
    let entity_id = cx.subject(kind);
    let entity = cx.entity(entity_id);
    let own = entity.subject();
    let at = names::ident(&own);
    let key = cx.own_key(kind).reference();
    let exprs = Exprs::own(cx, kind);
    let laws = entity.laws.iter();
    let checks = laws.filter_map(|law| {
        let refuse = tokens::refuse("Law", &law.name.text, &law.sentence);
        let check = match &law.body {
            LawBody::Excludes(a, b) if set.contains(a) || set.contains(b) => {
                let known = |fact: usize| {
                    let fact = entity.facts.get(fact)?;
                    let name = names::ident(&fact.field.name.text);
                    let optional = matches!(fact.field.ty, coact_model::model::Type::Optional(_));
                    let is = if optional {
                        quote!(is_ok_and(|value| value.is_some()))
                    } else {
                        quote!(is_ok())
                    };
                    Some(quote!(case.#at(#key).#name().#is))
                };
                let (a, b) = (known(*a)?, known(*b)?);
                quote!(if #a && #b { #refuse; })
            }
            LawBody::Condition(condition) if reads(cx, condition, &set) => {
                let holds = exprs.eval(condition);
                // What is not known yet breaks no law.
                quote!(if #holds == Ok(false) { #refuse; })
            }
            _ => return None,
        };
        Some(guard(law, check))
    });
    checks.chain(least::after(cx, kind, def)).collect()
}

/// Whether a condition reads one of these facts, perhaps through a derived one.
fn reads(cx: &Cx<'_>, condition: &Expr, facts: &[usize]) -> bool {
    condition.all().iter().any(|part| match &part.kind {
        ExprKind::Fact(_, _, index) => facts.contains(index),
        ExprKind::Derived(_, entity, index) => {
            reads(cx, &cx.entity(*entity).derived[*index].value, facts)
        }
        _ => false,
    })
}
