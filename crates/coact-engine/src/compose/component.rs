//! What can happen in some parts of a net taken together.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use coact_model::ctp::{Act, Step};

use super::Without;
use super::questions::{GuardId, Questions};
use crate::net::{Net, Read, Tally, Way};

/// A step that moves parts elsewhere too: the part, and the number of its effect.
pub(super) type Event = (usize, u16);

/// What is seen of an edge from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    /// A step, of which nothing else is seen.
    Step {
        /// It moves parts elsewhere.
        moves: Option<Event>,
        /// What is told of it beside.
        told: Told,
    },
    /// It is moved by a step elsewhere.
    MovedBy(Event),
    /// What it rests on elsewhere becomes so.
    Around(u32),
    /// From here on everybody goes without what is asked to go without.
    Turn,
}

/// What is told of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// It allows that the transaction is taken back which is put together with what it encloses.
    Allows,
    /// Which step it is of the part that is asked about, and where it leads.
    Is {
        /// The number of the step.
        step: u16,
        /// The state in its table, before what follows at once.
        to: u16,
    },
}

impl Tag {
    /// Nothing is seen.
    pub(super) const SILENT: Self = Self::Step {
        moves: None,
        told: Told::Nothing,
    };
}

/// The number of a tag.
pub(super) type TagId = u32;

/// All tags that were met.
pub(super) struct Tags {
    all: Vec<Tag>,
    numbers: FxHashMap<Tag, TagId>,
}

/// The number of the tag of which nothing is seen.
pub(super) const SILENT: TagId = 0;

impl Tags {
    pub(super) fn new() -> Self {
        Self {
            all: vec![Tag::SILENT],
            numbers: FxHashMap::from_iter([(Tag::SILENT, SILENT)]),
        }
    }

    pub(super) fn number(&mut self, tag: Tag) -> TagId {
        let all = &mut self.all;
        *self.numbers.entry(tag).or_insert_with(|| {
            all.push(tag);
            u32::try_from(all.len().saturating_sub(1)).unwrap_or(u32::MAX)
        })
    }

    pub(super) fn get(&self, id: TagId) -> Tag {
        let found = usize::try_from(id).ok().and_then(|id| self.all.get(id));
        found.copied().unwrap_or(Tag::SILENT)
    }
}

/// An edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) tag: TagId,
    pub(super) to: u32,
}

/// Some parts of a net taken together.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) parts: Vec<usize>,
    /// The guards that are asked elsewhere, in order, with how many of what they rest on is in it.
    pub(super) asked: Vec<(GuardId, usize)>,
    /// What its steps ask and rests on parts elsewhere.
    pub(super) around: Around,
    pub(super) states: Vec<State>,
    /// The initial state, for each that may be around.
    pub(super) starts: Vec<u32>,
    /// Its parts are moved by these steps of others.
    pub(super) moved_by: Vec<Event>,
}

/// A state of a component.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// What it adds to each guard that is asked elsewhere.
    pub(super) adds: Box<[Tally]>,
    /// What is around, by its number.
    pub(super) around: u32,
    pub(super) edges: Vec<Edge>,
}

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

/// So many may be around a component at most.
const MOST_AROUND: usize = 256;

/// Where a way goes without something, everything is there twice: before it is decided to, and behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    Behind,
}

/// What a part is made a component for.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    /// What its ways go without in the end.
    pub(super) without: Without,
    /// It tells of each step which it is.
    pub(super) tells: bool,
}

impl Component {
    /// One part of a net, whose ways go without something in the end; none where what it does at once rests on others.
    pub(super) fn leaf(
        net: &Net<'_>,
        questions: &Questions,
        tags: &mut Tags,
        events: &Events,
        (at, about): (usize, About),
    ) -> Option<Self> {
        let part = net.parts.get(at)?;
        let rests = Rests::of(net, at)?;
        let own: Vec<u16> = (0..u16::try_from(part.count()).ok()?)
            .filter(|state| rests.is_at_rest(*state))
            .collect();
        let halves = match about.without {
            Without::Nothing => &[Half::Before][..],
            Without::Revoking | Without::Allowing => &[Half::Before, Half::Behind],
        };
        let one = One {
            net,
            questions,
            events,
            rests,
            own: &own,
            asked: asked_elsewhere(questions, at),
            around: Around::of(questions, rests_elsewhere(net, questions, at), &[at])?,
            at,
            without: about.without,
            tells: about.tells,
        };
        let count = one.around.count();
        let mut states = Vec::new();
        for half in halves {
            for around in 0..count {
                for state in &own {
                    let turns = halves.len() > 1 && *half == Half::Before;
                    states.push(one.state(*state, (*half, around), turns, tags)?);
                }
            }
        }
        let starts: Option<Vec<u32>> = (0..count)
            .map(|around| one.number(0, (Half::Before, around)))
            .collect();
        Some(Self {
            parts: vec![at],
            asked: one.asked.iter().map(|(id, _)| (*id, 1)).collect(),
            around: one.around.clone(),
            states,
            starts: starts?,
            moved_by: events.into.get(at)?.clone(),
        })
    }
}

/// The guards that others ask and that rest on a part, with the place among their reads.
fn asked_elsewhere(questions: &Questions, at: usize) -> Vec<(GuardId, usize)> {
    let asked = questions.by_part.get(at).into_iter().flatten().copied();
    asked
        .filter(|(id, _)| questions.is_asked_without(*id, &[at], |_| false))
        .collect()
}

/// The guards that a part asks and that rest on others.
fn rests_elsewhere(net: &Net<'_>, questions: &Questions, at: usize) -> Vec<GuardId> {
    let needs = questions.needs.get(at).into_iter().flatten().flatten();
    let answers = questions.answers.get(at).into_iter().flatten();
    let answers = answers.filter(|_| at < net.places.len());
    let mut guards: Vec<GuardId> = needs
        .chain(answers)
        .copied()
        .filter(|id| {
            let mut reads = questions
                .guards
                .get(*id)
                .into_iter()
                .flat_map(|it| &it.reads);
            reads.any(|read| read.part != at)
        })
        .collect();
    guards.sort_unstable();
    guards.dedup();
    guards
}

/// A part that is made a component.
struct One<'t, 'n, 'a> {
    net: &'n Net<'a>,
    questions: &'t Questions,
    events: &'t Events,
    rests: Rests,
    own: &'t [u16],
    asked: Vec<(GuardId, usize)>,
    around: Around,
    at: usize,
    without: Without,
    /// It tells of each step which it is.
    tells: bool,
}

impl One<'_, '_, '_> {
    /// The number of the state that a state of the table comes to rest in.
    fn number(&self, state: u16, (half, around): (Half, u32)) -> Option<u32> {
        let place = self.own.binary_search(&self.rests.end(state)?).ok()?;
        let count = usize::try_from(self.around.count()).ok()?;
        let before = match half {
            Half::Before => 0,
            Half::Behind => count,
        };
        let before = before.checked_add(usize::try_from(around).ok()?)?;
        let before = before.checked_mul(self.own.len())?;
        u32::try_from(place.checked_add(before)?).ok()
    }

    fn state(
        &self,
        state: u16,
        (half, around): (Half, u32),
        turns: bool,
        tags: &mut Tags,
    ) -> Option<State> {
        let others = self.around.read(around);
        let holds = |id: GuardId| {
            let place = self.around.guards.iter().position(|known| *known == id);
            let others = place.and_then(|place| others.get(place)).copied();
            let own = self.add(id, state);
            let sum = self.questions.add(id, own, others.unwrap_or_default());
            self.questions.admits(id, sum)
        };
        let mut edges = Vec::new();
        for way in self.net.parts.get(self.at)?.ways(state) {
            if !self.passes(*way, half, holds)? {
                continue;
            }
            let event = (self.at, way.effect);
            let step = self.net.step(self.at, usize::from(way.step));
            let allows = matches!(step, Some(Step::Allow(Act::Request | Act::Promise)));
            let told = if self.tells {
                Told::Is {
                    step: way.step,
                    to: way.to,
                }
            } else if allows && self.questions.is_recalled(self.at) {
                Told::Allows
            } else {
                Told::Nothing
            };
            let tag = Tag::Step {
                moves: Some(event).filter(|event| self.events.targets(self.net, *event)),
                told,
            };
            let to = self.events.moved(self.net, event, self.at, way.to);
            edges.push(Edge {
                tag: tags.number(tag),
                to: self.number(to, (half, around))?,
            });
        }
        for event in self.events.into.get(self.at)? {
            let to = self.events.moved(self.net, *event, self.at, state);
            edges.push(Edge {
                tag: tags.number(Tag::MovedBy(*event)),
                to: self.number(to, (half, around))?,
            });
        }
        for other in (0..self.around.count()).filter(|other| *other != around) {
            edges.push(Edge {
                tag: tags.number(Tag::Around(other)),
                to: self.number(state, (half, other))?,
            });
        }
        if turns {
            edges.push(Edge {
                tag: tags.number(Tag::Turn),
                to: self.number(state, (Half::Behind, around))?,
            });
        }
        let adds = self.asked.iter().map(|(id, _)| self.add(*id, state));
        Some(State {
            adds: adds.collect(),
            around,
            edges,
        })
    }

    /// What a state of the part adds to a guard.
    fn add(&self, id: GuardId, state: u16) -> Tally {
        let reads = self.questions.guards.get(id).map(|guard| &guard.reads);
        let mut reads = reads.into_iter().flatten();
        let read = reads.find(|read| read.part == self.at);
        let add = read.and_then(|read| read.adds.get(usize::from(state)));
        let add = add.copied().unwrap_or_default();
        self.questions.add(id, add, Tally::NONE)
    }

    /// Whether a step is possible.
    fn passes(&self, way: Way, half: Half, holds: impl Fn(GuardId) -> bool) -> Option<bool> {
        let step = usize::from(way.step);
        if half == Half::Behind && self.at < self.net.places.len() {
            match self.net.step(self.at, step) {
                Some(Step::Allow(_)) if self.without == Without::Allowing => return Some(false),
                Some(Step::Revoke(_)) if self.without == Without::Revoking => {
                    let answer = self.questions.answers.get(self.at)?.get(step)?;
                    if !holds(*answer) {
                        return Some(false);
                    }
                }
                _ => {}
            }
        }
        let needs = self.questions.needs.get(self.at)?.get(step)?;
        Some(needs.iter().all(|id| holds(*id)))
    }
}

/// The steps that move other parts.
pub(super) struct Events {
    /// Per part, those that move it.
    into: Vec<Vec<Event>>,
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
    fn targets(&self, net: &Net<'_>, (at, effect): Event) -> bool {
        let mut targets = targets_of(net, (at, effect));
        targets.any(|target| target != at)
    }

    /// Where a part is moved to.
    fn moved(&self, net: &Net<'_>, (from, effect): Event, at: usize, state: u16) -> u16 {
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

/// Where a part comes to rest: what it does at once it does before anybody sees it.
struct Rests {
    ends: Vec<u16>,
}

impl Rests {
    /// None where the part never comes to rest.
    fn of(net: &Net<'_>, at: usize) -> Option<Self> {
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

    fn end(&self, state: u16) -> Option<u16> {
        self.ends.get(usize::from(state)).copied()
    }

    fn is_at_rest(&self, state: u16) -> bool {
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
        let own =
            |guard: &crate::net::Guard| guard.reads.iter().all(|read| read.part == urgent.part);
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

impl Component {
    /// The place of a guard among those that are asked elsewhere.
    pub(super) fn place(&self, id: GuardId) -> Option<usize> {
        self.asked.iter().position(|(known, _)| *known == id)
    }

    /// On how many of its parts a guard rests that is asked elsewhere.
    pub(super) fn rests(&self, id: GuardId) -> usize {
        let asked = self.place(id).and_then(|place| self.asked.get(place));
        asked.map_or(0, |(_, count)| *count)
    }

    /// No parts, in which nothing happens.
    pub(super) fn nothing(tags: &mut Tags) -> Self {
        let turn = Edge {
            tag: tags.number(Tag::Turn),
            to: 0,
        };
        Self {
            parts: Vec::new(),
            asked: Vec::new(),
            around: Around {
                guards: Vec::new(),
                all: vec![Vec::new()],
            },
            states: vec![State {
                adds: Box::new([]),
                around: 0,
                edges: vec![turn],
            }],
            starts: vec![0],
            moved_by: Vec::new(),
        }
    }
}
