//! Entities and laws that are not covered.

use coact_model::ctp::{Act, FactWord};
use coact_model::model::{KindId, LawBody};

use super::lacks;
use crate::case::{laws, least};
use crate::cx::{Cx, Gap};

pub(super) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    for (id, entity) in cx.model.entities.iter() {
        // What several transactions make is sought at one place.
        let makers = cx.model.makers(id);
        let is_elsewhere = |maker: &KindId| cx.place(*maker).many || !cx.draws_key(*maker);
        if makers.len() > 1 && entity.created_by.is_some() && makers.iter().any(is_elsewhere) {
            return lacks(entity.name.loc, "an entity that several transactions make");
        }
        for (at, way) in entity.inverses.iter().enumerate() {
            if way.min > 0 && !least::is_covered(cx, id, at) {
                return lacks(way.name.loc, "a least number that leaves the case");
            }
        }
    }
    for law in cx.model.orders() {
        let (LawBody::Before(first, second) | LawBody::Precludes(first, second)) = law.body else {
            continue;
        };
        if !is_ordered(cx, first, second) {
            return lacks(law.name.loc, "a law about these two facts");
        }
    }
    Ok(())
}

/// Whether a law on the order of two facts can be asked at the act that brings about the second.
fn is_ordered(cx: &Cx<'_>, first: (KindId, FactWord), second: (KindId, FactWord)) -> bool {
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
