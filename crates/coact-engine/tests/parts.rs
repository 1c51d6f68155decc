//! What is proved part by part is what is found by going through every state.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod trees;

use std::collections::BTreeSet;

use coact_engine::compose::prove;
use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Limits, Numbers, Property, judge};
use coact_model::ctp::{Pattern, Profile};
use coact_model::{Sources, check};
use trees::{Tree, shapes};

/// The properties that hold, found both ways.
#[track_caller]
fn agree(text: &str, name: &str) -> BTreeSet<Property> {
    // Also of models that the check refuses: what it says of single rules shows here as what comes of them.
    let model = check(&Sources::single("tree.coact", text)).model;
    let net = Net::of(&model, model.cases.ids().next().unwrap(), Bounds::default()).unwrap();
    let judged = judge(&net, Numbers::of(&net).unwrap(), Limits::default());
    assert_eq!(judged.explored, Explored::Whole, "{name}");
    let whole: BTreeSet<Property> = Property::ALL
        .into_iter()
        .filter(|property| judged.holds(*property) == Some(true))
        .collect();
    let proved = prove(&net, 100_000).unwrap();
    let missed = whole.difference(&proved.holds);
    let wrong: Vec<&Property> = proved.holds.difference(&whole).collect();
    assert!(wrong.is_empty(), "{name}: {wrong:?}");
    // What shows of the one only where the other holds is left unknown.
    let missed: Vec<&Property> = missed
        .filter(|property| match property {
            Property::NoDeadlock => whole.contains(&Property::CanComplete),
            Property::WaitsOpen => whole.contains(&Property::NoDeadAct),
            _ => true,
        })
        .collect();
    assert!(missed.is_empty(), "{name}: {missed:?}");
    whole
}

/// Trees in both profiles and all patterns, contained and free, asked for by hand, once and again and again.
#[test]
fn trees() {
    let mut sound = 0;
    let mut others = 0;
    for profile in [Profile::Demo4, Profile::Demo3] {
        for pattern in [Pattern::Basic, Pattern::Standard, Pattern::Complete] {
            for shape in shapes(4) {
                for (is_free, words) in [
                    (false, ""),
                    (false, "automated"),
                    (false, "automated retry"),
                    (true, ""),
                    (true, "automated retry"),
                ] {
                    if shape.len() == 4 && (is_free || !words.is_empty()) {
                        continue;
                    }
                    let tree = Tree {
                        is_free,
                        ..Tree::new(&shape, profile).pattern(pattern)
                    };
                    let holds = agree(&tree.text(words), &format!("{tree:?} {words}"));
                    if holds.len() == Property::ALL.len() {
                        sound += 1;
                    } else {
                        others += 1;
                    }
                }
            }
        }
    }
    assert!(sound >= 100 && others >= 15, "{sound} {others}");
}

const HEAD: &str = "external actor Buyer
actor Seller
actor Checker
actor Packer
entity Order { key order_id: Uuid generated }
entity Parcel { key parcel_id: Uuid generated, order: Order }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\", pattern complete }
transaction Checking { initiator Seller, executor Checker, product Order \"is checked\", pattern standard }
transaction Packing { initiator Seller, executor Packer, product Order \"is packed\", pattern complete }
transaction Carrying { initiator Seller, executor Packer, product new Parcel \"is carried\", pattern standard }
";

/// What siblings wait for of each other, several instances, laws on the order of facts, acts that follow by themselves.
#[test]
fn processes() {
    let processes = [
        "Ordering promised -> request Checking
         Ordering promised -> request Packing
         Checking accepted ~> request Packing
         Packing accepted ~> execute Ordering",
        "Ordering promised -> request Checking automated
         Ordering promised -> request Packing automated retry
         Checking accepted ~> execute Ordering
         Packing accepted ~> execute Ordering",
        "Ordering promised -> request Checking
         Ordering promised -> request Packing
         Checking accepted ~> execute Packing
         Packing accepted ~> execute Checking",
        "Ordering promised -> request Checking
         Checking accepted -> request Packing
         Packing accepted ~> execute Ordering",
        "Ordering promised -> request Carrying [1..*]
         Carrying accepted ~> execute Ordering",
        "Ordering promised -> request Carrying [0..2] on revert free
         Carrying accepted ~> execute Ordering",
        "Ordering promised -> request Carrying [2..2] automated retry
         Carrying accepted ~> declare Ordering",
        "Ordering promised -> request Packing on revert cascade
         Packing accepted ~> execute Ordering",
    ];
    let mut verdicts = BTreeSet::new();
    for profile in ["demo4", "demo3"] {
        for process in processes {
            let text = format!("model shop ctp {profile}\n{HEAD}process {{\n{process}\n}}\n");
            // What cascades rests on what encloses it, and is not taken apart.
            if process.contains("cascade") {
                let model = check(&Sources::single("tree.coact", text)).model;
                let case = model.cases.ids().next().unwrap();
                let net = Net::of(&model, case, Bounds::default()).unwrap();
                assert_eq!(prove(&net, 100_000), None);
                continue;
            }
            verdicts.insert(agree(&text, process));
        }
    }
    assert!(verdicts.len() > 3, "{verdicts:?}");
}

/// Where a component has too many states, what it is asked for is not known, and nothing else is lost.
#[test]
fn a_bound_leaves_the_rest_unknown() {
    let text = Tree::chain(3, Profile::Demo4).text("");
    let model = check(&Sources::single("tree.coact", text)).model;
    let net = Net::of(&model, model.cases.ids().next().unwrap(), Bounds::default()).unwrap();
    let most = prove(&net, 100_000).unwrap();
    assert_eq!(most.holds.len(), Property::ALL.len());
    let fewer = prove(&net, most.largest - 1).unwrap();
    assert!(!fewer.holds.is_empty() && fewer.holds.len() < most.holds.len());
    assert!(prove(&net, 1).unwrap().holds.is_empty());
}
