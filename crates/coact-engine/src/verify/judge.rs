//! The properties, judged on every state of a net.

use std::collections::{BTreeMap, BTreeSet};

use coact_model::ctp::{Act, Step};
use coact_model::model::{KindId, WaitId};

use super::ends::{AT_ONCE, Ends, Question, Without};
use super::explore::{Explored, Found, Limits, Look, explore};
use super::numbers::Numbers;
use super::space::Space;
use crate::net::{Move, Net, Next};
use crate::property::{About, Property};

/// A property that does not hold.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The property.
    pub property: Property,
    /// What it is about.
    pub about: About,
    /// A shortest way to where it shows; none where it shows nowhere, as an act that never happens.
    pub way: Option<Vec<Move>>,
}

/// What was found out about a case.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Whether all states were seen.
    pub explored: Explored,
    /// So many states were seen.
    pub states: usize,
    /// And so many edges.
    pub edges: usize,
    /// What does not hold, in the order of the properties.
    pub violations: Vec<Violation>,
}

impl Judged {
    /// Nothing was explored.
    pub const UNSEEN: Self = Self {
        explored: Explored::Bounded,
        states: 0,
        edges: 0,
        violations: Vec::new(),
    };

    /// Whether a property was found to hold; none where that is not known.
    pub fn holds(&self, property: Property) -> Option<bool> {
        if self.violations.iter().any(|it| it.property == property) {
            return Some(false);
        }
        (self.explored == Explored::Whole).then_some(true)
    }
}

/// Explores a net and judges it.
pub fn judge(net: &Net<'_>, numbers: Numbers, limits: Limits) -> Judged {
    let mut states = States::of(net);
    let (space, explored) = explore(net, numbers, limits, &mut states);
    let mut found: Vec<(Property, About, Found)> = states
        .found
        .iter()
        .map(|((property, about), found)| (*property, *about, *found))
        .collect();
    if explored == Explored::Whole {
        found.extend(ends(&space));
    }
    let to: Vec<Found> = found.iter().map(|(_, _, found)| *found).collect();
    let ways = space.ways(&to);
    let mut violations: Vec<Violation> = found
        .into_iter()
        .zip(ways)
        .map(|((property, about, _), way)| Violation {
            property,
            about: match property {
                Property::CanComplete
                | Property::CompletesWithoutRevoking
                | Property::CompletesWithoutAllowing => asked_last(net, &way),
                _ => about,
            },
            way: Some(way),
        })
        .collect();
    if explored == Explored::Whole {
        violations.extend(states.never());
    }
    violations.sort_by_key(|violation| (violation.property, violation.about));
    Judged {
        explored,
        states: space.states(),
        edges: space.edges(),
        violations,
    }
}

/// What shows only in the ways onward.
fn ends(space: &Space<'_, '_>) -> Vec<(Property, About, Found)> {
    let net = space.net;
    let mut questions = vec![
        Question::End(Without::Nothing),
        Question::End(Without::Revoking),
        Question::End(Without::Allowing),
    ];
    questions.extend(
        net.recalls
            .iter()
            .map(|(place, pending)| Question::WindDown {
                place: *place,
                pending: pending.clone(),
            }),
    );
    let mut found = Vec::new();
    for questions in questions.chunks(AT_ONCE) {
        let refuted = Ends::of(space, questions).refuted();
        for (question, refuted) in questions.iter().zip(refuted) {
            let Some(at) = refuted else { continue };
            found.extend(match question {
                Question::End(Without::Nothing) => Some((Property::CanComplete, About::Case, at)),
                Question::End(Without::Revoking) => {
                    Some((Property::CompletesWithoutRevoking, About::Case, at))
                }
                Question::End(Without::Allowing) => {
                    Some((Property::CompletesWithoutAllowing, About::Case, at))
                }
                Question::WindDown { place, .. } => {
                    let state = space.state(at.index);
                    let act: Option<Act> = net.local(&state, *place).status.pending;
                    let kind = net.places.get(*place).map(|place| place.kind);
                    kind.zip(act).map(|(kind, act)| {
                        let about = About::Act(kind, Step::Allow(act));
                        (Property::CanBeWoundDown, about, at)
                    })
                }
            });
        }
    }
    found
}

/// What a state without a way onward is about: what was asked for last, where that is by a link.
fn asked_last(net: &Net<'_>, way: &[Move]) -> About {
    let Some(Move::Act(place, _)) = way.last().copied() else {
        return About::Case;
    };
    let link = net.places.get(place).and_then(|place| place.parent);
    link.map_or(About::Case, |(_, link)| About::Link(link))
}

/// What shows in single states and moves: the first state of each, which is a nearest one.
struct States<'n, 'a> {
    net: &'n Net<'a>,
    found: BTreeMap<(Property, About), Found>,
    /// Per part and step, whether it has happened.
    happened: Vec<Vec<bool>>,
    opened: BTreeSet<WaitId>,
    /// The waits that were not open yet, by part, step and place among its guards.
    closed: Vec<(usize, usize, usize)>,
    /// For each of what may never be, whether it was found.
    broken: Vec<bool>,
}

impl<'n, 'a> States<'n, 'a> {
    fn of(net: &'n Net<'a>) -> Self {
        let parts = net.parts.iter();
        let happened = parts.map(|part| vec![false; part.guards.len()]).collect();
        let mut closed = Vec::new();
        for (at, part) in net.parts.iter().enumerate() {
            for (step, guards) in part.guards.iter().enumerate() {
                for (number, guard) in guards.iter().enumerate() {
                    if guard.wait.is_some() {
                        closed.push((at, step, number));
                    }
                }
            }
        }
        Self {
            net,
            found: BTreeMap::new(),
            happened,
            opened: BTreeSet::new(),
            closed,
            broken: vec![false; net.never.len()],
        }
    }

    fn happens(&mut self, part: usize, step: usize) {
        let happened = self.happened.get_mut(part);
        if let Some(happened) = happened.and_then(|steps| steps.get_mut(step)) {
            *happened = true;
        }
    }

    fn find(&mut self, property: Property, about: About, found: Found) {
        self.found.entry((property, about)).or_insert(found);
    }

    fn opens(&mut self, state: &[u16]) {
        let (net, opened) = (self.net, &mut self.opened);
        self.closed.retain(|(at, step, number)| {
            let guards = net.parts.get(*at).and_then(|part| part.guards.get(*step));
            let guard = guards.and_then(|guards| guards.get(*number));
            let Some((guard, wait)) = guard.and_then(|guard| Some((guard, guard.wait?))) else {
                return false;
            };
            if guard.holds(state) {
                opened.insert(wait);
            }
            !opened.contains(&wait)
        });
    }

    /// What never happens.
    fn never(&self) -> Vec<Violation> {
        let net = self.net;
        let mut acts: BTreeMap<(KindId, Step), bool> = BTreeMap::new();
        for (place, happened) in net.places.iter().zip(&self.happened) {
            for (step, happened) in place.table.steps.iter().zip(happened) {
                *acts.entry((place.kind, *step)).or_default() |= happened;
            }
        }
        let acts = acts.into_iter().filter(|(_, happened)| !happened);
        let acts = acts.map(|((kind, step), _)| (Property::NoDeadAct, About::Act(kind, step)));
        let waits: BTreeSet<WaitId> = net.waits().map(|(id, _)| id).collect();
        let waits = waits.difference(&self.opened);
        let waits = waits.map(|wait| (Property::WaitsOpen, About::Wait(*wait)));
        acts.chain(waits)
            .map(|(property, about)| Violation {
                property,
                about,
                way: None,
            })
            .collect()
    }
}

impl Look for States<'_, '_> {
    fn made(&mut self, made: Move, next: Next<'_>) {
        if let Move::Act(place, step) = made {
            self.happens(place, step);
        }
        if let Next::Many { tacit, .. } = next {
            for (part, step) in tacit {
                self.happens(*part, usize::from(*step));
            }
        }
    }

    fn state(&mut self, found: Found, state: &[u16], moves: usize) -> bool {
        let net = self.net;
        if moves == 0 && !net.settled.holds(state) && !net.failed.holds(state) {
            self.find(Property::NoDeadlock, About::Case, found);
        }
        for (number, never) in net.never.iter().enumerate() {
            let is_known = self.broken.get(number).copied().unwrap_or(true);
            if !is_known && never.is_violated(state) {
                self.find(never.property, never.about, found);
                if let Some(broken) = self.broken.get_mut(number) {
                    *broken = true;
                }
            }
        }
        if !self.closed.is_empty() {
            self.opens(state);
        }
        true
    }
}
