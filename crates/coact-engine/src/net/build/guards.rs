//! What the model lets happen at each step of an instance, and why.

use coact_model::ctp::{Act, Base, FactWord, Step, fact_of};
use coact_model::model::{KindId, LawBody, Policy, WaitId, WaitLink};

use super::REQUEST;
use super::reads::{is_live, is_promised, is_quiet, is_settled, read, standing, unless};
use crate::net::{Guard, Net, Place, Read, Tally, orders};

/// What guards each step of an instance.
pub(super) fn of(net: &Net<'_>, at: usize) -> Vec<Vec<Guard>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let mut guards = waits(net, at, *step);
            guards.extend(contained(net, at, place, *step));
            guards.extend(laws(net, at, place, *step));
            guards
        })
        .collect()
}

fn contained(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let is_contained = place.policy != Policy::Free;
    let mut guards = Vec::new();
    match (step, place.parent) {
        (REQUEST, Some((parent, link))) => {
            let link = &net.model.links[link];
            let parent_kind = net.places.get(parent).map(|parent| parent.kind);
            if is_contained {
                let quiet = unless(net, &[parent], |_, it| is_promised(it) && is_quiet(it));
                guards.push(Guard::clear(quiet));
            } else if Some(link.source.0) == parent_kind {
                guards.push(Guard::any(standing(net, &[parent], link.source.1)));
            }
            if let (Some(max), Some(_)) = (link.max, place.instance) {
                let live = |_: &Place, it| Tally {
                    live: u32::from(is_live(it)),
                    ..Tally::NONE
                };
                guards.push(Guard {
                    below: u32::try_from(max).unwrap_or(u32::MAX),
                    ..Guard::clear(read(net, &siblings(net, at, place), live))
                });
            }
        }
        (Step::Revoke(_), Some((parent, _))) if is_contained => {
            let promised = unless(net, &[parent], |_, it| is_promised(it));
            guards.push(Guard::clear(promised));
        }
        (Step::Allow(Act::Request | Act::Promise), _) => {
            let held = place.children.iter().copied().filter(|child| {
                net.places
                    .get(*child)
                    .is_some_and(|child| child.policy != Policy::Free)
            });
            let held: Vec<usize> = held.collect();
            if !held.is_empty() {
                let settled = unless(net, &held, |_, it| is_settled(it));
                guards.push(Guard::clear(settled));
            }
        }
        _ => {}
    }
    guards
}

/// The instances of the same node within the same one, this one included.
fn siblings(net: &Net<'_>, at: usize, place: &Place) -> Vec<usize> {
    let Some(parent) = place.parent.and_then(|(parent, _)| net.places.get(parent)) else {
        return vec![at];
    };
    let same = |child: &usize| {
        net.places
            .get(*child)
            .is_some_and(|it| it.node == place.node)
    };
    parent.children.iter().copied().filter(same).collect()
}

fn waits(net: &Net<'_>, at: usize, step: Step) -> Vec<Guard> {
    let Step::Base(act) = step else {
        return Vec::new();
    };
    sources(net, at, act)
        .map(|(id, link, of)| wait(net, id, link, &of))
        .collect()
}

fn wait(net: &Net<'_>, id: WaitId, link: &WaitLink, of: &Sources) -> Guard {
    let fact = link.source.1;
    let (mut reads, stand, mut live) = if of.is_around {
        (standing(net, &of.places, fact), 1, 0)
    } else if let Some(count) = link.count {
        (standing(net, &of.places, fact), count, 0)
    } else {
        (all_standing(net, of, fact), of.least, 0)
    };
    if let (Some(decision), false, None) = (of.decided, of.is_around, link.count) {
        // Decided, or as many are asked for as can be.
        live = of.most.unwrap_or(1);
        let taken = Tally {
            live: u32::try_from(live).unwrap_or(u32::MAX),
            ..Tally::NONE
        };
        reads.push(Read {
            part: net.places.len().saturating_add(decision),
            adds: [Tally::NONE, taken].into(),
        });
    }
    Guard {
        wait: Some(id),
        stand: u32::try_from(stand).unwrap_or(u32::MAX),
        live: u32::try_from(live).unwrap_or(u32::MAX),
        ..Guard::clear(reads)
    }
}

/// The facts of all that are asked for and neither withdrawn nor given up.
fn all_standing(net: &Net<'_>, of: &Sources, fact: FactWord) -> Vec<Read> {
    let counts = of.decided.is_some() && of.most.is_some();
    read(net, &of.places, |place, it| {
        let live = u32::from(counts && is_live(it));
        let stands = place.memory.stands(it, fact);
        let is_out = matches!(
            it.status.base,
            Base::Initial | Base::Quitted | Base::Stopped
        );
        Tally {
            against: u32::from(!stands && !is_out),
            stand: u32::from(stands),
            live,
        }
    })
}

/// What a wait is for, seen from one instance.
pub(super) struct Sources {
    /// The instances whose fact is waited for.
    pub(super) places: Vec<usize>,
    /// It waits for what encloses it, of which there is one.
    pub(super) is_around: bool,
    /// At least so many.
    pub(super) least: u64,
    /// So many are all that can be asked for.
    most: Option<u64>,
    /// Whether it takes a decision that no more will be asked for, and which.
    decided: Option<usize>,
}

impl Sources {
    fn of(net: &Net<'_>, link: &WaitLink, around: usize) -> Self {
        let source = link.source.0;
        let is_around = net
            .places
            .get(around)
            .is_some_and(|place| place.kind == source);
        let places = if is_around {
            vec![around]
        } else {
            inside(net, around, source)
        };
        let first = places.first().and_then(|place| net.places.get(*place));
        let asked_by = first.and_then(|place| place.parent).map(|(_, link)| link);
        let (least, most) = asked_by.map_or((1, None), |link| {
            (net.model.links[link].min, net.model.links[link].max)
        });
        let is_one = first.is_none_or(|place| place.instance.is_none()) && least > 0;
        let decided = net.decisions.iter().position(|decision| {
            let first = places.first();
            !is_one && first.is_some_and(|first| decision.children.contains(first))
        });
        Self {
            places,
            is_around,
            least,
            most,
            decided,
        }
    }
}

/// The sources of the waits for an act of an instance, with their links.
pub(super) fn sources<'n>(
    net: &'n Net<'_>,
    at: usize,
    act: Act,
) -> impl Iterator<Item = (WaitId, &'n WaitLink, Sources)> {
    let place = net.places.get(at);
    let links = net.model.waits.iter();
    links.filter_map(move |(id, link)| {
        let place = place.filter(|place| link.target == (place.kind, act))?;
        let from = match act {
            Act::Request => place.parent.map(|(parent, _)| parent)?,
            _ => at,
        };
        let around = shared(net, from, link.source.0)?;
        Some((id, link, Sources::of(net, link, around)))
    })
}

/// The nearest instance around this one, itself included, that is or encloses instances of a kind.
fn shared(net: &Net<'_>, from: usize, kind: KindId) -> Option<usize> {
    let mut at = Some(from);
    while let Some(place) = at {
        let own = net.places.get(place)?;
        if own.kind == kind || !inside(net, place, kind).is_empty() {
            return Some(place);
        }
        at = own.parent.map(|(parent, _)| parent);
    }
    None
}

/// The instances of a kind within another.
fn inside(net: &Net<'_>, around: usize, kind: KindId) -> Vec<usize> {
    let mut open = vec![around];
    let mut found = Vec::new();
    while let Some(place) = open.pop().and_then(|at| net.places.get(at)) {
        for child in &place.children {
            open.push(*child);
            if net.places.get(*child).is_some_and(|it| it.kind == kind) {
                found.push(*child);
            }
        }
    }
    found.sort_unstable();
    found
}

fn laws(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let brought = (place.kind, fact_of(step));
    let from = match step {
        REQUEST => place.parent.map_or(at, |(parent, _)| parent),
        _ => at,
    };
    let places_of = |kind: KindId| match shared(net, from, kind) {
        Some(around) if net.places.get(around).is_some_and(|it| it.kind == kind) => vec![around],
        Some(around) => inside(net, around, kind),
        None => net
            .places
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == kind)
            .map(|(at, _)| at)
            .collect(),
    };
    orders(net.model)
        .filter_map(|law| match law {
            LawBody::Before(first, second) if second == brought => {
                Some(Guard::any(standing(net, &places_of(first.0), first.1)))
            }
            LawBody::Precludes(first, second) if second == brought => {
                let stands = unless(net, &places_of(first.0), |place, it| {
                    !place.memory.stands(it, first.1)
                });
                Some(Guard::clear(stands))
            }
            _ => None,
        })
        .collect()
}

/// For each step of an instance, whose automations may ask anew because of it.
pub(super) fn occasions(net: &Net<'_>, at: usize) -> Vec<Vec<usize>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let fact = (place.kind, fact_of(*step));
            let asked = |(child, it): (usize, &Place)| {
                it.memory.most_asked?;
                let mut links = net.model.links.iter();
                let starts =
                    links.any(|(_, link)| link.source == fact && link.target == (it.kind, REQUEST));
                let parent = it.parent.map(|(parent, _)| parent);
                let near = parent == Some(at) || parent == place.parent.map(|(parent, _)| parent);
                (starts && near).then_some(child)
            };
            net.places.iter().enumerate().filter_map(asked).collect()
        })
        .collect()
}

/// For each step of an instance, that a fact stands which it answers by a link or rule.
pub(super) fn answers(net: &Net<'_>, at: usize) -> Vec<Guard> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let model = net.model;
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let target = (place.kind, *step);
            let links = model.links.values();
            let links = links
                .filter(|link| link.target == target)
                .map(|link| link.source);
            let rules = model.rules.values().filter(|rule| {
                let mut responses = rule.then.iter().chain(&rule.otherwise);
                responses.any(|response| (response.kind, response.step) == target)
            });
            let facts = links.chain(rules.map(|rule| (rule.kind, rule.on)));
            let reads = facts
                .filter_map(|(kind, fact)| {
                    let around = shared(net, at, kind)?;
                    let is_around = net.places.get(around).is_some_and(|it| it.kind == kind);
                    let of = if is_around {
                        vec![around]
                    } else {
                        inside(net, around, kind)
                    };
                    Some(standing(net, &of, fact))
                })
                .flatten();
            Guard::any(reads.collect())
        })
        .collect()
}
