//! What the model lets happen at each step of an instance, and why.

use coact_model::ctp::{Act, FactWord, Step, fact_of};
use coact_model::model::{KindId, LawBody, Policy, WaitId, WaitLink};

use super::REQUEST;
use crate::net::{Guard, Net, Place, Wait, orders};

/// What guards each step of an instance.
pub(super) fn of(net: &Net<'_>, at: usize) -> Vec<Vec<Guard>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let mut guards = waits(net, at, place, *step);
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
                guards.push(Guard::ParentPromisedAndQuiet(parent));
            } else if Some(link.source.0) == parent_kind {
                guards.push(Guard::Stands(vec![parent], link.source.1));
            }
            if let (Some(max), Some(_)) = (link.max, place.instance) {
                guards.push(Guard::Fewer(siblings(net, at, place), max));
            }
        }
        (Step::Revoke(_), Some((parent, _))) if is_contained => {
            guards.push(Guard::ParentPromised(parent));
        }
        (Step::Allow(Act::Request | Act::Promise), _) => {
            let held = place.children.iter().copied().filter(|child| {
                net.places
                    .get(*child)
                    .is_some_and(|child| child.policy != Policy::Free)
            });
            let held: Vec<usize> = held.collect();
            if !held.is_empty() {
                guards.push(Guard::Settled(held));
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

fn waits(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let Step::Base(act) = step else {
        return Vec::new();
    };
    let links = net.model.waits.iter();
    links
        .filter(|(_, wait)| wait.target == (place.kind, act))
        .filter_map(|(id, link)| {
            let from = match act {
                Act::Request => place.parent.map(|(parent, _)| parent)?,
                _ => at,
            };
            let around = shared(net, from, link.source.0)?;
            Some(Guard::Wait(wait(net, id, link, around)))
        })
        .collect()
}

fn wait(net: &Net<'_>, id: WaitId, link: &WaitLink, around: usize) -> Wait {
    let (source, fact) = link.source;
    let is_around = net
        .places
        .get(around)
        .is_some_and(|place| place.kind == source);
    let of = if is_around {
        vec![around]
    } else {
        inside(net, around, source)
    };
    let first = of.first().and_then(|place| net.places.get(*place));
    let asked_by = first.and_then(|place| place.parent).map(|(_, link)| link);
    let (least, most) = asked_by.map_or((1, None), |link| {
        (net.model.links[link].min, net.model.links[link].max)
    });
    let is_one = first.is_none_or(|place| place.instance.is_none()) && least > 0;
    let decided = net.decisions.iter().position(|decision| {
        let first = of.first();
        !is_one && first.is_some_and(|first| decision.children.contains(first))
    });
    Wait {
        id,
        of,
        fact,
        count: link.count,
        least,
        most,
        decided,
        is_around,
    }
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
                Some(Guard::Stands(places_of(first.0), first.1))
            }
            LawBody::Precludes(first, second) if second == brought => {
                Some(Guard::StandsNot(places_of(first.0), first.1))
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

/// For each step of an instance, the facts that it answers by a link or rule.
pub(super) fn answers(net: &Net<'_>, at: usize) -> Vec<Vec<(Vec<usize>, FactWord)>> {
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
            facts
                .filter_map(|(kind, fact)| {
                    let around = shared(net, at, kind)?;
                    let is_around = net.places.get(around).is_some_and(|it| it.kind == kind);
                    let of = if is_around {
                        vec![around]
                    } else {
                        inside(net, around, kind)
                    };
                    Some((of, fact))
                })
                .collect()
        })
        .collect()
}
