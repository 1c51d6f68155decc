//! What a part does at once, before anybody sees it.

use super::events::targets_of;
use crate::net::{Guard, Net, Tally, Way};

/// Where a part comes to rest: what it does at once it does before anybody sees it.
pub(super) struct Rests {
    ends: Vec<u16>,
}

impl Rests {
    /// None where the part never comes to rest.
    pub(super) fn of(net: &Net<'_>, at: usize) -> Option<Self> {
        let part = net.parts.get(at)?;
        let mut ends = Vec::new();
        for state in 0..u16::try_from(part.count()).ok()? {
            let (mut end, mut turns) = (state, 0_usize);
            while let Some(way) = next_at_once(net, at, end) {
                end = way.to;
                turns = turns.saturating_add(1);
                if turns > part.count() {
                    return None;
                }
            }
            ends.push(end);
        }
        Some(Self { ends })
    }

    pub(super) fn end(&self, state: u16) -> Option<u16> {
        self.ends.get(usize::from(state)).copied()
    }

    pub(super) fn is_at_rest(&self, state: u16) -> bool {
        self.end(state) == Some(state)
    }
}

/// What a part does at once behind a step that leads to a state: the numbers of these steps.
pub(super) fn at_once(net: &Net<'_>, at: usize, state: u16) -> Vec<u16> {
    let (mut state, mut steps) = (state, Vec::new());
    let Some(part) = net.parts.get(at) else {
        return steps;
    };
    while let Some(way) = next_at_once(net, at, state).filter(|_| steps.len() <= part.count()) {
        steps.push(way.step);
        state = way.to;
    }
    steps
}

fn next_at_once(net: &Net<'_>, at: usize, state: u16) -> Option<Way> {
    let part = net.parts.get(at)?;
    let mut urgent = net.urgent.iter().filter(|urgent| urgent.part == at);
    urgent.find_map(|urgent| {
        let adds = urgent.when.reads.iter().filter_map(|read| {
            let add = read.adds.get(usize::from(state));
            add.copied()
        });
        let sum = adds.fold(Tally::NONE, Tally::plus);
        let mut ways = part.ways(state).iter();
        let way = ways.find(|way| way.step == urgent.step)?;
        urgent.when.admits(sum).then_some(*way)
    })
}

/// Whether what is done at once in a net rests on the part alone that does it, is seen by nobody who acts at once too, and
/// moves nobody.
pub(super) fn acts_alone(net: &Net<'_>) -> bool {
    net.urgent.iter().all(|urgent| {
        let own = |guard: &Guard| guard.reads.iter().all(|read| read.part == urgent.part);
        let Some(part) = net.parts.get(urgent.part) else {
            return false;
        };
        let guards = part.guards.get(usize::from(urgent.step));
        let unguarded = guards.is_none_or(Vec::is_empty);
        let mut ways = part.ways.iter().flatten();
        let moves = ways.any(|way| {
            let event = (urgent.part, way.effect);
            way.step == urgent.step && targets_of(net, event).next().is_some()
        });
        own(&urgent.when) && unguarded && !moves
    })
}
