//! The protocol of the token of `apart` links, explored: every state that two levels and several children can come
//! to, with every message delayed as long as one likes. The numbers stand in `docs/decisions/apart-by-token.md`.
//!
//! A message is nothing that could be lost: it follows from what its sender has recorded, and is recorded once at its
//! receiver, under an id of its own. A crash between two commits is therefore a message that stays under way, and one
//! that is delivered again changes nothing. So it is enough to try every order of commits.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod apart_net;

use apart_net::{Careless, Net, explore, explore_carelessly};
use coact_model::model::Policy;

/// The parents of the children in a tree, counted from the root.
const PAIR: &[usize] = &[0];
const TWO: &[usize] = &[0, 0];
const CHAIN: &[usize] = &[0, 1];
const FORK: &[usize] = &[0, 1, 1];
const TREE: &[usize] = &[0, 0, 1];

const CONTAINED: Policy = Policy::Contained;
const CASCADE: Policy = Policy::Cascade;

/// A net whose transactions go through the whole pattern.
const fn whole(parents: &'static [usize], policy: Policy, waits: bool) -> Net {
    Net {
        parents,
        policy,
        waits,
        short: false,
    }
}

/// One with fewer acts, so that larger trees can be tried.
const fn short(parents: &'static [usize], policy: Policy, waits: bool) -> Net {
    Net {
        short: true,
        ..whole(parents, policy, waits)
    }
}

/// Nothing of what the protocol promises is broken in any of so many states.
fn holds(net: &Net, states: usize) {
    let found = explore(net);
    assert_eq!(found.orphans, 0, "a child goes on without its parent");
    assert_eq!(found.undone, 0, "what the parent waited for is undone");
    assert_eq!(found.doubled, 0, "a token is at two places, or at none");
    assert_eq!(found.stuck, 0, "no way leads to rest");
    assert_eq!(found.lost, 0, "a token that is lent cannot come home");
    assert_eq!(found.held_up, 0, "what is taken back cannot be let go");
    assert_eq!(found.states, states);
}

#[test]
fn a_parent_and_its_child() {
    holds(&whole(PAIR, CONTAINED, false), 1_332);
    holds(&whole(PAIR, CONTAINED, true), 252);
    holds(&whole(PAIR, CASCADE, false), 3_952);
    holds(&whole(PAIR, CASCADE, true), 682);
}

#[test]
fn two_children() {
    holds(&whole(TWO, CONTAINED, true), 16_086);
    holds(&short(TWO, CASCADE, true), 59_736);
}

#[test]
fn two_levels() {
    holds(&whole(CHAIN, CONTAINED, false), 71_196);
    holds(&whole(CHAIN, CONTAINED, true), 2_340);
    holds(&whole(CHAIN, CASCADE, true), 20_590);
}

#[test]
fn two_levels_with_several_children() {
    holds(&short(FORK, CONTAINED, true), 71_058);
}

#[test]
#[ignore = "takes minutes"]
fn larger_trees() {
    holds(&whole(TWO, CONTAINED, false), 95_976);
    holds(&whole(TWO, CASCADE, false), 860_296);
    holds(&whole(TWO, CASCADE, true), 140_566);
    holds(&whole(CHAIN, CASCADE, false), 690_496);
    holds(&short(FORK, CONTAINED, false), 959_040);
    holds(&short(TREE, CONTAINED, false), 975_312);
    holds(&short(TREE, CONTAINED, true), 82_306);
}

/// Without containment nothing is promised but that messages arrive.
#[test]
fn free_children_come_to_rest_and_may_outlive_their_parent() {
    for (net, states) in [
        (whole(PAIR, Policy::Free, false), 4_080),
        (short(TWO, Policy::Free, false), 90_000),
    ] {
        let found = explore(&net);
        assert!(found.orphans > 0);
        assert_eq!((found.stuck, found.lost), (0, 0));
        assert_eq!(found.states, states);
    }
}

/// The explorer sees what is wrong: each guard that is left out lets something happen that must not.
#[test]
fn a_guard_that_is_left_out_is_missed() {
    let net = whole(PAIR, CONTAINED, true);
    let none = Careless::default();
    let found = explore_carelessly(
        &net,
        Careless {
            lends_anytime: true,
            ..none
        },
    );
    assert!(found.orphans > 0 && found.undone > 0, "{found:?}");
    let found = explore_carelessly(
        &net,
        Careless {
            allows_anytime: true,
            ..none
        },
    );
    assert!(found.orphans > 0, "{found:?}");
    let found = explore_carelessly(
        &net,
        Careless {
            acts_without: true,
            ..none
        },
    );
    assert!(found.orphans > 0 && found.doubled > 0, "{found:?}");
    let found = explore_carelessly(
        &net,
        Careless {
            keeps_token: true,
            ..none
        },
    );
    assert!(found.lost > 0 && found.held_up > 0, "{found:?}");
}
