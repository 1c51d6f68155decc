//! States and edges of nets that are known from elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test"
)]

use std::collections::HashSet;

use coact_engine::net::{Bounds, Net, Unexplored};
use coact_engine::verify::{Explored, Judged, Limits, Property, judge};
use coact_model::ctp::{self, Act, Base, Pattern, Profile, Status, Step};
use coact_model::{SourceFile, Sources};

fn judged(text: &str) -> Judged {
    bounded(text, Limits::default().states)
}

fn bounded(text: &str, states: usize) -> Judged {
    let sources = Sources::new(vec![SourceFile {
        name: "model.coact".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }]);
    let (model, _) = coact_model::check(&sources)
        .into_valid()
        .unwrap_or_else(|found| panic!("{found:#?}"));
    let case = model.cases.ids().next().unwrap();
    let net = Net::of(&model, case, Bounds::default()).unwrap();
    judge(&net, Limits { states })
}

/// A chain of transactions, each asked for within the one before.
fn chain(profile: &str, length: usize, revert: &str) -> String {
    let mut text = format!(
        "model chain ctp {profile}\nentity Order {{ key order_id: Uuid generated }}\nexternal actor A0\n"
    );
    for n in 1..=length {
        text.push_str(&format!("actor A{n}\n"));
    }
    for n in 1..=length {
        let product = if n == 1 { "new Order" } else { "Order" };
        text.push_str(&format!(
            "transaction T{n} {{ initiator A{}, executor A{n}, product {product} \"is made {n}\" }}\n",
            n - 1
        ));
    }
    text.push_str("process {\n");
    for n in 2..=length {
        text.push_str(&format!("T{} promised -> request T{n} {revert}\n", n - 1));
        text.push_str(&format!("T{n} accepted ~> execute T{}\n", n - 1));
    }
    text.push_str("}\n");
    text
}

#[track_caller]
fn has(text: &str, states: usize, edges: usize) -> Judged {
    let judged = judged(text);
    assert_eq!((judged.states, judged.edges), (states, edges));
    judged
}

/// The generated code of three contained transactions goes through as many states and edges.
#[test]
fn contained_chains() {
    let sound = |judged: Judged| {
        for property in Property::ALL {
            assert_eq!(
                judged.holds(property),
                Some(true),
                "{property:?}: {:?}",
                judged.violations
            );
        }
    };
    sound(has(&chain("demo4", 1, ""), 24, 57));
    sound(has(&chain("demo4", 3, ""), 372, 1_589));
    sound(has(&chain("demo3", 3, ""), 433, 1_820));
}

/// A second reading of the rules for chains: what is reachable, and by how many edges.
fn oracle(profile: Profile, length: usize, is_free: bool) -> (usize, usize) {
    let next = |state: &Vec<Status>, at: usize, step: Step| {
        let after = ctp::next(profile, Pattern::Complete, false, state[at], step)?;
        let parent = at.checked_sub(1).map(|at| state[at]);
        let child = state.get(at + 1).copied();
        let promised = |it: Status| it.base == Base::Promised;
        let legal = match step {
            Step::Base(Act::Request) if is_free => {
                parent.is_none_or(|it| ctp::stands(it.base, Act::Promise))
            }
            Step::Base(Act::Request) => {
                parent.is_none_or(|it| promised(it) && it.pending.is_none())
            }
            Step::Base(Act::Execute) => child.is_none_or(Status::holds),
            Step::Allow(Act::Request | Act::Promise) => {
                is_free || child.is_none_or(Status::is_settled)
            }
            Step::Revoke(_) => is_free || parent.is_none_or(promised),
            _ => true,
        };
        legal.then(|| {
            let mut state = state.clone();
            state[at] = after;
            state
        })
    };
    let start = vec![Status::INITIAL; length];
    let (mut seen, mut open, mut edges) = (HashSet::from([start.clone()]), vec![start], 0);
    while let Some(state) = open.pop() {
        for at in 0..length {
            for step in ctp::steps(profile, Pattern::Complete) {
                if let Some(after) = next(&state, at, step) {
                    edges += 1;
                    if seen.insert(after.clone()) {
                        open.push(after);
                    }
                }
            }
        }
    }
    (seen.len(), edges)
}

#[test]
fn chains_are_those_of_a_second_reading() {
    for (profile, word) in [(Profile::Demo4, "demo4"), (Profile::Demo3, "demo3")] {
        for length in 1..=3 {
            for (is_free, revert) in [(false, ""), (true, "on revert free")] {
                let (states, edges) = oracle(profile, length, is_free);
                has(&chain(word, length, revert), states, edges);
            }
        }
    }
}

/// What raw composition does wrong is found by itself, with shortest ways.
#[test]
fn free_chains() {
    let judged = has(&chain("demo4", 2, "on revert free"), 576, 2_701);
    assert_eq!(judged.holds(Property::NoDeadlock), Some(true));
    assert_eq!(judged.holds(Property::CanComplete), Some(true));
    let way = |property| {
        assert_eq!(judged.holds(property), Some(false));
        let found = judged.violations.iter().find(|it| it.property == property);
        found.unwrap().way.as_ref().unwrap().len()
    };
    assert_eq!(way(Property::NoOrphan), 5);
    assert_eq!(way(Property::NoUndoneWait), 10);
}

/// A bound that is reached leaves everything unknown that was not found to be violated.
#[test]
fn a_bound_leaves_the_rest_unknown() {
    let judged = bounded(&chain("demo4", 2, "on revert free"), 300);
    assert_eq!(judged.explored, Explored::Bounded);
    for property in Property::ALL {
        assert_ne!(judged.holds(property), Some(true), "{property:?}");
    }
    assert_eq!(judged.holds(Property::NoOrphan), Some(false));
    assert_eq!(judged.holds(Property::NoDeadAct), None);
}

/// Children that are taken back with what encloses them are so in the same commit.
#[test]
fn cascades_are_sound() {
    for profile in ["demo4", "demo3"] {
        let judged = judged(&chain(profile, 3, "on revert cascade"));
        for property in Property::ALL {
            assert_eq!(
                judged.holds(property),
                Some(true),
                "{property:?}: {:?}",
                judged.violations
            );
        }
    }
}

const HEAD: &str = "model shop
external actor Buyer
actor Seller
actor Checker
actor Packer
entity Order { key order_id: Uuid generated }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\", pattern standard }
transaction Checking { initiator Seller, executor Checker, product Order \"is checked\", pattern standard }
transaction Packing { initiator Seller, executor Packer, product Order \"is packed\", pattern standard }
";

/// What is found of a model that the check refuses: what it says of single rules shows here as what comes of them.
fn found(process: &str) -> Vec<Property> {
    let text = format!("{HEAD}process {{\n{process}\n}}\n");
    let model = coact_model::check(&Sources::single("shop.coact", text)).model;
    let case = model.cases.ids().next().unwrap();
    let net = Net::of(&model, case, Bounds::default()).unwrap();
    let judged = judge(&net, Limits::default());
    let mut found: Vec<Property> = judged.violations.iter().map(|it| it.property).collect();
    found.dedup();
    found
}

#[test]
fn what_is_asked_for_once_and_declined_stops_everything() {
    let found = found(
        "Ordering promised -> request Checking automated
         Ordering promised -> request Packing automated retry
         Checking accepted ~> execute Ordering
         Packing accepted ~> execute Ordering",
    );
    let ends = [
        Property::NoDeadlock,
        Property::CanComplete,
        Property::CompletesWithoutRevoking,
        Property::CompletesWithoutAllowing,
    ];
    assert_eq!(found, ends);
}

#[test]
fn a_circle_of_waits_never_opens() {
    let found = found(
        "Ordering promised -> request Checking
         Ordering promised -> request Packing
         Checking accepted ~> execute Packing
         Packing accepted ~> execute Checking",
    );
    for property in [
        Property::CanComplete,
        Property::NoDeadAct,
        Property::WaitsOpen,
    ] {
        assert!(found.contains(&property), "{property:?}: {found:?}");
    }
}

/// A case whose states have no number each is not explored, rather than two of them taken for one.
#[test]
fn what_cannot_be_numbered_is_not_explored() {
    let built = |revert: &str, length: usize| {
        let text = chain("demo4", length, revert);
        let model = coact_model::check(&Sources::single("chain.coact", text)).model;
        let case = model.cases.ids().next().unwrap();
        Net::of(&model, case, Bounds::default()).map(|net| net.places.len())
    };
    assert_eq!(built("", 24), Ok(24));
    assert_eq!(built("", 25), Err(Unexplored::TooMany));
    // Whether each was asked for is to be told too.
    assert_eq!(built("automated", 24), Err(Unexplored::TooMany));
}
