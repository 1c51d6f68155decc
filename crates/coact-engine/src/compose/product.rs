//! Two components together.

mod side;

use rustc_hash::FxHashMap;

use super::around::Around;
use super::component::{Component, State};
use super::events::{Event, targets_of};
use super::questions::{GuardId, Questions};
use super::tag::{Edge, Tag, Tags};
use crate::net::{Net, Tally};
use crate::property::Property;
use side::{Learns, Side};

/// What components are put together with.
pub(super) struct Table<'n, 'a> {
    pub(super) net: &'n Net<'a>,
    pub(super) questions: Questions,
    pub(super) tags: Tags,
    /// For each of what may never be, whether it was judged.
    pub(super) judged: Vec<bool>,
    /// The most states that were held at once.
    pub(super) largest: usize,
    /// The most that may be.
    pub(super) limit: usize,
}

/// Two components together.
pub(super) struct Product {
    pub(super) component: Component,
    /// For each state, whether the transaction is asked to be taken back that has all it encloses here first.
    pub(super) recalled: Vec<bool>,
    /// The places in the list of what may never be that are found here.
    pub(super) broken: Vec<usize>,
}

/// A state of both, and what is around.
type Key = (u32, u32, u32);

impl Table<'_, '_> {
    /// All states that two components can come to together; none where there are too many.
    pub(super) fn product(&mut self, one: &Component, other: &Component) -> Option<Product> {
        let mut parts = [one.parts.as_slice(), &other.parts].concat();
        parts.sort_unstable();
        let judged = self.judged_now(one, other);
        let met = self.meet(one, other, &parts, &judged);
        let around = self.around(one, other, &parts)?;
        let (ones, others) = (Side::of(one), Side::of(other));
        let learns = (
            ones.learns(&self.questions, &others, &around),
            others.learns(&self.questions, &ones, &around),
        );
        let mut together = Together {
            table: self,
            learns,
            one: ones,
            other: others,
            parts: &parts,
            around: &around,
            met: &met,
            judged: &judged,
            numbers: FxHashMap::default(),
            keys: Vec::new(),
            added: FxHashMap::default(),
            within: (Vec::new(), Vec::new()),
        };
        let starts = together.starts()?;
        let mut states: Vec<State> = Vec::new();
        let (mut broken, mut recalled) = (Vec::new(), Vec::new());
        while let Some(key) = together.keys.get(states.len()).copied() {
            if states.len() >= together.table.limit {
                return None;
            }
            let state = together.state(key, &mut broken, &mut recalled);
            states.push(state);
        }
        self.largest = self.largest.max(states.len());
        for number in &judged {
            if let Some(judged) = self.judged.get_mut(*number) {
                *judged = true;
            }
        }
        let moved_by = [one, other]
            .into_iter()
            .flat_map(|it| &it.moved_by)
            .filter(|(from, _)| parts.binary_search(from).is_err());
        let mut moved_by: Vec<Event> = moved_by.copied().collect();
        moved_by.sort_unstable();
        moved_by.dedup();
        broken.sort_unstable();
        broken.dedup();
        let asked = met.iter().filter(|met| met.is_kept);
        Some(Product {
            component: Component {
                asked: asked.map(|met| (met.id, met.count)).collect(),
                around,
                parts,
                states,
                starts,
                moved_by,
            },
            recalled,
            broken,
        })
    }

    /// What may never be and is known here first.
    fn judged_now(&self, one: &Component, other: &Component) -> Vec<usize> {
        let whole =
            |id: GuardId| one.rests(id).saturating_add(other.rests(id)) == self.questions.total(id);
        let asked = one.asked.iter().chain(&other.asked);
        let mut never: Vec<usize> = asked
            .flat_map(|(id, _)| self.questions.never_of(*id))
            .copied()
            .collect();
        never.sort_unstable();
        never.dedup();
        never.retain(|number| {
            let never = self.questions.never.get(*number);
            let is_judged = self.judged.get(*number).copied().unwrap_or(true);
            !is_judged && never.is_some_and(|it| whole(it.when) && whole(it.unless))
        });
        never
    }

    fn meet(
        &self,
        one: &Component,
        other: &Component,
        parts: &[usize],
        judged: &[usize],
    ) -> Vec<Met> {
        let mut ids: Vec<GuardId> = [one, other]
            .into_iter()
            .flat_map(|it| it.asked.iter().map(|(id, _)| *id))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let met = ids.into_iter().map(|id| {
            let is_judged = |number: usize| {
                let before = self.judged.get(number).copied().unwrap_or(true);
                before || judged.contains(&number)
            };
            Met {
                id,
                places: (one.place(id), other.place(id)),
                count: one.rests(id).saturating_add(other.rests(id)),
                is_kept: self.questions.is_asked_without(id, parts, is_judged),
            }
        });
        met.collect()
    }

    /// What both rest on elsewhere.
    fn around(&self, one: &Component, other: &Component, parts: &[usize]) -> Option<Around> {
        let mut guards = [one.around.guards.as_slice(), &other.around.guards].concat();
        guards.sort_unstable();
        guards.dedup();
        guards.retain(|id| {
            let guard = self.questions.guards.get(*id);
            let mut reads = guard.into_iter().flat_map(|guard| &guard.reads);
            reads.any(|read| parts.binary_search(&read.part).is_err())
        });
        Around::of(&self.questions, guards, parts)
    }
}

/// A guard that is asked where two components meet, or elsewhere.
struct Met {
    id: GuardId,
    /// Its places in the lists of both.
    places: (Option<usize>, Option<usize>),
    count: usize,
    /// It is asked elsewhere still.
    is_kept: bool,
}

/// What two states add together, and what is found of it.
struct Added {
    kept: Box<[Tally]>,
    broken: Vec<usize>,
    is_recalled: bool,
}

struct Together<'t, 'n, 'a> {
    table: &'t mut Table<'n, 'a>,
    one: Side<'t>,
    other: Side<'t>,
    learns: (Learns, Learns),
    parts: &'t [usize],
    around: &'t Around,
    met: &'t [Met],
    judged: &'t [usize],
    numbers: FxHashMap<Key, u32>,
    keys: Vec<Key>,
    /// By the numbers of what both add.
    added: FxHashMap<(usize, usize), Added>,
    /// Room for the states of both.
    within: (Vec<u32>, Vec<u32>),
}

impl Together<'_, '_, '_> {
    fn number(&mut self, key: Key) -> u32 {
        let keys = &mut self.keys;
        *self.numbers.entry(key).or_insert_with(|| {
            keys.push(key);
            u32::try_from(keys.len().saturating_sub(1)).unwrap_or(u32::MAX)
        })
    }

    /// The initial state for each that may be around.
    fn starts(&mut self) -> Option<Vec<u32>> {
        let here = self.one.label(self.one.start(0)?);
        let there = self.other.label(self.other.start(0)?);
        let mut starts = Vec::new();
        for around in 0..self.around.count() {
            let one = self.one.start(self.learns.0.get(there, around)?)?;
            let other = self.other.start(self.learns.1.get(here, around)?)?;
            starts.push(self.number((one, other, around)));
        }
        Some(starts)
    }

    /// What the states of both add together.
    fn add(&self, here: usize, there: usize) -> Added {
        let add = |of: &Side<'_>, label: usize, place: Option<usize>| {
            let adds = of.adds.get(label);
            adds.and_then(|adds| adds.get(place?))
                .copied()
                .unwrap_or_default()
        };
        let questions = &self.table.questions;
        let adds = self.met.iter().map(|met| {
            let one = add(&self.one, here, met.places.0);
            let other = add(&self.other, there, met.places.1);
            questions.add(met.id, one, other)
        });
        let adds: Vec<Tally> = adds.collect();
        // A guard that rests on nothing is in no list.
        let holds = |id: GuardId| {
            let place = self.met.iter().position(|met| met.id == id);
            let sum = place.and_then(|place| adds.get(place)).copied();
            questions.admits(id, sum.unwrap_or_default())
        };
        let (mut broken, mut is_recalled) = (Vec::new(), false);
        for number in self.judged {
            let never = questions.never.get(*number);
            let Some(never) = never.filter(|never| holds(never.when)) else {
                continue;
            };
            if never.property == Property::CanBeWoundDown {
                is_recalled = true;
            } else if !holds(never.unless) {
                broken.push(*number);
            }
        }
        let kept = self.met.iter().zip(&adds).filter(|(met, _)| met.is_kept);
        Added {
            kept: kept.map(|(_, add)| *add).collect(),
            broken,
            is_recalled,
        }
    }

    fn state(&mut self, key: Key, broken: &mut Vec<usize>, recalled: &mut Vec<bool>) -> State {
        let (one, other, around) = key;
        let labels = (self.one.label(one), self.other.label(other));
        if !self.added.contains_key(&labels) {
            let added = self.add(labels.0, labels.1);
            broken.extend(&added.broken);
            self.added.insert(labels, added);
        }
        let added = self.added.get(&labels);
        recalled.push(added.is_some_and(|added| added.is_recalled));
        let adds = added.map(|added| added.kept.clone()).unwrap_or_default();
        let mut edges = Vec::new();
        if let (Some(here), Some(there)) = (self.one.state(one), self.other.state(other)) {
            for edge in &here.edges {
                self.step(*edge, &there.edges, |a, b| (a, b), key, &mut edges);
            }
            for edge in &there.edges {
                let key = (other, one, around);
                self.step(*edge, &here.edges, |b, a| (a, b), key, &mut edges);
            }
            self.moved(&here.edges, &there.edges, key, &mut edges);
            self.turn(&here.edges, &there.edges, around, &mut edges);
        }
        for to in (0..self.around.count()).filter(|to| *to != around) {
            self.push(Tag::Around(to), (one, other, to), &mut edges);
        }
        edges.sort_unstable();
        edges.dedup();
        State {
            adds,
            around,
            edges,
        }
    }

    /// Edges to a state of both, once each has learnt of the other.
    fn push(&mut self, tag: Tag, (one, other, around): Key, edges: &mut Vec<Edge>) {
        let of_one = self.learns.0.get(self.other.label(other), around);
        let of_other = self.learns.1.get(self.one.label(one), around);
        // What cannot be together is not.
        let (Some(of_one), Some(of_other)) = (of_one, of_other) else {
            return;
        };
        let (mut ones, mut others) = std::mem::take(&mut self.within);
        let tags = &self.table.tags;
        self.one.within(tags, one, of_one, &mut ones);
        self.other.within(tags, other, of_other, &mut others);
        let tag = self.table.tags.number(tag);
        for one in &ones {
            for other in &others {
                let to = self.number((*one, *other, around));
                edges.push(Edge { tag, to });
            }
        }
        self.within = (ones, others);
    }

    /// A step of one of both, which may move the other.
    fn step(
        &mut self,
        edge: Edge,
        others: &[Edge],
        pair: impl Fn(u32, u32) -> (u32, u32),
        (_, stays, around): Key,
        edges: &mut Vec<Edge>,
    ) {
        let Tag::Step { moves, told } = self.table.tags.get(edge.tag) else {
            return;
        };
        let outside = moves.filter(|event| {
            let mut targets = targets_of(self.table.net, *event);
            targets.any(|target| self.parts.binary_search(&target).is_err())
        });
        let tag = Tag::Step {
            moves: outside,
            told,
        };
        let mut moved = false;
        for other in others {
            let by = self.table.tags.get(other.tag);
            if moves.is_some_and(|event| by == Tag::MovedBy(event)) {
                moved = true;
                let (one, other) = pair(edge.to, other.to);
                self.push(tag, (one, other, around), edges);
            }
        }
        if !moved {
            let (one, other) = pair(edge.to, stays);
            self.push(tag, (one, other, around), edges);
        }
    }

    /// What steps outside of both move.
    fn moved(&mut self, ones: &[Edge], others: &[Edge], key: Key, edges: &mut Vec<Edge>) {
        let (one, other, around) = key;
        let parts = self.parts;
        let of = |tags: &Tags, edges: &[Edge]| {
            let events = edges.iter().filter_map(|edge| match tags.get(edge.tag) {
                Tag::MovedBy(event) => Some((event, edge.to)),
                _ => None,
            });
            let outside = events.filter(|(event, _)| parts.binary_search(&event.0).is_err());
            outside.collect::<Vec<(Event, u32)>>()
        };
        let (here, there) = (of(&self.table.tags, ones), of(&self.table.tags, others));
        for (event, to) in &here {
            let tag = Tag::MovedBy(*event);
            let joint: Vec<u32> = there
                .iter()
                .filter(|(known, _)| known == event)
                .map(|(_, to)| *to)
                .collect();
            if joint.is_empty() {
                self.push(tag, (*to, other, around), edges);
            }
            for other in joint {
                self.push(tag, (*to, other, around), edges);
            }
        }
        for (event, to) in &there {
            if !here.iter().any(|(known, _)| known == event) {
                self.push(Tag::MovedBy(*event), (one, *to, around), edges);
            }
        }
    }

    /// Both turn at once.
    fn turn(&mut self, ones: &[Edge], others: &[Edge], around: u32, edges: &mut Vec<Edge>) {
        let turns = |tags: &Tags, edges: &[Edge]| {
            let turns = edges.iter();
            let turns = turns.filter(|edge| tags.get(edge.tag) == Tag::Turn);
            turns.map(|edge| edge.to).collect::<Vec<u32>>()
        };
        let (here, there) = (
            turns(&self.table.tags, ones),
            turns(&self.table.tags, others),
        );
        for one in &here {
            for other in &there {
                self.push(Tag::Turn, (*one, *other, around), edges);
            }
        }
    }
}
