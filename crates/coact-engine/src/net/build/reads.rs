//! What instances add to conditions.

use coact_model::ctp::{Base, FactWord};

use crate::local::Local;
use crate::net::{Net, Place, Read, Tally};

/// What each of these instances adds in each of its states.
pub(super) fn read(
    net: &Net<'_>,
    places: &[usize],
    add: impl Fn(&Place, Local) -> Tally,
) -> Vec<Read> {
    let known = places
        .iter()
        .filter_map(|part| Some((*part, net.places.get(*part)?)));
    known
        .map(|(part, place)| Read {
            part,
            adds: place
                .table
                .states
                .iter()
                .map(|state| add(place, *state))
                .collect(),
        })
        .collect()
}

/// Something against it for each instance that is not so.
pub(super) fn unless(
    net: &Net<'_>,
    places: &[usize],
    is: impl Fn(&Place, Local) -> bool,
) -> Vec<Read> {
    read(net, places, |place, state| {
        if is(place, state) {
            Tally::NONE
        } else {
            Tally::AGAINST
        }
    })
}

/// A fact that stands for each instance that is so.
pub(super) fn where_so(
    net: &Net<'_>,
    places: &[usize],
    is: impl Fn(&Place, Local) -> bool,
) -> Vec<Read> {
    read(net, places, |place, state| {
        if is(place, state) {
            Tally::STANDS
        } else {
            Tally::NONE
        }
    })
}

/// Whether a fact stands, for each instance.
pub(super) fn standing(net: &Net<'_>, places: &[usize], fact: FactWord) -> Vec<Read> {
    where_so(net, places, |place, state| place.memory.stands(state, fact))
}

pub(super) fn is_promised(state: Local) -> bool {
    state.status.base == Base::Promised
}

pub(super) const fn is_quiet(state: Local) -> bool {
    state.status.pending.is_none()
}

pub(super) fn is_live(state: Local) -> bool {
    state.status.is_live()
}

pub(super) fn is_settled(state: Local) -> bool {
    state.status.is_settled()
}
