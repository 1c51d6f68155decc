//! Laws, checked at the act that could break them.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{
    ActDef, EntityForm, EntityId, Expr, ExprKind, KindId, Law, LawBody, PayloadOrigin,
};

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
    let laws = cx.model.orders();
    let checks = laws.iter().filter_map(|law| {
        let (first, wanted) = match law.body {
            LawBody::Before(first, second) if second == brought => (first, true),
            LawBody::Precludes(first, second) if second == brought => (first, false),
            _ => return None,
        };
        let refuse = tokens::refuse("Law", &law.name.text, &law.sentence);
        let holds = stands(cx, kind, from, first);
        let check = if wanted {
            quote!(if !#holds { #refuse; })
        } else {
            quote!(if #holds { #refuse; })
        };
        Some(guard(law, check))
    });
    checks.chain(least::checks(cx, kind, step)).collect()
}

/// Whether a fact stands, seen from an act of `kind` that is performed from `from`.
fn stands(cx: &Cx<'_>, kind: KindId, from: KindId, fact: (KindId, FactWord)) -> TokenStream {
    tokens::one(match cx.shared(from, fact.0) {
        Some(_) => waits::condition(cx, kind, from, fact, Some(1)),
        // Two roots about one thing.
        None if cx.place(fact.0).many && is_about_the_same(cx, kind, fact.0) => {
            let field = cx.module(fact.0);
            let own = Own::Always(quote!(entry.instance));
            let stands = facts::stands(&quote!(entry.instance.status), &own, fact.1);
            let subject = cx.own_key(kind).reference();
            quote!(case.#field.get(#subject).is_some_and(|entry| #stands))
        }
        // Within two roots of one case: whichever there is.
        None if cx.place(fact.0).many => {
            let field = cx.module(fact.0);
            let own = Own::Always(quote!(entry.instance));
            let stands = facts::stands(&quote!(entry.instance.status), &own, fact.1);
            quote!(case.#field.iter().any(|entry| #stands))
        }
        None => {
            let field = cx.module(fact.0);
            let own = Own::Always(quote!(case.#field));
            facts::stands(&quote!(case.#field.status), &own, fact.1)
        }
    })
}

/// Whether two kinds, of which a case has several, are about one thing.
pub(crate) fn is_about_the_same(cx: &Cx<'_>, a: KindId, b: KindId) -> bool {
    let thing = |kind: KindId| cx.model.foundation(cx.subject(kind));
    thing(a) == thing(b) && cx.place(a).many && cx.place(b).many
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
    let checks = cx.model.family(cx.subject(kind)).flat_map(|entity| {
        // What is set as the fact of one entity is a fact of others with its key, not of all.
        let bears = |fact: &&usize| {
            let mut bearers = cx.model.bearers(cx.subject(kind), **fact);
            bearers.any(|bearer| bearer == entity)
        };
        let set: Vec<usize> = set.iter().filter(bears).copied().collect();
        of_entity(cx, kind, def.step, entity, &set)
    });
    let mut checks: Vec<Guard> = checks.collect();
    checks.extend(least::after(cx, kind, def));
    checks
}

/// The laws of an entity that a step may break: it sets some of its facts, or makes another entity one of these.
fn of_entity(cx: &Cx<'_>, kind: KindId, step: Step, id: EntityId, set: &[usize]) -> Vec<Guard> {
    let entity = cx.entity(id);
    let at = names::ident(&entity.subject());
    let key = cx.own_key(kind).reference();
    let exprs = Exprs::own(cx, kind);
    let becomes = becomes(cx, kind, step, id);
    // No law of what an entity may become holds of it before.
    let is_one = if becomes { None } else { is_one(cx, kind, id) };
    let is_one = is_one.map(|is_one| quote!(#is_one &&));
    let laws = entity.laws.iter();
    let checks = laws.filter_map(|law| {
        let refuse = tokens::refuse("Law", &law.name.text, &law.sentence);
        let check = match &law.body {
            LawBody::Excludes(a, b) if becomes || set.contains(a) || set.contains(b) => {
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
                quote!(if #is_one #a && #b { #refuse; })
            }
            LawBody::Condition(condition) if becomes || reads(cx, condition, set) => {
                let holds = exprs.eval(condition);
                // What is not known yet breaks no law.
                quote!(if #is_one #holds == Ok(false) { #refuse; })
            }
            _ => return None,
        };
        Some(guard(law, check))
    });
    checks.collect()
}

/// Whether a step makes the entity that it is about one of these: it brings about the fact that does, or is the first to
/// say that it is one.
fn becomes(cx: &Cx<'_>, kind: KindId, step: Step, id: EntityId) -> bool {
    match cx.entity(id).form {
        EntityForm::Specialised(_, Some(fact)) => fact == (kind, fact_of(step)),
        EntityForm::Specialised(_, None) => {
            let mut about = cx.model.lineage(cx.subject(kind));
            step == Step::Base(Act::Request) && about.any(|more| more == id)
        }
        _ => false,
    }
}

/// Whether what a kind is about is one of these, where that is not certain.
fn is_one(cx: &Cx<'_>, kind: KindId, id: EntityId) -> Option<TokenStream> {
    if cx.model.lineage(cx.subject(kind)).any(|more| more == id) {
        return None;
    }
    let conditions = cx
        .model
        .lineage(id)
        .filter_map(|more| match cx.entity(more).form {
            EntityForm::Specialised(_, Some(fact)) => Some(stands(cx, kind, kind, fact)),
            EntityForm::Specialised(_, None) => Some(is_said(cx, kind, more)),
            _ => None,
        });
    conditions.reduce(|one, other| quote!(#one && #other))
}

/// Whether something was asked for that only one of these can be about.
fn is_said(cx: &Cx<'_>, kind: KindId, id: EntityId) -> TokenStream {
    let kinds = cx.kinds_of(cx.place(kind).case).into_iter();
    let about = kinds.filter(|other| cx.model.lineage(cx.subject(*other)).any(|more| more == id));
    let asked = about.map(|other| {
        let field = cx.module(other);
        if cx.place(other).many {
            let subject = cx.own_key(kind).reference();
            quote!(case.#field.get(#subject).is_some())
        } else {
            quote!(case.#field.initiator.is_some())
        }
    });
    let any = asked.reduce(|one, other| quote!(#one || #other));
    tokens::one(any.unwrap_or_else(|| quote!(false)))
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
