//! Makes ways back: how those that an entity encloses are reached from it, with how many there may be.

use crate::chance::Chance;
use crate::derived;
use crate::exprs::Read;
use crate::names::{Name, small};
use crate::plan::Plan;
use crate::types::{Field, Ty};

/// A way back to the entities that refer to one.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) name: Name,
    /// How many there are at least and at most.
    pub(crate) bounds: &'static str,
}

/// A way back that hides nothing; often none.
pub(crate) fn way(chance: &mut Chance, plan: &Plan) -> Option<Way> {
    if chance.percent(40) {
        return None;
    }
    let acts = plan.kinds.iter().flat_map(|kind| {
        let acts = kind.acts.iter();
        acts.flat_map(|act| plan.items(kind, act))
    });
    let data: Vec<&Field> = acts.collect();
    let mut taken = derived::taken(plan, &data);
    for word in ["reason", "at", "by", "id"] {
        taken.take(word);
    }
    Some(Way {
        name: small(chance, &mut taken),
        bounds: chance
            .pick(&["0..*", "0..*", "0..3", "1..*", "1..3", "2..4"])
            .copied()
            .unwrap_or("0..*"),
    })
}

/// Everything that an entity encloses, read by the ways back from it.
pub(crate) fn reads(plan: &Plan, entity: usize, of: &str) -> Vec<Read> {
    let before = if of.is_empty() {
        String::new()
    } else {
        format!("{of}.")
    };
    let enclosed = plan.entities.iter().enumerate();
    let ways = enclosed.filter_map(|(at, enclosed)| match &enclosed.around {
        Some((_, around, Some(way))) if *around == entity => Some(Read {
            path: format!("{before}{}", way.name.spelt()),
            ty: Ty::List(Box::new(Ty::Entity(at))),
        }),
        _ => None,
    });
    ways.collect()
}
