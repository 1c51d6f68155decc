//! The steps of parts that move others.

use crate::net::Net;

/// A step that moves parts elsewhere too: the part, and the number of its effect.
pub(super) type Event = (usize, u16);

/// The steps that move other parts.
pub(super) struct Events {
    /// Per part, those that move it.
    pub(super) into: Vec<Vec<Event>>,
}

impl Events {
    pub(super) fn of(net: &Net<'_>) -> Self {
        let mut into = vec![Vec::new(); net.parts.len()];
        for (at, part) in net.parts.iter().enumerate() {
            for (number, effect) in (0..).zip(&part.effects) {
                for (target, _) in &effect.0 {
                    if let Some(events) = into.get_mut(*target).filter(|_| *target != at) {
                        events.push((at, number));
                    }
                }
            }
        }
        Self { into }
    }

    /// Whether a step moves parts other than its own.
    pub(super) fn targets(&self, net: &Net<'_>, (at, effect): Event) -> bool {
        let mut targets = targets_of(net, (at, effect));
        targets.any(|target| target != at)
    }

    /// Where a part is moved to.
    pub(super) fn moved(&self, net: &Net<'_>, (from, effect): Event, at: usize, state: u16) -> u16 {
        let part = net.parts.get(from);
        let effect = part.and_then(|part| part.effects.get(usize::from(effect)));
        let moved = effect.into_iter().flat_map(|effect| &effect.0);
        let map = moved
            .filter(|(target, _)| *target == at)
            .map(|(_, map)| map);
        map.fold(state, |state, map| {
            map.get(usize::from(state)).copied().unwrap_or(state)
        })
    }
}

/// The parts that a step moves beside its own.
pub(super) fn targets_of(net: &Net<'_>, (at, effect): Event) -> impl Iterator<Item = usize> {
    let part = net.parts.get(at);
    let effect = part.and_then(|part| part.effects.get(usize::from(effect)));
    let moved = effect.into_iter().flat_map(|effect| &effect.0);
    moved.map(|(target, _)| *target)
}
