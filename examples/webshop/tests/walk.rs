//! Every reachable state of one order with a payment and a parcel: the generated code against an independent
//! reading of the transition table and of the model's links, every step enabled and refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

mod steps;

use std::collections::HashMap;

use coact_model::ctp::{self, Act, Base, Pattern, Performer, Profile, Status, Step};
use coact_runtime::{Ctx, Model, Rejection};
use steps::{Kind, World};
use webshop::shop::lookups::Facts;
use webshop::shop::{Case, Command, Shop};

/// Where order, payment and parcel stand.
type State = [Status; 3];

const ORDER: usize = 0;
const CHILDREN: [usize; 2] = [1, 2];
const PARCEL: usize = 2;

/// The pattern's own word on a step; payment and parcel fold execution into declaring.
fn by_table(kind: Kind, status: Status, step: Step) -> Option<Status> {
    ctp::next(
        Profile::Demo4,
        Pattern::Complete,
        kind != Kind::Order,
        status,
        step,
    )
}

fn quiet_in(status: Status, base: Base) -> bool {
    status
        == Status {
            base,
            pending: None,
        }
}

/// The model's links, read by hand: what waits for what, and what is contained in what.
fn admitted(state: &State, kind: Kind, step: Step) -> bool {
    let [order, payment, parcel] = *state;
    let accepted = |status| quiet_in(status, Base::Accepted);
    let settled = |status: Status| {
        status.pending.is_none()
            && matches!(status.base, Base::Initial | Base::Declined | Base::Accepted)
    };
    match (kind, step) {
        (Kind::Order, Step::Base(Act::Execute)) => accepted(payment) && accepted(parcel),
        (Kind::Order, Step::Allow(Act::Request | Act::Promise)) => {
            settled(payment) && settled(parcel)
        }
        (Kind::Payment, Step::Base(Act::Request)) => quiet_in(order, Base::Promised),
        (Kind::Parcel, Step::Base(Act::Request)) => {
            quiet_in(order, Base::Promised) && accepted(payment)
        }
        (Kind::Payment | Kind::Parcel, Step::Revoke(_)) => order.base == Base::Promised,
        _ => true,
    }
}

/// The state after a step, its tacit closure included; none where it is refused.
fn expected(state: &State, kind: Kind, step: Step) -> Option<State> {
    let after =
        by_table(kind, state[kind as usize], step).filter(|_| admitted(state, kind, step))?;
    let mut next = *state;
    next[kind as usize] = after;
    if kind == Kind::Parcel && step == Step::Base(Act::Declare) {
        next[PARCEL] = Status {
            base: Base::Accepted,
            pending: None,
        };
    }
    Some(next)
}

/// A child runs on though its parent is back at the start or declined.
fn is_orphaned(state: &State) -> bool {
    matches!(state[ORDER].base, Base::Initial | Base::Declined)
        && CHILDREN.iter().any(|child| !state[*child].is_settled())
}

/// The parent is past execution and what it waited for is no longer accepted.
fn is_undone(state: &State) -> bool {
    matches!(
        state[ORDER].base,
        Base::Executed | Base::Declared | Base::Accepted | Base::Rejected
    ) && CHILDREN
        .iter()
        .any(|child| state[*child].base != Base::Accepted)
}

#[test]
fn the_generated_shop_is_the_model() {
    let world = World::new();
    let start = [Status::INITIAL; 3];
    let mut seen: HashMap<State, Case> = HashMap::from([(start, world.start())]);
    let mut open = vec![start];
    let (mut edges, mut refusals) = (0_u64, 0_u64);
    while let Some(state) = open.pop() {
        let case = seen[&state].clone();
        assert_eq!(world.state(&case), state, "the walk stands where it should");
        for kind in Kind::ALL {
            for step in ctp::steps(Profile::Demo4, Pattern::Complete) {
                for performer in [Performer::Initiator, Performer::Executor] {
                    let Some((ctx, command)) = world.attempt(&case, kind, step, performer) else {
                        continue;
                    };
                    let result = perform(&case, &ctx, command, world.facts());
                    let wanted =
                        expected(&state, kind, step).filter(|_| performer == ctp::performer(step));
                    match (result, wanted) {
                        (Ok(after), Some(next)) => {
                            edges += 1;
                            assert_eq!(world.state(&after), next, "{state:?}: {kind:?} {step:?}");
                            assert!(!is_orphaned(&next), "orphan: {state:?} {kind:?} {step:?}");
                            assert!(
                                !is_undone(&next),
                                "wait undone: {state:?} {kind:?} {step:?}"
                            );
                            seen.entry(next).or_insert_with(|| {
                                open.push(next);
                                after
                            });
                        }
                        (Err(_), None) => refusals += 1,
                        (Ok(_), None) => {
                            panic!("{state:?}: {kind:?} {step:?} by {performer:?} must be refused")
                        }
                        (Err(rejection), Some(_)) => {
                            panic!("{state:?}: {kind:?} {step:?} by {performer:?}: {rejection}")
                        }
                    }
                }
            }
        }
    }
    println!(
        "states {}, edges {edges}, refusals {refusals}, orphans 0, waits undone 0",
        seen.len()
    );
    assert_eq!(
        seen.len() as u64,
        reachable(),
        "as many states as the model alone reaches"
    );
}

/// The case after a command and its tacit closure, or why it is refused.
fn perform(
    case: &Case,
    ctx: &Ctx<'_, Shop>,
    command: Command,
    facts: &Facts,
) -> Result<Case, Rejection> {
    let decided = Shop::decide(case, ctx, command, facts)?;
    let mut envelope = decided.act().ok_or_else(Rejection::pattern)?;
    let mut case = case.clone();
    Shop::evolve(&mut case, &envelope);
    while let Some(tacit) = Shop::tacit(&case, ctx, &envelope) {
        Shop::evolve(&mut case, &tacit);
        envelope = tacit;
    }
    Ok(case)
}

/// How many states the independent reading reaches.
fn reachable() -> u64 {
    let start = [Status::INITIAL; 3];
    let mut seen = vec![start];
    let mut at = 0;
    while let Some(state) = seen.get(at).copied() {
        at += 1;
        for kind in Kind::ALL {
            for step in ctp::steps(Profile::Demo4, Pattern::Complete) {
                if let Some(next) = expected(&state, kind, step).filter(|next| !seen.contains(next))
                {
                    seen.push(next);
                }
            }
        }
    }
    seen.len() as u64
}
