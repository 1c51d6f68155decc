//! What may never be in the states of a net.

use coact_model::ctp::{self, Act, Base, FactWord, Step};
use coact_model::model::WaitLink;

use super::guards::{Sources, sources};
use super::reads::{is_quiet, is_settled, read, unless};
use crate::local::Local;
use crate::net::{Guard, Net, Never, Place, Tally};
use crate::property::{About, Property};

pub(super) fn of(net: &Net<'_>) -> Vec<Never> {
    let mut found = vec![pends_below(net)];
    for (at, place) in net.places.iter().enumerate() {
        if let Some((parent, link)) = place.parent {
            found.push(Never {
                property: Property::NoOrphan,
                about: About::Link(link),
                when: Guard::clear(unless(net, &[parent], |_, it| is_over(it))),
                unless: Guard::clear(unless(net, &[at], |_, it| is_settled(it))),
            });
        }
        for step in &place.table.steps {
            // What a request has waited for may be undone: who was asked can still decline.
            let Step::Base(act) = *step else { continue };
            if act == Act::Request {
                continue;
            }
            for (id, link, of) in sources(net, at, act) {
                found.extend(undone(net, at, act, link, &of).map(|(when, unless)| Never {
                    property: Property::NoUndoneWait,
                    about: About::Wait(id),
                    when,
                    unless,
                }));
            }
        }
    }
    found
}

fn is_over(state: Local) -> bool {
    matches!(
        state.status.base,
        Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
    )
}

/// All roots rest, unless nothing below is being taken back.
fn pends_below(net: &Net<'_>) -> Never {
    let places = net.places.iter().enumerate();
    let (roots, below): (Vec<_>, Vec<_>) = places.partition(|(_, place)| place.parent.is_none());
    let numbers = |of: &[(usize, &Place)]| of.iter().map(|(at, _)| *at).collect::<Vec<usize>>();
    Never {
        property: Property::ProperCompletion,
        about: About::Case,
        when: Guard::clear(unless(net, &numbers(&roots), |_, it| is_settled(it))),
        unless: Guard::clear(unless(net, &numbers(&below), |_, it| is_quiet(it))),
    }
}

/// The act stands, unless the base facts that it waited for do: that a revocation is pending takes nothing back yet.
fn undone(
    net: &Net<'_>,
    at: usize,
    act: Act,
    link: &WaitLink,
    of: &Sources,
) -> Option<(Guard, Guard)> {
    let FactWord::Base(fact) = link.source.1 else {
        return None;
    };
    let stands = unless(net, &[at], |_, it| ctp::stands(it.status.base, act));
    let counts = link.count.is_some();
    let reads = read(net, &of.places, |_: &Place, it| {
        let base = it.status.base;
        let stands = ctp::stands(base, fact);
        let is_out = matches!(base, Base::Initial | Base::Quitted | Base::Stopped);
        Tally {
            against: u32::from(!counts && !stands && !is_out),
            stand: u32::from(stands),
            live: 0,
        }
    });
    let least = link.count.unwrap_or(of.least);
    let unless = Guard {
        stand: u32::try_from(least).unwrap_or(u32::MAX),
        ..Guard::clear(reads)
    };
    Some((Guard::clear(stands), unless))
}
