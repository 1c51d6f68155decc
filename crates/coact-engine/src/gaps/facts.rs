//! Entities and laws that are not covered.

use coact_model::ctp::{Act, FactWord};
use coact_model::model::{EntityForm, KindId, LawBody};

use super::lacks;
use crate::case::least;
use crate::cx::{Cx, Gap};

pub(super) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    for (id, entity) in cx.model.entities.iter() {
        if entity.form != EntityForm::Own {
            return lacks(entity.name.loc, "an entity that rests on another");
        }
        for (at, way) in entity.inverses.iter().enumerate() {
            if way.min > 0 && !least::is_covered(cx, id, at) {
                return lacks(way.name.loc, "a least number that leaves the case");
            }
        }
        for law in &entity.laws {
            let (LawBody::Before(first, second) | LawBody::Precludes(first, second)) = &law.body
            else {
                continue;
            };
            if !is_ordered(cx, *first, *second) {
                return lacks(law.name.loc, "a law about these two facts");
            }
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
            one.case == other.case && (!one.many || !other.many)
        }
    }
}
