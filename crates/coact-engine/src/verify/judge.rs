//! The properties, judged on every state of a net.

use std::collections::{BTreeMap, BTreeSet};

use coact_model::ctp::{self, Act, Base, FactWord, Step};
use coact_model::model::{KindId, LinkId, WaitId};

use super::explore::{Edge, Explored, Limits, Space, explore};
use super::property::Property;
use crate::net::{Move, Net, State, Taken, Wait};

/// What a violation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The whole case.
    Case,
    /// The link by which something is asked for.
    Link(LinkId),
    /// A wait.
    Wait(WaitId),
    /// An act.
    Act(KindId, Step),
}

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
    /// Whether a property was found to hold; none where that is not known.
    pub fn holds(&self, property: Property) -> Option<bool> {
        if self.violations.iter().any(|it| it.property == property) {
            return Some(false);
        }
        (self.explored == Explored::Whole).then_some(true)
    }
}

/// What shows in single states and edges: the first state of each, which is a nearest one.
struct Look<'n, 'a> {
    net: &'n Net<'a>,
    found: BTreeMap<(Property, About), u32>,
    happened: BTreeSet<(KindId, usize)>,
    opened: BTreeSet<WaitId>,
    settled: Vec<bool>,
    /// The states in which something has failed that the model accepts to fail.
    failed: Vec<bool>,
    /// Per state, the transactions that are asked to be taken back and hold children, and whether that can be allowed.
    recalled: Vec<Vec<(usize, bool)>>,
}

/// Explores a net and judges it.
pub fn judge(net: &Net<'_>, limits: Limits) -> Judged {
    let mut look = Look {
        net,
        found: BTreeMap::new(),
        happened: BTreeSet::new(),
        opened: BTreeSet::new(),
        settled: Vec::new(),
        failed: Vec::new(),
        recalled: Vec::new(),
    };
    let (space, explored) = explore(net, limits, |number, state, moves| {
        look.at(number, state, moves);
    });
    if explored == Explored::Whole {
        look.ways(&space);
    }
    let mut violations: Vec<Violation> = look
        .found
        .iter()
        .map(|((property, about), number)| Violation {
            property: *property,
            about: *about,
            way: Some(space.way(*number)),
        })
        .collect();
    if explored == Explored::Whole {
        violations.extend(look.never());
    }
    violations.sort_by_key(|violation| (violation.property, violation.about));
    Judged {
        explored,
        states: space.len(),
        edges: space.edges(),
        violations,
    }
}

const fn is_over(base: Base) -> bool {
    matches!(
        base,
        Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
    )
}

impl Look<'_, '_> {
    fn find(&mut self, property: Property, about: About, number: u32) {
        self.found.entry((property, about)).or_insert(number);
    }

    fn at(&mut self, number: u32, state: &State, moves: &[(Move, Taken)]) {
        let net = self.net;
        let is_settled = net.is_settled(state);
        self.settled.push(is_settled);
        let has_failed = net.has_failed(state);
        self.failed.push(has_failed);
        if moves.is_empty() && !is_settled && !has_failed {
            self.find(Property::NoDeadlock, About::Case, number);
        }
        for (made, taken) in moves {
            if let Move::Act(place, step) = *made {
                self.happens(place, step);
            }
            for (place, step) in &taken.tacit {
                self.happens(*place, *step);
            }
        }
        self.orphans(number, state);
        self.waits(number, state);
        self.completion(number, state);
        let held_up = self.held_up(state, moves);
        self.recalled.push(held_up);
    }

    fn happens(&mut self, place: usize, step: usize) {
        if let Some(at) = self.net.places.get(place) {
            self.happened.insert((at.kind, step));
        }
    }

    fn orphans(&mut self, number: u32, state: &State) {
        let net = self.net;
        for (at, place) in net.places.iter().enumerate() {
            let Some((parent, link)) = place.parent else {
                continue;
            };
            let status = net.local(state, at).status;
            if is_over(net.local(state, parent).status.base) && !status.is_settled() {
                self.find(Property::NoOrphan, About::Link(link), number);
            }
        }
    }

    fn waits(&mut self, number: u32, state: &State) {
        let net = self.net;
        for (at, step, wait) in net.waits() {
            if net.is_open(state, wait) {
                self.opened.insert(wait.id);
            }
            let Some(Step::Base(act)) = net.step(at, step) else {
                continue;
            };
            // What a request has waited for may be undone: who was asked can still decline.
            let base = net.local(state, at).status.base;
            if act != Act::Request && ctp::stands(base, act) && self.is_undone(state, wait) {
                self.find(Property::NoUndoneWait, About::Wait(wait.id), number);
            }
        }
    }

    /// Whether the base facts that a wait was satisfied by stand no longer: that a revocation is pending takes nothing back
    /// yet.
    fn is_undone(&self, state: &State, wait: &Wait) -> bool {
        let FactWord::Base(act) = wait.fact else {
            return false;
        };
        let bases = wait
            .of
            .iter()
            .map(|place| self.net.local(state, *place).status.base);
        let (mut stand, mut others) = (0_u64, 0_u64);
        for base in bases {
            if ctp::stands(base, act) {
                stand = stand.saturating_add(1);
            } else if !matches!(base, Base::Initial | Base::Quitted | Base::Stopped) {
                others = others.saturating_add(1);
            }
        }
        match wait.count {
            Some(count) => stand < count,
            None => others > 0 || stand < wait.least,
        }
    }

    fn completion(&mut self, number: u32, state: &State) {
        let net = self.net;
        let status = |place: usize| net.local(state, place).status;
        let roots_rest = net
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| place.parent.is_none())
            .all(|(at, _)| status(at).is_settled());
        let pends = |(at, place): (usize, &crate::net::Place)| {
            place.parent.is_some() && status(at).pending.is_some()
        };
        if roots_rest && net.places.iter().enumerate().any(pends) {
            self.find(Property::ProperCompletion, About::Case, number);
        }
    }

    /// The transactions that are asked to be taken back, with whether that can be allowed now.
    fn held_up(&self, state: &State, moves: &[(Move, Taken)]) -> Vec<(usize, bool)> {
        let net = self.net;
        let places = net.places.iter().enumerate();
        places
            .filter(|(_, place)| !place.children.is_empty())
            .filter_map(|(at, place)| {
                let act = net.local(state, at).status.pending?;
                if !matches!(act, Act::Request | Act::Promise) {
                    return None;
                }
                let allow = place.table.step(Step::Allow(act))?;
                let can = moves.iter().any(|(made, _)| *made == Move::Act(at, allow));
                Some((at, can))
            })
            .collect()
    }

    /// What shows only in the ways from a state onward.
    fn ways(&mut self, space: &Space) {
        let is = |known: &[bool], number: u32| {
            usize::try_from(number).is_ok_and(|at| known.get(at).copied().unwrap_or(false))
        };
        let ends = |number| is(&self.settled, number) || is(&self.failed, number);
        let mut found = Vec::new();
        let mut judge = |property, can: Vec<bool>| {
            let first = first_without(&can, |_| true);
            found.extend(first.map(|first| (property, self.about(space, first), first)));
        };
        judge(Property::CanComplete, space.can_reach(ends, |_, _, _| true));
        let can = space.can_reach(ends, |_, _, edge| edge != Edge::Revoke);
        judge(Property::CompletesWithoutRevoking, can);
        let can = space.can_reach(ends, |_, _, edge| edge != Edge::Allow);
        judge(Property::CompletesWithoutAllowing, can);
        for (at, place) in self.net.places.iter().enumerate() {
            let pending = |number: u32| {
                let recalled = usize::try_from(number)
                    .ok()
                    .and_then(|at| self.recalled.get(at));
                recalled.and_then(|all| all.iter().find(|(place, _)| *place == at))
            };
            if place.children.is_empty() {
                continue;
            }
            let can = space.can_reach(
                |number| pending(number).is_some_and(|(_, can)| *can),
                |from, to, _| pending(from).is_some() && pending(to).is_some(),
            );
            let first = first_without(&can, |number| pending(number).is_some());
            let act = first
                .and_then(|first| space.state(first))
                .and_then(|state| self.net.local(&state, at).status.pending);
            if let (Some(first), Some(act)) = (first, act) {
                let about = About::Act(place.kind, Step::Allow(act));
                found.push((Property::CanBeWoundDown, about, first));
            }
        }
        for (property, about, number) in found {
            self.find(property, about, number);
        }
    }

    /// What a state without a way onward is about: what was asked for last, where that is by a link.
    fn about(&self, space: &Space, number: u32) -> About {
        let last = space.way(number).last().copied();
        let Some(Move::Act(place, _)) = last else {
            return About::Case;
        };
        let link = self.net.places.get(place).and_then(|place| place.parent);
        link.map_or(About::Case, |(_, link)| About::Link(link))
    }

    /// What never happens.
    fn never(&self) -> Vec<Violation> {
        let net = self.net;
        let mut kinds: Vec<(KindId, &crate::local::Table)> = Vec::new();
        for place in &net.places {
            if kinds.iter().all(|(kind, _)| *kind != place.kind) {
                kinds.push((place.kind, &place.table));
            }
        }
        let acts = kinds.into_iter().flat_map(|(kind, table)| {
            let steps = table.steps.iter().enumerate();
            steps.filter_map(move |(number, step)| {
                let happened = self.happened.contains(&(kind, number));
                (!happened).then_some((Property::NoDeadAct, About::Act(kind, *step)))
            })
        });
        let mut waits: Vec<WaitId> = net.waits().map(|(_, _, wait)| wait.id).collect();
        waits.sort_unstable();
        waits.dedup();
        let waits = waits
            .into_iter()
            .filter(|wait| !self.opened.contains(wait))
            .map(|wait| (Property::WaitsOpen, About::Wait(wait)));
        acts.chain(waits)
            .map(|(property, about)| Violation {
                property,
                about,
                way: None,
            })
            .collect()
    }
}

/// The first of the states that are asked about from which there is no way.
fn first_without(can: &[bool], asked: impl Fn(u32) -> bool) -> Option<u32> {
    let mut numbers = (0_u32..).zip(can);
    numbers
        .find(|(number, can)| !**can && asked(*number))
        .map(|(number, _)| number)
}
