//! One of two components that are put together, and what it learns of the other.

use rustc_hash::FxHashMap;

use crate::compose::around::Around;
use crate::compose::component::{Component, State};
use crate::compose::questions::{GuardId, Questions};
use crate::compose::tag::{Tag, Tags};
use crate::net::Tally;

/// One of two components.
pub(super) struct Side<'c> {
    pub(super) component: &'c Component,
    /// Per state, the number of what it adds.
    labels: Vec<u32>,
    /// By that number, what is added.
    pub(super) adds: Vec<&'c [Tally]>,
}

impl<'c> Side<'c> {
    pub(super) fn of(component: &'c Component) -> Self {
        let mut numbers: FxHashMap<&[Tally], u32> = FxHashMap::default();
        let mut adds: Vec<&[Tally]> = Vec::new();
        let states = component.states.iter();
        let labels = states.map(|state| {
            *numbers.entry(&state.adds).or_insert_with(|| {
                adds.push(&state.adds);
                u32::try_from(adds.len().saturating_sub(1)).unwrap_or(u32::MAX)
            })
        });
        Self {
            labels: labels.collect(),
            component,
            adds,
        }
    }

    pub(super) fn state(&self, number: u32) -> Option<&'c State> {
        self.component.states.get(usize::try_from(number).ok()?)
    }

    pub(super) fn label(&self, number: u32) -> usize {
        let label = usize::try_from(number)
            .ok()
            .and_then(|at| self.labels.get(at));
        label
            .and_then(|label| usize::try_from(*label).ok())
            .unwrap_or(usize::MAX)
    }

    pub(super) fn start(&self, around: u32) -> Option<u32> {
        let starts = &self.component.starts;
        starts.get(usize::try_from(around).ok()?).copied()
    }

    /// What is around it, by what the other adds and what is around both; none where that cannot be.
    pub(super) fn learns(&self, questions: &Questions, other: &Self, both: &Around) -> Learns {
        let places: Vec<(GuardId, Option<usize>, Option<usize>)> = self
            .component
            .around
            .guards
            .iter()
            .map(|id| {
                let place = both.guards.iter().position(|known| known == id);
                (*id, place, other.component.place(*id))
            })
            .collect();
        let add = |adds: &[Tally], place: Option<usize>| {
            place
                .and_then(|place| adds.get(place))
                .copied()
                .unwrap_or_default()
        };
        let learns = other.adds.iter().map(|other| {
            let around = (0..both.count()).map(|around| {
                let both = both.read(around);
                let learnt = places.iter().map(|(id, here, there)| {
                    questions.add(*id, add(both, *here), add(other, *there))
                });
                let learnt: Vec<Tally> = learnt.collect();
                self.component.around.number(&learnt)
            });
            around.collect()
        });
        Learns(learns.collect())
    }

    /// The states that it is in once so much is around it.
    pub(super) fn within(&self, tags: &Tags, state: u32, around: u32, found: &mut Vec<u32>) {
        found.clear();
        let Some(own) = self.state(state) else { return };
        if own.around == around {
            found.push(state);
            return;
        }
        let edges = own.edges.iter();
        let edges = edges.filter(|edge| tags.get(edge.tag) == Tag::Around(around));
        found.extend(edges.map(|edge| edge.to));
    }
}

/// What is around one component, by what the other adds and what is around both.
pub(super) struct Learns(Vec<Vec<Option<u32>>>);

impl Learns {
    pub(super) fn get(&self, other: usize, around: u32) -> Option<u32> {
        let around = usize::try_from(around).ok()?;
        self.0.get(other)?.get(around).copied().flatten()
    }
}
