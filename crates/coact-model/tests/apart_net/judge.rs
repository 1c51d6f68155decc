//! What is wrong with the states that were found.

use coact_model::ctp::{Act, Base};

use super::{Graph, Move, Net, Place, State};

/// How many states there are, and in how many something is wrong.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) states: usize,
    /// A child is under way while its parent is undone.
    pub(crate) orphans: usize,
    /// The parent is past its execution, and a child that it waited for is not accepted any more.
    pub(crate) undone: usize,
    /// A token is at two places, or at none.
    pub(crate) doubled: usize,
    /// No way leads to where nothing is under way.
    pub(crate) stuck: usize,
    /// A token is away and no way leads home.
    pub(crate) lost: usize,
    /// A revocation of the request or the promise is pending, and children going back and messages alone never let it
    /// be allowed.
    pub(crate) held_up: usize,
}

pub(crate) fn judge(net: &Net, graph: &Graph) -> Found {
    let back = reversed(graph);
    let count = |is: &dyn Fn(&State) -> bool| graph.states.iter().filter(|state| is(state)).count();
    let children = |state: &State, of: usize| -> Vec<Place> {
        net.children(of).map(|child| state[child]).collect()
    };
    let under_way = |place: Place| !place.home || !place.status.is_settled();
    let orphans = count(&|state| {
        (0..state.len()).any(|at| {
            let undone = matches!(
                state[at].status.base,
                Base::Initial | Base::Requested | Base::Declined
            );
            undone && children(state, at).into_iter().any(under_way)
        })
    });
    let undone = count(&|state| {
        net.waits
            && (0..state.len()).any(|at| {
                let children = children(state, at);
                let past = matches!(
                    state[at].status.base,
                    Base::Executed | Base::Declared | Base::Accepted | Base::Rejected
                );
                let accepted = |place: &Place| place.status.holds() && place.home;
                past && !children.is_empty()
                    && !children.iter().all(|place| {
                        accepted(place) || place.home && place.status.base == Base::Initial
                    })
            })
    });
    let doubled = count(&|state| {
        state[1..].iter().any(|place| {
            let at_child = !place.status.is_settled();
            place.home && (at_child || place.lent.is_some()) || at_child && place.lent.is_some()
        })
    });
    let rest = |state: &State| {
        state.iter().all(|place| {
            place.home && place.status.pending.is_none() && !place.recall && place.lent.is_none()
        })
    };
    let all = |_: Move| true;
    let resting = reaching(graph, &back, &rest, &all);
    let lost = (1..graph.states[0].len())
        .map(|at| {
            let home = reaching(graph, &back, &|state| state[at].home, &all);
            home.iter().filter(|reaches| !**reaches).count()
        })
        .sum();
    let held_up = (0..graph.states[0].len())
        .map(|at| held_up(net, graph, &back, at))
        .sum();
    Found {
        states: graph.states.len(),
        orphans,
        undone: if net.is_free() { 0 } else { undone },
        doubled: if net.is_free() { 0 } else { doubled },
        stuck: resting.iter().filter(|reaches| !**reaches).count(),
        lost,
        held_up,
    }
}

/// In how many states a pending revocation of `at` cannot come to be allowed by what is below it going back.
fn held_up(net: &Net, graph: &Graph, back: &[Vec<(u32, Move)>], at: usize) -> usize {
    let pending =
        |state: &State| matches!(state[at].status.pending, Some(Act::Request | Act::Promise));
    let free = |state: &State| {
        pending(state) && (net.is_free() || net.children(at).all(|child| state[child].home))
    };
    let below = |of: usize| {
        let mut next = net.parent(of);
        while let Some(above) = next {
            if above == at {
                return true;
            }
            next = net.parent(above);
        }
        false
    };
    let moves = |by: Move| match by {
        Move::Act(of, back) => back && below(of),
        Move::Message(of) => below(of),
    };
    let reach = reaching(graph, back, &free, &moves);
    let states = graph.states.iter().zip(reach);
    states
        .filter(|(state, reaches)| pending(state) && !reaches)
        .count()
}

fn reversed(graph: &Graph) -> Vec<Vec<(u32, Move)>> {
    let mut back = vec![Vec::new(); graph.states.len()];
    for (from, edges) in graph.edges.iter().enumerate() {
        for (to, by) in edges {
            back[*to as usize].push((u32::try_from(from).unwrap(), *by));
        }
    }
    back
}

/// From which states one of these can be reached by such moves.
fn reaching(
    graph: &Graph,
    back: &[Vec<(u32, Move)>],
    goal: &dyn Fn(&State) -> bool,
    moves: &dyn Fn(Move) -> bool,
) -> Vec<bool> {
    let mut reach: Vec<bool> = graph.states.iter().map(goal).collect();
    let mut open: Vec<usize> = (0..reach.len()).filter(|at| reach[*at]).collect();
    while let Some(at) = open.pop() {
        for (from, by) in &back[at] {
            let from = *from as usize;
            if !reach[from] && moves(*by) {
                reach[from] = true;
                open.push(from);
            }
        }
    }
    reach
}
