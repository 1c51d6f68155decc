//! What parts ask of each other: the guards of a net, each once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use coact_model::ctp::Step;

use super::{Run, Without};
use crate::net::{Guard, Net, Part, Read, Tally};
use crate::property::Property;

/// The number of a guard.
pub(super) type GuardId = usize;

/// All guards of a net, and who asks them.
pub(super) struct Questions {
    pub(super) guards: Vec<Guard>,
    /// Per part, the guards that it adds to, with the place among their reads.
    pub(super) by_part: Vec<Vec<(GuardId, usize)>>,
    /// Per guard, the parts whose steps ask it.
    pub(super) askers: Vec<Vec<usize>>,
    /// The guards that are asked where everything has been put together.
    pub(super) is_final: Vec<bool>,
    /// Per part and step, what guards it.
    pub(super) needs: Vec<Vec<Vec<GuardId>>>,
    /// Per place and step, what makes of it an answer that the model gives.
    pub(super) answers: Vec<Vec<GuardId>>,
    /// What may never be.
    pub(super) never: Vec<Never>,
    /// Per guard, the places in this list of what it is asked for.
    never_of: Vec<Vec<usize>>,
    pub(super) settled: GuardId,
    pub(super) failed: GuardId,
}

/// What may never be: the one without the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Never {
    pub(super) property: Property,
    pub(super) when: GuardId,
    pub(super) unless: GuardId,
}

impl Questions {
    pub(super) fn of(net: &Net<'_>, about: Run) -> Self {
        let mut known = Known::default();
        let mut askers: Vec<(GuardId, usize)> = Vec::new();
        let mut needs = Vec::new();
        for (at, part) in net.parts.iter().enumerate() {
            let steps = part.guards.iter().map(|guards| {
                let ids: Vec<GuardId> = joined(guards)
                    .into_iter()
                    .map(|guard| known.number(guard))
                    .collect();
                askers.extend(ids.iter().map(|id| (*id, at)));
                ids
            });
            needs.push(steps.collect());
        }
        let mut answers = Vec::new();
        for (at, place) in net.places.iter().enumerate() {
            let steps = place.table.steps.iter().zip(&place.answers);
            let steps = steps.map(|(step, guard)| {
                let asked =
                    about == Run::Ends(Without::Revoking) && matches!(step, Step::Revoke(_));
                let id = known.number(if asked {
                    plain(guard)
                } else {
                    Guard::any(Vec::new())
                });
                askers.extend(asked.then_some((id, at)));
                id
            });
            answers.push(steps.collect());
        }
        let never = never(net, about, &mut known);
        let settled = known.number(plain(&net.settled));
        let failed = known.number(plain(&net.failed));
        let guards = known.guards;
        let mut by_part = vec![Vec::new(); net.parts.len()];
        for (id, guard) in guards.iter().enumerate() {
            for (at, read) in guard.reads.iter().enumerate() {
                if let Some(ids) = by_part.get_mut(read.part) {
                    ids.push((id, at));
                }
            }
        }
        let mut asked_by = vec![Vec::new(); guards.len()];
        for (id, part) in askers {
            if let Some(parts) = asked_by.get_mut(id)
                && !parts.contains(&part)
            {
                parts.push(part);
            }
        }
        let mut never_of = vec![Vec::new(); guards.len()];
        for (number, never) in never.iter().enumerate() {
            for id in [never.when, never.unless] {
                if let Some(of) = never_of.get_mut(id) {
                    of.push(number);
                }
            }
        }
        let ends = matches!(about, Run::Ends(_));
        let is_final = (0..guards.len()).map(|id| ends && (id == settled || id == failed));
        Self {
            is_final: is_final.collect(),
            guards,
            by_part,
            askers: asked_by,
            needs,
            answers,
            never,
            never_of,
            settled,
            failed,
        }
    }

    /// The places in the list of what may never be that ask a guard.
    pub(super) fn never_of(&self, id: GuardId) -> &[usize] {
        self.never_of.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether it is asked if a transaction can be wound down.
    pub(super) fn is_recalled(&self, at: usize) -> bool {
        let mut asked = self.by_part.get(at).into_iter().flatten();
        asked.any(|(id, _)| {
            let never = self.never_of(*id).iter();
            let mut never = never.filter_map(|number| self.never.get(*number));
            never.any(|it| it.property == Property::CanBeWoundDown && it.when == *id)
        })
    }

    /// Whether a guard is asked by others than these parts, which are in order, or where everything is together.
    /// What may never be asks until it is judged.
    pub(super) fn is_asked_without(
        &self,
        id: GuardId,
        parts: &[usize],
        is_judged: impl Fn(usize) -> bool,
    ) -> bool {
        let askers = self.askers.get(id);
        let outside = |part: &usize| parts.binary_search(part).is_err();
        let is_final = self.is_final.get(id).copied().unwrap_or(false);
        is_final
            || askers.is_some_and(|askers| askers.iter().any(outside))
            || self.never_of(id).iter().any(|number| !is_judged(*number))
    }

    /// On how many parts a guard rests.
    pub(super) fn total(&self, id: GuardId) -> usize {
        self.guards.get(id).map_or(0, |guard| guard.reads.len())
    }

    /// What two add to a guard together, as far as it matters.
    pub(super) fn add(&self, id: GuardId, one: Tally, other: Tally) -> Tally {
        let sum = one.plus(other);
        let Some(guard) = self.guards.get(id) else {
            return sum;
        };
        let capped = guard.capped(sum);
        if capped.against > 0 {
            Tally::AGAINST
        } else {
            capped
        }
    }

    /// Whether a guard holds where all that it rests on adds so much.
    pub(super) fn admits(&self, id: GuardId, sum: Tally) -> bool {
        self.guards.get(id).is_some_and(|guard| guard.admits(sum))
    }
}

/// Guards that were met, by what they say.
#[derive(Default)]
struct Known {
    guards: Vec<Guard>,
    numbers: FxHashMap<Guard, GuardId>,
}

impl Known {
    fn number(&mut self, guard: Guard) -> GuardId {
        let guards = &mut self.guards;
        *self.numbers.entry(guard.clone()).or_insert_with(|| {
            guards.push(guard);
            guards.len().saturating_sub(1)
        })
    }
}

/// A guard that only says what speaks against it, where that can be said part by part.
fn plain(guard: &Guard) -> Guard {
    let guard = Guard {
        wait: None,
        ..guard.clone()
    };
    let alone = guard.reads.len() == 1;
    let is_clear = guard.stand == 0 && guard.live == 0 && guard.below == u32::MAX;
    if !alone && !is_clear {
        return guard;
    }
    let against = |sum: &Tally| {
        if guard.admits(*sum) {
            Tally::NONE
        } else {
            Tally::AGAINST
        }
    };
    let reads = guard.reads.iter().map(|read| Read {
        part: read.part,
        adds: read.adds.iter().map(against).collect(),
    });
    Guard::clear(reads.collect())
}

fn is_clear(guard: &Guard) -> bool {
    guard.stand == 0 && guard.live == 0 && guard.below == u32::MAX
}

/// The same guards, with those in one that can be: together they say no more than what speaks against them.
fn joined(guards: &[Guard]) -> Vec<Guard> {
    let (clear, mut others): (Vec<Guard>, Vec<Guard>) =
        guards.iter().map(plain).partition(is_clear);
    let mut reads: BTreeMap<usize, Box<[Tally]>> = BTreeMap::new();
    for read in clear.into_iter().flat_map(|guard| guard.reads) {
        let known = reads.get_mut(&read.part);
        let Some(known) = known else {
            reads.insert(read.part, read.adds);
            continue;
        };
        for (known, other) in known.iter_mut().zip(&read.adds) {
            if other.against > 0 {
                *known = Tally::AGAINST;
            }
        }
    }
    if !reads.is_empty() {
        let reads = reads.into_iter().map(|(part, adds)| Read { part, adds });
        others.push(Guard::clear(reads.collect()));
    }
    others
}

/// What may never be, with what has one occasion in one.
fn never(net: &Net<'_>, about: Run, known: &mut Known) -> Vec<Never> {
    let mut by_occasion: BTreeMap<(Property, GuardId), Vec<Guard>> = BTreeMap::new();
    let asked = |property| match about {
        Run::Near => property != Property::ProperCompletion,
        Run::Completion => property == Property::ProperCompletion,
        Run::Acts | Run::Ends(_) => false,
    };
    for never in net.never.iter().filter(|never| asked(never.property)) {
        let when = known.number(plain(&never.when));
        let unless = by_occasion.entry((never.property, when)).or_default();
        unless.push(never.unless.clone());
    }
    let mut found = recalls(net, about, known);
    for ((property, when), unless) in by_occasion {
        // What rests on nothing always excuses.
        found.extend(joined(&unless).into_iter().map(|unless| Never {
            property,
            when,
            unless: known.number(unless),
        }));
    }
    found
}

/// Where a transaction is asked to be taken back that encloses others. That is no fault: it is asked for until all that it
/// encloses is there.
fn recalls(net: &Net<'_>, about: Run, known: &mut Known) -> Vec<Never> {
    if about != Run::Near {
        return Vec::new();
    }
    let recalls = net.recalls.iter().filter_map(|(at, pending)| {
        let children = net.places.get(*at)?.children.iter();
        let all = children.map(|child| Read {
            part: *child,
            adds: vec![Tally::NONE; net.parts.get(*child).map_or(0, Part::count)].into(),
        });
        Some(Never {
            property: Property::CanBeWoundDown,
            when: known.number(plain(pending)),
            unless: known.number(Guard::clear(all.collect())),
        })
    });
    recalls.collect()
}
