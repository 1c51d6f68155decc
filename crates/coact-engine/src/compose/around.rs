//! What may be around a component.

use std::collections::{BTreeMap, BTreeSet};

use super::questions::{GuardId, Questions};
use crate::net::{Read, Tally};

/// So many may be around a component at most.
const MOST_AROUND: usize = 256;

/// What may be around: what others add to each guard, in every way in which they can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Around {
    pub(super) guards: Vec<GuardId>,
    /// One after the other, what is added to each guard.
    all: Vec<Vec<Tally>>,
}

impl Around {
    /// What may be around some parts, which are in order; none where there are too many ways to go through.
    pub(super) fn of(questions: &Questions, guards: Vec<GuardId>, parts: &[usize]) -> Option<Self> {
        let reads = guards.iter().enumerate().flat_map(|(place, id)| {
            let guard = questions.guards.get(*id);
            let reads = guard.into_iter().flat_map(|guard| &guard.reads);
            reads.map(move |read| (read.part, (place, read)))
        });
        let mut by_part: BTreeMap<usize, Vec<(usize, &Read)>> = BTreeMap::new();
        for (part, read) in reads.filter(|(part, _)| parts.binary_search(part).is_err()) {
            by_part.entry(part).or_default().push(read);
        }
        let nothing = vec![Tally::NONE; guards.len()];
        let mut all = BTreeSet::from([nothing.clone()]);
        for reads in by_part.into_values() {
            let states = reads.first().map_or(0, |(_, read)| read.adds.len());
            let adds: BTreeSet<Vec<Tally>> = (0..states)
                .map(|state| {
                    let mut adds = nothing.clone();
                    for (place, read) in &reads {
                        if let (Some(sum), Some(add)) = (adds.get_mut(*place), read.adds.get(state))
                        {
                            *sum = *add;
                        }
                    }
                    adds
                })
                .collect();
            let sums = all.iter().flat_map(|one| {
                adds.iter().map(|other| {
                    let both = guards.iter().zip(one.iter().zip(other));
                    both.map(|(id, (one, other))| questions.add(*id, *one, *other))
                        .collect()
                })
            });
            all = sums.collect();
            if all.len() > MOST_AROUND {
                return None;
            }
        }
        let all = all.into_iter().collect();
        Some(Self { guards, all })
    }

    /// Nothing is asked.
    pub(super) fn nothing() -> Self {
        Self {
            guards: Vec::new(),
            all: vec![Vec::new()],
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }

    /// What others add to each guard.
    pub(super) fn read(&self, number: u32) -> &[Tally] {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        self.all.get(number).map_or(&[], Vec::as_slice)
    }

    /// The number of it.
    pub(super) fn number(&self, adds: &[Tally]) -> Option<u32> {
        let found = self
            .all
            .binary_search_by(|known| known.as_slice().cmp(adds));
        u32::try_from(found.ok()?).ok()
    }
}
