//! Independent checkers count what the explorer counts.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod trees;
#[path = "trees/stateright.rs"]
mod with_stateright;

use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Limits, Numbers, judge};
use coact_model::ctp::{Pattern, Profile};
use coact_model::{Sources, check};
use trees::{Tree, shapes};
use with_stateright::Numbered;

/// Trees in both profiles, contained and free, with and without revocations.
fn nets() -> Vec<Tree> {
    let mut nets = Vec::new();
    for profile in [Profile::Demo4, Profile::Demo3] {
        for shape in shapes(4) {
            let tree = Tree::new(&shape, profile);
            nets.push(tree.clone().pattern(Pattern::Standard));
            nets.push(tree.clone());
            if shape.len() <= 3 {
                nets.push(tree.free());
            }
        }
    }
    nets
}

fn counted(tree: &Tree) -> (usize, usize) {
    let (model, _) = check(&Sources::single("tree.coact", tree.text("")))
        .into_valid()
        .unwrap_or_else(|found| panic!("{found:#?}"));
    let net = Net::of(&model, model.cases.ids().next().unwrap(), Bounds::default()).unwrap();
    let judged = judge(&net, Numbers::of(&net).unwrap(), Limits::default());
    assert_eq!(judged.explored, Explored::Whole);
    (judged.states, judged.edges)
}

#[test]
fn stateright_counts_the_same() {
    let nets = nets();
    assert!(nets.len() >= 30);
    for tree in nets {
        assert_eq!(counted(&tree), Numbered::new(&tree).count(), "{tree:?}");
    }
}
