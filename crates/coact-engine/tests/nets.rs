//! States and edges of nets that are known from elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test"
)]

mod trees;

use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Judged, Limits, Numbers, Property, Violation, judge};
use coact_model::ctp::Profile;
use coact_model::{SourceFile, Sources};
use trees::Tree;

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
    let judged = judge(&net, Numbers::of(&net).unwrap(), Limits { states });
    for violation in &judged.violations {
        leads_there(&net, violation);
    }
    judged
}

/// The way of a violation can be gone, and ends where it shows.
fn leads_there(net: &Net<'_>, violation: &Violation) {
    let Some(way) = &violation.way else { return };
    let mut state = net.initial();
    for made in way {
        assert!(net.make(&mut state, *made).is_some(), "{violation:?}");
    }
    let mut never = net
        .never
        .iter()
        .filter(|never| (never.property, never.about) == (violation.property, violation.about));
    let (is_asked, is_shown) = match violation.property {
        Property::NoOrphan | Property::NoUndoneWait | Property::ProperCompletion => {
            (true, never.any(|never| never.is_violated(&state)))
        }
        _ => (false, false),
    };
    assert_eq!(is_asked, is_shown, "{violation:?}");
}

/// A chain of transactions, each asked for within the one before.
fn chain(profile: &str, length: usize, words: &str) -> String {
    let profile = match profile {
        "demo3" => Profile::Demo3,
        _ => Profile::Demo4,
    };
    Tree::chain(length, profile).text(words)
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
    let judged = judge(&net, Numbers::of(&net).unwrap(), Limits::default());
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
    let is_numbered = |revert: &str, length: usize| {
        let text = chain("demo4", length, revert);
        let model = coact_model::check(&Sources::single("chain.coact", text)).model;
        let case = model.cases.ids().next().unwrap();
        let net = Net::of(&model, case, Bounds::default()).unwrap();
        Numbers::of(&net).is_some()
    };
    assert!(is_numbered("", 27));
    assert!(!is_numbered("", 28));
    // Whether each was asked for is to be told too.
    assert!(!is_numbered("automated", 27));
}
