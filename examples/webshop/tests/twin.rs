//! The hand-written twin of the shop passes the shop's walk: in every reachable state, every step in every
//! role is decided alike, recorded alike and folded alike. So a measurement of one against the other compares
//! two programs that do the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

mod steps;
#[path = "../benches/twin/mod.rs"]
mod twin;

use std::collections::HashSet;

use coact_model::ctp::{self, Pattern, Performer, Profile};
use coact_runtime::{Ctx, Envelope, Model, Rejection};
use steps::{Kind, World};
use webshop::shop::lookups::Facts;
use webshop::shop::{self, Role, Shop};

#[test]
fn the_twin_is_the_shop() {
    let world = World::new();
    let shop::Case::Order(start) = world.start();
    let mut open = vec![(world.start(), twin::Case::new(start.key))];
    let mut seen = HashSet::from([world.state(&world.start())]);
    let (mut edges, mut refusals) = (0_u64, 0_u64);
    while let Some((case, twin)) = open.pop() {
        for kind in Kind::ALL {
            for step in ctp::steps(Profile::Demo4, Pattern::Complete) {
                for performer in [Performer::Initiator, Performer::Executor] {
                    let Some((ctx, command)) = world.attempt(&case, kind, step, performer) else {
                        continue;
                    };
                    let stranger = stranger(&ctx);
                    assert_eq!(
                        decide(&case, &stranger, command.clone(), world.facts()),
                        twin.decide(&stranger, command.clone(), world.facts()),
                        "{kind:?} {step:?} by a stranger"
                    );
                    let decided = decide(&case, &ctx, command.clone(), world.facts());
                    let by_twin = twin.decide(&ctx, command, world.facts());
                    assert_eq!(decided, by_twin, "{kind:?} {step:?} by {performer:?}");
                    let Ok(mut envelope) = decided else {
                        refusals += 1;
                        continue;
                    };
                    edges += 1;
                    let (mut case, mut twin) = (case.clone(), twin.clone());
                    loop {
                        Shop::evolve(&mut case, &envelope);
                        twin.evolve(&envelope);
                        same_facts(&case, &twin);
                        let tacit = Shop::tacit(&case, &ctx, &envelope);
                        assert_eq!(tacit, twin.tacit(&ctx, &envelope), "{kind:?} {step:?}");
                        match tacit {
                            Some(tacit) => envelope = tacit,
                            None => break,
                        }
                    }
                    if seen.insert(world.state(&case)) {
                        open.push((case, twin));
                    }
                }
            }
        }
    }
    println!(
        "states {}, edges {edges}, refusals {refusals}, all alike",
        seen.len()
    );
    assert!(edges > 0 && refusals > 0, "the walk went somewhere");
}

/// What the generated code decides: one event per act.
fn decide(
    case: &shop::Case,
    ctx: &Ctx<'static, Shop>,
    command: shop::Command,
    facts: &Facts,
) -> Result<Envelope<Shop>, Rejection> {
    let decided = Shop::decide(case, ctx, command, facts)?;
    Ok(decided.act().expect("one event"))
}

/// The circumstances of somebody who fills every role and is party to nothing.
fn stranger(ctx: &Ctx<'static, Shop>) -> Ctx<'static, Shop> {
    Ctx {
        who: "stranger".into(),
        roles: &[Role::Shopper, Role::Seller, Role::Payer, Role::Carrier],
        ..ctx.clone()
    }
}

/// Both folds say the same: where each transaction stands, who takes part, and what its standing acts said.
fn same_facts(case: &shop::Case, twin: &twin::Case) {
    let shop::Case::Order(case) = case;
    macro_rules! same {
        ($generated:expr, $twin:expr; $($act:ident)*) => {{
            let (generated, twin) = ($generated, $twin);
            assert_eq!(generated.status, twin.deal.status);
            assert_eq!(generated.initiator, twin.deal.initiator);
            assert_eq!(generated.executor, twin.deal.executor);
            assert_eq!(generated.pending_since, twin.deal.pending_since);
            $(assert_eq!(generated.$act, twin.$act);)*
        }};
    }
    assert_eq!((case.version, case.key), (twin.version, twin.key));
    same!(&case.order_completing, &twin.order; requested promised declined executed declared accepted rejected);
    same!(&case.order_paying, &twin.payment; requested promised declined declared accepted rejected);
    assert_eq!(case.order_shipping.len(), twin.parcels.len());
    for (entry, (key, parcel)) in case.order_shipping.iter().zip(&twin.parcels) {
        assert_eq!(entry.subject, *key);
        same!(&entry.instance, parcel; requested promised declined declared accepted rejected returned last_request);
        assert_eq!(entry.instance.element, parcel.line);
    }
}
