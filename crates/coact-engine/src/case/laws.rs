//! Laws, checked at the act that could break them.

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{
    ActDef, EntityForm, EntityId, Expr, ExprKind, KindId, Law, LawBody, PayloadOrigin,
};
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
    for law in cx.model.orders() {
        let (first, wanted) = match law.body {
            LawBody::Before(first, second) if second == brought => (first, true),
            LawBody::Precludes(first, second) if second == brought => (first, false),
            _ => continue,
        };
        if holds(cx, case, site, from, first) != wanted {
            return refuse(&law);
        }
    }
    least::check(cx, case, site, step)
}

/// Whether a fact stands, seen from an act that is performed from `from`.
fn holds(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    from: KindId,
    fact: (KindId, FactWord),
) -> bool {
    if cx.shared(from, fact.0).is_some() {
        return waits::condition(cx, case, site, from, fact, Some(1));
    }
    if is_about_the_same(cx, site.kind, fact.0) {
        // Two roots about one thing.
        let entry = case.entry(fact.0, &site.subject);
        return entry.is_some_and(|entry| stands(Some(&entry.instance), fact.1));
    }
    // Within two roots of one case: whichever there is.
    let mut entries = case.entries(fact.0).iter();
    entries.any(|entry| stands(Some(&entry.instance), fact.1))
}

/// Whether two kinds, of which a case has several, are about one thing.
pub(crate) fn is_about_the_same(cx: &Cx<'_>, a: KindId, b: KindId) -> bool {
    let thing = |kind: KindId| cx.model.foundation(cx.subject(kind));
    thing(a) == thing(b) && cx.place(a).many && cx.place(b).many
}

/// Whether an act could break a law over facts.
pub(super) fn may_break(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    let mut family = cx.model.family(cx.subject(kind));
    family.any(|id| !cx.entity(id).laws.is_empty()) || least::may_lose_any(cx, kind, def)
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
    for id in cx.model.family(cx.subject(site.kind)) {
        // What is set as the fact of one entity is a fact of others with its key, not of all.
        let bears = |fact: &&usize| {
            let mut bearers = cx.model.bearers(cx.subject(site.kind), **fact);
            bearers.any(|bearer| bearer == id)
        };
        let set: Vec<usize> = set.iter().filter(bears).copied().collect();
        of_entity(cx, case, site, def.step, id, &set)?;
    }
    least::after(cx, before, case, site.kind, def)
}

/// Refuses by the laws of an entity that a step may break: it sets some of its facts, or makes another entity one of these.
fn of_entity(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    step: Step,
    id: EntityId,
    set: &[usize],
) -> Decision<()> {
    let becomes = becomes(cx, site.kind, step, id);
    // No law of what an entity may become holds of it before.
    if !becomes && !is_one(cx, case, site, id) {
        return Ok(());
    }
    let known = |fact: usize| match entity::fact(cx, case, id, fact, &site.subject) {
        Ok(value) => *value != Value::None,
        Err(_) => false,
    };
    for law in &cx.entity(id).laws {
        match &law.body {
            LawBody::Excludes(a, b)
                if (becomes || set.contains(a) || set.contains(b)) && known(*a) && known(*b) =>
            {
                return refuse(law);
            }
            LawBody::Condition(condition) if becomes || reads(cx, condition, set) => {
                let scope = Scope::about(cx, case, site.subject.clone());
                // What is not known yet breaks no law.
                if scope.holds(condition) == Ok(false) {
                    return refuse(law);
                }
            }
            _ => {}
        }
    }
    Ok(())
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

/// Whether what a transaction is about is one of these: it is said of it, or it has become one.
fn is_one(cx: &Cx<'_>, case: &Case, site: &Site<'_>, id: EntityId) -> bool {
    let mut about = cx.model.lineage(cx.subject(site.kind));
    about.any(|more| more == id)
        || cx.model.lineage(id).all(|more| match cx.entity(more).form {
            EntityForm::Specialised(_, Some(fact)) => holds(cx, case, site, site.kind, fact),
            EntityForm::Specialised(_, None) => {
                let kinds = cx.kinds_of(cx.place(site.kind).case).into_iter();
                let mut about =
                    kinds.filter(|kind| cx.model.lineage(cx.subject(*kind)).any(|one| one == more));
                about.any(|kind| {
                    let entry = case.entry(kind, &site.subject);
                    entry.is_some_and(|entry| entry.instance.initiator.is_some())
                })
            }
            _ => true,
        })
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
