//! Facts and laws that are not covered.

use coact_model::ctp::{Act, FactWord};
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{Fact, KindId, LawBody};

use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use crate::kind::{laws, least};

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for entity in cx.model.entities.values() {
        for (facts, loc) in &entity.uniques {
            let facts: Vec<&Fact> = facts
                .iter()
                .filter_map(|at| entity.facts.get(*at))
                .collect();
            let mut facts = facts.into_iter();
            if facts
                .clone()
                .any(|fact| !held::is_comparable(cx, &fact.field.ty))
            {
                findings.push(not_yet(
                    *loc,
                    "unique facts of a type with decimal numbers inside",
                ));
            } else if facts.any(|fact| held::is_rewritten(cx, &fact.field.ty)) {
                findings.push(not_yet(
                    *loc,
                    "unique facts that were recorded otherwise before",
                ));
            }
        }
        let mut least = entity.inverses.iter().filter(|inverse| inverse.min > 0);
        if let Some(inverse) = least.find(|inverse| !least::is_covered(cx, entity, inverse)) {
            let way = &inverse.name;
            let what = format!(
                "a least number of the way back `{}`, which leaves the case",
                way.text
            );
            findings.push(not_yet(way.loc, what));
        }
        for fact in entity.facts.iter().filter(|fact| fact.personal) {
            findings.push(not_yet(fact.field.name.loc, "a `personal` fact"));
        }
    }
    for law in cx.model.orders() {
        let (LawBody::Before(first, second) | LawBody::Precludes(first, second)) = law.body else {
            continue;
        };
        if !ordered(cx, first, second) {
            findings.push(not_yet(law.name.loc, "a law about these two facts"));
        }
    }
    makers(cx, findings);
    tuples(cx, findings);
    for bank in cx.model.banks.values().filter(|bank| bank.external) {
        findings.push(not_yet(bank.name.loc, "a bank of another organisation"));
    }
}

/// An entity that several transactions make, as itself and as what specialises it, is sought at one place.
fn makers(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, entity) in cx.model.entities.iter() {
        let makers = cx.model.makers(id);
        let is_elsewhere = |maker: &KindId| cx.place(*maker).many || !cx.draws_key(*maker);
        if makers.len() > 1 && entity.created_by.is_some() && makers.iter().any(is_elsewhere) {
            findings.push(not_yet(
                entity.name.loc,
                "an entity that several transactions make, under a key that comes with the request or inside another",
            ));
        }
    }
}

/// What a look-up is asked with is recorded as one tuple; those of the standard library are comparable up to here.
const PARAMETERS: usize = 12;
/// The key of a row is written as one tuple; those that can be written end here.
const KEYS: usize = 16;

fn tuples(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for lookup in cx.model.lookups.values() {
        if let Some((param, _)) = lookup.params.get(PARAMETERS) {
            findings.push(not_yet(
                param.loc,
                format!("a look-up with more than {PARAMETERS} parameters"),
            ));
        }
    }
    for view in cx.model.views.values() {
        if let Some(field) = view.fields.iter().filter(|field| field.key).nth(KEYS) {
            findings.push(not_yet(
                field.name.loc,
                format!("a view with more than {KEYS} keys"),
            ));
        }
    }
}

/// Whether a law on the order of two facts can be asked at the act that brings about the second.
fn ordered(cx: &Cx<'_>, first: (KindId, FactWord), second: (KindId, FactWord)) -> bool {
    let from = match second.1 {
        FactWord::Base(Act::Request) => cx.parent(second.0).unwrap_or(second.0),
        _ => second.0,
    };
    match cx.shared(from, first.0) {
        Some(around) => cx.sees(second.0, around),
        // Two roots of one case.
        None => {
            let (one, other) = (cx.place(first.0), cx.place(second.0));
            one.case == other.case
                && (!one.many || !other.many || laws::is_about_the_same(cx, first.0, second.0))
        }
    }
}
