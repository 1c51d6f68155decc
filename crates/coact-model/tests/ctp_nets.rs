//! Chains of transactions, explored exhaustively over the tables: what composition does to them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{HashSet, VecDeque};

use coact_model::ctp::{Act, Base, Pattern, Profile, Status, Step, next, steps};

/// What holds between a parent and its child.
#[derive(Clone, Copy, PartialEq)]
enum Policy {
    /// Nothing.
    Free,
    /// The parent's request or promise is given back only when the child is settled, and the child's
    /// revocations start only while the parent is promised; `quiet` adds: with nothing pending.
    Contained { quiet: bool },
}

/// A chain: each transaction is enclosed in the one before; whoever failed may be asked again.
struct Chain {
    profile: Profile,
    length: usize,
    policy: Policy,
    /// The counts that the literature of this net gives for `demo3` take a declined child as unsettled.
    declined_is_settled: bool,
}

type State = Vec<Status>;

#[derive(Default, PartialEq, Debug)]
struct Found {
    states: usize,
    edges: usize,
    /// A child runs on though its parent is back or ended.
    orphans: usize,
    /// A parent is past execute though the child it waited for is no longer accepted.
    undone: usize,
    /// No way on at all, though the root is not given up.
    dead: usize,
}

impl Chain {
    fn new(profile: Profile, length: usize, policy: Policy) -> Self {
        Self {
            profile,
            length,
            policy,
            declined_is_settled: true,
        }
    }

    fn settled(&self, status: Status) -> bool {
        status.is_settled() && (self.declined_is_settled || status.base != Base::Declined)
    }

    fn step(&self, state: &State, at: usize, step: Step) -> Option<State> {
        let own = state[at];
        let parent = at.checked_sub(1).map(|at| state[at]);
        let child = state.get(at + 1).copied();
        let after = next(self.profile, Pattern::Complete, false, own, step)?;
        let legal = match step {
            Step::Base(Act::Request) => match parent {
                Some(parent) => parent.base == Base::Promised && parent.pending.is_none(),
                // The literature of this net takes a root that was given up to have ended for good.
                None => !matches!(own.base, Base::Quitted | Base::Stopped),
            },
            Step::Base(Act::Execute) => child.is_none_or(Status::holds),
            Step::Allow(Act::Request | Act::Promise) => {
                self.policy == Policy::Free || child.is_none_or(|child| self.settled(child))
            }
            Step::Revoke(_) => match self.policy {
                Policy::Free => true,
                Policy::Contained { quiet } => parent.is_none_or(|parent| {
                    parent.base == Base::Promised && (!quiet || parent.pending.is_none())
                }),
            },
            _ => true,
        };
        legal.then(|| {
            let mut state = state.clone();
            state[at] = after;
            state
        })
    }

    fn explore(&self) -> Found {
        let start: State = vec![Status::INITIAL; self.length];
        let all = steps(self.profile, Pattern::Complete);
        let mut seen = HashSet::from([start.clone()]);
        let mut open = VecDeque::from([start]);
        let mut found = Found::default();
        while let Some(state) = open.pop_front() {
            found.states += 1;
            let pairs = || state.iter().zip(state.iter().skip(1));
            found.orphans += usize::from(pairs().any(|(parent, child)| {
                !matches!(
                    child.base,
                    Base::Initial | Base::Accepted | Base::Declined | Base::Quitted | Base::Stopped
                ) && matches!(
                    parent.base,
                    Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
                )
            }));
            found.undone += usize::from(pairs().any(|(parent, child)| {
                child.base != Base::Accepted
                    && matches!(
                        parent.base,
                        Base::Executed
                            | Base::Declared
                            | Base::Accepted
                            | Base::Rejected
                            | Base::Stopped
                    )
            }));
            let before = found.edges;
            for at in 0..self.length {
                for step in &all {
                    if let Some(after) = self.step(&state, at, *step) {
                        found.edges += 1;
                        if seen.insert(after.clone()) {
                            open.push_back(after);
                        }
                    }
                }
            }
            found.dead += usize::from(found.edges == before && state[0].base != Base::Quitted);
        }
        found
    }

    fn size(&self) -> (usize, usize) {
        let found = self.explore();
        (found.states, found.edges)
    }
}

const STRICT: Policy = Policy::Contained { quiet: true };
const RELAXED: Policy = Policy::Contained { quiet: false };

#[test]
fn free_composition_prunes_nothing() {
    assert_eq!(
        Chain::new(Profile::Demo4, 2, Policy::Free).size(),
        (576, 2_667)
    );
    assert_eq!(
        Chain::new(Profile::Demo4, 3, Policy::Free).size(),
        (13_824, 95_184)
    );
    assert_eq!(
        Chain::new(Profile::Demo3, 2, Policy::Free).size(),
        (553, 2_458)
    );
    assert_eq!(
        Chain::new(Profile::Demo3, 3, Policy::Free).size(),
        (12_361, 82_256)
    );
}

#[test]
fn strict_containment() {
    assert_eq!(Chain::new(Profile::Demo4, 2, STRICT).size(), (105, 314));
    assert_eq!(Chain::new(Profile::Demo4, 3, STRICT).size(), (372, 1_357));
    let demo3 = |length| Chain {
        declined_is_settled: false,
        ..Chain::new(Profile::Demo3, length, STRICT)
    };
    assert_eq!(demo3(2).size(), (112, 324));
    assert_eq!(demo3(3).size(), (388, 1_401));
}

/// The form of the language: a child may still be wound down while the parent's revocation is pending.
#[test]
fn containment_of_the_language() {
    let wound_down = |profile, length, states, edges| {
        let found = Chain::new(profile, length, RELAXED).explore();
        assert_eq!(
            (found.states, found.edges),
            (states, edges),
            "{profile:?} {length}"
        );
        assert_eq!(
            (found.orphans, found.undone, found.dead),
            (0, 0, 0),
            "{profile:?} {length}"
        );
    };
    wound_down(Profile::Demo4, 2, 105, 346);
    wound_down(Profile::Demo4, 3, 372, 1_589);
    wound_down(Profile::Demo4, 4, 1_221, 6_490);
    wound_down(Profile::Demo3, 2, 117, 371);
    wound_down(Profile::Demo3, 3, 433, 1_806);
}

/// What containment is for.
#[test]
fn free_composition_orphans_children_and_undoes_waits() {
    let found = Chain::new(Profile::Demo4, 3, Policy::Free).explore();
    assert!(found.orphans > 0 && found.undone > 0);
}
