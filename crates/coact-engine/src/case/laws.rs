//! Laws, checked at the act that could break them.

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{ActDef, Expr, ExprKind, KindId, Law, LawBody, PayloadOrigin};
use coact_runtime::RejectionKind;

use super::{Case, Site, entity, least, stands, waits};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// The fact that a step brings about.
const fn fact_of(step: Step) -> FactWord {
    match step {
        Step::Base(act) => FactWord::Base(act),
        Step::Revoke(act) => FactWord::Revocation(act, Outcome::Asked),
        Step::Allow(act) => FactWord::Revocation(act, Outcome::Allowed),
        Step::Refuse(act) => FactWord::Revocation(act, Outcome::Refused),
    }
}

fn refuse(law: &Law) -> Decision<()> {
    Err(Rejection::new(
        RejectionKind::Law,
        &*law.name.text,
        &law.sentence,
        law.name.loc,
    ))
}

/// Refuses by laws on the order of facts.
pub(super) fn check(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    let brought = (site.kind, fact_of(step));
    let from = match step {
        Step::Base(Act::Request) => cx.parent(site.kind).unwrap_or(site.kind),
        _ => site.kind,
    };
    for law in cx.model.entities.values().flat_map(|entity| &entity.laws) {
        let (first, wanted) = match &law.body {
            LawBody::Before(first, second) if *second == brought => (*first, true),
            LawBody::Precludes(first, second) if *second == brought => (*first, false),
            _ => continue,
        };
        let holds = if cx.shared(from, first.0).is_some() {
            waits::condition(cx, case, site, from, first, Some(1))
        } else {
            // Within two roots of one case: whichever there is.
            let mut entries = case.entries(first.0).iter();
            entries.any(|entry| stands(Some(&entry.instance), first.1))
        };
        if holds != wanted {
            return refuse(law);
        }
    }
    least::check(cx, case, site, step)
}

/// Whether an act could break a law over facts.
pub(super) fn may_break(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    !cx.entity(cx.subject(kind)).laws.is_empty() || least::may_lose_any(cx, kind, def)
}

/// Refuses by laws over facts, asked of the case as the act would leave it.
pub(super) fn after(
    cx: &Cx<'_>,
    before: &Case,
    case: &Case,
    site: &Site<'_>,
    def: &ActDef,
) -> Decision<()> {
    let set: Vec<usize> = def
        .payload
        .iter()
        .filter_map(|field| match field.origin {
            PayloadOrigin::Fact(fact) | PayloadOrigin::FilledIn(fact) => Some(fact),
            PayloadOrigin::Data => None,
        })
        .collect();
    let id = cx.subject(site.kind);
    let known = |fact: usize| match entity::fact(cx, case, id, fact, &site.subject) {
        Ok(value) => *value != Value::None,
        Err(_) => false,
    };
    for law in &cx.entity(id).laws {
        match &law.body {
            LawBody::Excludes(a, b)
                if (set.contains(a) || set.contains(b)) && known(*a) && known(*b) =>
            {
                return refuse(law);
            }
            LawBody::Condition(condition) if reads(cx, condition, &set) => {
                let scope = Scope::about(cx, case, site.subject.clone());
                // What is not known yet breaks no law.
                if scope.holds(condition) == Ok(false) {
                    return refuse(law);
                }
            }
            _ => {}
        }
    }
    least::after(cx, before, case, site.kind, def)
}

/// Whether a condition reads one of these facts, perhaps through a derived one.
fn reads(cx: &Cx<'_>, condition: &Expr, facts: &[usize]) -> bool {
    condition.all().iter().any(|part| match &part.kind {
        ExprKind::Fact(_, _, index) => facts.contains(index),
        ExprKind::Derived(_, id, index) => {
            let derived = cx.entity(*id).derived.get(*index);
            derived.is_some_and(|derived| reads(cx, &derived.value, facts))
        }
        _ => false,
    })
}
