//! Takes from what has a case of its own what such a one cannot have.

use crate::plan::{Act, Entity, Item};

/// No way leads back to it, and its facts were there from the beginning.
pub(crate) fn alone(entity: &mut Entity) {
    if let Some((_, _, way)) = &mut entity.around {
        *way = None;
    }
    for fact in &mut entity.facts {
        always(&mut fact.bounds);
    }
}

/// All that comes with its acts was there from the beginning.
pub(crate) fn without_versions(acts: &mut [Act]) {
    for item in acts.iter_mut().flat_map(|act| &mut act.items) {
        if let Item::Data(field) = item {
            always(&mut field.bounds);
        }
    }
}

fn always(bounds: &mut String) {
    if let Some(at) = bounds.find(" since v") {
        bounds.truncate(at);
    }
}
