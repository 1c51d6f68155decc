//! What moves: the instances with their tables, then the decisions.

use coact_model::ctp::{Act, Base, Step};
use coact_model::model::Policy;

use super::guards;
use super::reads::{is_live, is_promised, is_quiet, is_settled, read, unless};
use crate::local::Local;
use crate::net::part::NOTHING;
use crate::net::{Effect, Guard, Net, Part, Place, Tally, Urgent, Way};

pub(super) fn of(net: &Net<'_>) -> Vec<Part> {
    let places = (0..net.places.len()).filter_map(|at| instance(net, at));
    let decisions = (0..net.decisions.len()).filter_map(|number| decision(net, number));
    places.chain(decisions).collect()
}

fn instance(net: &Net<'_>, at: usize) -> Option<Part> {
    let place = net.places.get(at)?;
    let occasions = guards::occasions(net, at);
    let mut part = Part {
        ways: Vec::new(),
        guards: guards::of(net, at),
        effects: vec![Effect::default()],
    };
    for (number, state) in (0..).zip(&place.table.states) {
        let steps = place.table.steps.iter().enumerate();
        let ways = steps.filter_map(|(index, step)| {
            let to = place.table.next(number, index)?;
            let occasions = occasions.get(index).map_or(&[][..], Vec::as_slice);
            let after = place.table.state(to);
            let effect = effect(net, at, place, *step, (*state, after), occasions);
            Some(Way {
                step: u16::try_from(index).ok()?,
                to,
                effect: number_of(&mut part.effects, effect),
            })
        });
        let ways = ways.collect();
        part.ways.push(ways);
    }
    Some(part)
}

fn number_of(known: &mut Vec<Effect>, effect: Effect) -> u16 {
    let found = known.iter().position(|it| *it == effect);
    let number = found.unwrap_or_else(|| {
        known.push(effect);
        known.len().saturating_sub(1)
    });
    u16::try_from(number).unwrap_or(NOTHING)
}

/// What a step does to other parts.
fn effect(
    net: &Net<'_>,
    at: usize,
    place: &Place,
    step: Step,
    (before, after): (Local, Local),
    occasions: &[usize],
) -> Effect {
    let mut moved = Vec::new();
    for child in occasions {
        moved.extend(set(net, *child, |it| Local { asked: 0, ..it }));
    }
    if matches!(step, Step::Revoke(Act::Request | Act::Promise)) {
        for child in &place.children {
            let forgotten = |it| Local {
                recalled: false,
                ..it
            };
            moved.extend(set(net, *child, forgotten));
        }
    }
    // What is no longer promised is asked for anew, when it is promised again.
    if ends_promise(after) && !ends_promise(before) {
        for (number, decision) in net.decisions.iter().enumerate() {
            if decision.of == at {
                let slot = net.places.len().saturating_add(number);
                moved.push((slot, [0, 0].into()));
            }
        }
    }
    Effect(moved)
}

const fn ends_promise(state: Local) -> bool {
    matches!(
        state.status.base,
        Base::Initial | Base::Requested | Base::Declined | Base::Quitted
    )
}

/// Where each state of an instance is moved to; none where all stay.
fn set(net: &Net<'_>, at: usize, change: impl Fn(Local) -> Local) -> Option<(usize, Box<[u16]>)> {
    let table = &net.places.get(at)?.table;
    let states = (0..).zip(&table.states);
    let moved: Box<[u16]> = states
        .map(|(number, state)| table.find(change(*state)).unwrap_or(number))
        .collect();
    let stays = (0..)
        .zip(&moved)
        .all(|(number, to): (u16, &u16)| number == *to);
    (!stays).then_some((at, moved))
}

/// Somebody says that no more will be asked for.
fn decision(net: &Net<'_>, number: usize) -> Option<Part> {
    let decision = net.decisions.get(number)?;
    let mut reads = unless(net, &[decision.of], |_, it| is_promised(it) && is_quiet(it));
    reads.extend(read(net, &decision.children, |_, it| Tally {
        live: u32::from(is_live(it)),
        ..Tally::NONE
    }));
    let guard = Guard {
        live: u32::try_from(decision.least).unwrap_or(u32::MAX),
        ..Guard::clear(reads)
    };
    let taken = Way {
        step: 0,
        to: 1,
        effect: NOTHING,
    };
    Some(Part {
        ways: vec![vec![taken], Vec::new()],
        guards: vec![vec![guard]],
        effects: vec![Effect::default()],
    })
}

/// What is performed in the same commit as what makes it possible: revocations that cascade, then tacit acts, in the order
/// of the instances.
pub(super) fn urgent(net: &Net<'_>) -> Vec<Urgent> {
    let places = || net.places.iter().enumerate();
    let cascades = places().filter_map(|(part, place)| {
        let (parent, _) = place.parent.filter(|_| place.policy == Policy::Cascade)?;
        let step = place.table.step(Step::Revoke(Act::Request))?;
        let mut reads = unless(net, &[parent], |_, it| {
            matches!(it.status.pending, Some(Act::Request | Act::Promise))
        });
        reads.extend(unless(net, &[part], |_, it| {
            !it.recalled && !is_settled(it)
        }));
        urgent_step(part, step, reads)
    });
    let tacit = places().flat_map(|(part, place)| {
        let steps = place.tacit.iter();
        steps.filter_map(move |step| {
            urgent_step(part, *step, unless(net, &[part], |_, it| !it.returned))
        })
    });
    cascades.chain(tacit).collect()
}

fn urgent_step(part: usize, step: usize, reads: Vec<crate::net::Read>) -> Option<Urgent> {
    Some(Urgent {
        part,
        step: u16::try_from(step).ok()?,
        when: Guard::clear(reads),
    })
}
