//! The least number of those that refer to an entity (`order: Order inverse parcels 1..*`): its product is accepted with no
//! fewer, and from then on none of them is taken away.

use coact_model::ctp::{Act, Base, Step};
use coact_model::model::{ActDef, EntityId, Inverse, KindId, PayloadOrigin};
use coact_runtime::RejectionKind;

use super::{Case, Site, entity};
use crate::cx::Cx;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// A way back with a least number.
struct Way<'a> {
    entity: EntityId,
    /// Its place among the ways of the entity.
    index: usize,
    inverse: &'a Inverse,
    /// The kind that makes the entity.
    maker: KindId,
}

/// All that can be counted: the kind that makes the entity, and who refers to it, live in one case.
fn ways<'a>(cx: &Cx<'a>) -> Vec<Way<'a>> {
    let mut ways = Vec::new();
    for (id, def) in cx.model.entities.iter() {
        for (index, inverse) in def.inverses.iter().enumerate() {
            let covered = inverse.min > 0 && is_covered(cx, id, index);
            if let Some(maker) = def.created_by.filter(|_| covered) {
                ways.push(Way {
                    entity: id,
                    index,
                    inverse,
                    maker,
                });
            }
        }
    }
    ways
}

/// Whether those who refer to an entity by a way back can be counted where it is made.
pub(crate) fn is_covered(cx: &Cx<'_>, id: EntityId, index: usize) -> bool {
    let entity = cx.entity(id);
    let way = entity.inverses.get(index);
    let referring = way.and_then(|way| cx.entity(way.entity).created_by);
    let both = entity.created_by.zip(referring);
    both.is_some_and(|(maker, of)| cx.place(of).many && cx.place(of).case == cx.place(maker).case)
}

impl Way<'_> {
    /// How many refer to the entity of this key.
    fn count(&self, cx: &Cx<'_>, case: &Case, key: &Value) -> u64 {
        let all = entity::inverse(cx, case, self.entity, self.index, key);
        u64::try_from(all.len()).unwrap_or(u64::MAX)
    }

    fn refuse(&self, cx: &Cx<'_>) -> Decision<()> {
        let name = format!(
            "{}.{}",
            cx.entity(self.entity).name.text,
            self.inverse.name.text
        );
        let sentence = format!("no fewer than {}", self.inverse.min);
        Err(Rejection::new(
            RejectionKind::Law,
            name,
            &sentence,
            self.inverse.name.loc,
        ))
    }

    /// Whether one may refer to the entity no longer after this act.
    fn may_lose(&self, cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
        let fact = self.inverse.fact;
        let sets = |def: &ActDef| {
            def.payload.iter().any(|field| {
                matches!(field.origin, PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) if at == fact)
            })
        };
        cx.subject(kind) == self.inverse.entity
            && match def.step {
                Step::Base(_) => sets(def),
                Step::Allow(_) => cx.acts(kind).any(sets),
                Step::Revoke(_) | Step::Refuse(_) => false,
            }
    }
}

/// Refuses to accept what too few refer to.
pub(super) fn check(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    if step != Step::Base(Act::Accept) {
        return Ok(());
    }
    for way in ways(cx).iter().filter(|way| way.maker == site.kind) {
        if way.count(cx, case, &site.subject) < way.inverse.min {
            return way.refuse(cx);
        }
    }
    Ok(())
}

/// Whether one may refer to an entity no longer after this act.
pub(super) fn may_lose_any(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    ways(cx).iter().any(|way| way.may_lose(cx, kind, def))
}

/// Refuses to take away what is too few then, asked of the case `before` the act and as it would leave it.
pub(super) fn after(
    cx: &Cx<'_>,
    before: &Case,
    case: &Case,
    kind: KindId,
    def: &ActDef,
) -> Decision<()> {
    for way in ways(cx).iter().filter(|way| way.may_lose(cx, kind, def)) {
        let is_short = case.entries(way.maker).iter().any(|entry| {
            let key = &entry.subject;
            let now = way.count(cx, case, key);
            entry.instance.status.base == Base::Accepted
                && now < way.inverse.min
                && now < way.count(cx, before, key)
        });
        if is_short {
            return way.refuse(cx);
        }
    }
    Ok(())
}

/// Whether an event of `of` may open the acceptance of `kind`.
pub(super) fn opens(cx: &Cx<'_>, kind: KindId, act: Act, of: KindId) -> bool {
    act == Act::Accept
        && ways(cx)
            .iter()
            .any(|way| way.maker == kind && cx.subject(of) == way.inverse.entity)
}
