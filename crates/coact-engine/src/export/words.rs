//! What the numbers of a net mean.

use coact_model::ctp;

use crate::net::Net;

/// The name of a part.
pub(super) fn part(net: &Net<'_>, at: usize) -> String {
    match at.checked_sub(net.places.len()) {
        None => net.name(at),
        Some(number) => {
            let of = net.decisions.get(number).map(|decision| decision.of);
            let of = of.map(|of| net.name(of)).unwrap_or_default();
            format!("no more in {of}")
        }
    }
}

/// What happens with a step of a part: `request Ordering`.
pub(super) fn step(net: &Net<'_>, at: usize, step: u16) -> String {
    let Some(place) = net.places.get(at) else {
        return part(net, at);
    };
    let kind = &net.model.kinds[place.kind].name.text;
    let words = net
        .step(at, usize::from(step))
        .map(|step| ctp::step_of_kind(step, kind))
        .unwrap_or_default();
    match place.instance {
        Some(instance) => format!("{words} {instance}"),
        None => words,
    }
}

/// What the states of a part mean: `0 not begun, 1 requested`.
pub(super) fn states(net: &Net<'_>, at: usize) -> String {
    let Some(place) = net.places.get(at) else {
        return "0 open, 1 decided".to_owned();
    };
    let states = place.table.states.iter().enumerate();
    let words = states.map(|(number, state)| format!("{number} {}", state.words()));
    words.collect::<Vec<String>>().join(", ")
}
