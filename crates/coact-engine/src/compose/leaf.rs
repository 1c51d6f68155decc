//! One part of a net as a component.

use coact_model::ctp::{Act, Step};

use super::Without;
use super::around::Around;
use super::component::{Component, State};
use super::events::Events;
use super::questions::{GuardId, Questions};
use super::rest::Rests;
use super::tag::{Edge, Tag, Tags, Told};
use crate::net::{Net, Tally, Way};

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
