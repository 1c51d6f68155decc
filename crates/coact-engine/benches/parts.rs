//! Large cases, proved part by part: time, the most memory that was held, and the most states at once.
//!
//! `cargo bench -p coact-engine --bench parts`
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark measures time, prints what it found, and fails by panicking"
)]

#[path = "../tests/trees/mod.rs"]
mod trees;

use std::time::Instant;

use coact_engine::compose::prove;
use coact_engine::net::{Bounds, Net};
use coact_engine::verify::Property;
use coact_model::ctp::Profile;
use coact_model::{Sources, check};
use peak_alloc::PeakAlloc;
use trees::Tree;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    println!("seconds  MiB     states at once  holds  case");
    let chain = Tree::chain(1_000, Profile::Demo4);
    let binary: Vec<usize> = (0..1_000_usize)
        .map(|at| at.saturating_sub(1) / 2)
        .collect();
    let cases = [
        ("chain of 1,000", chain.text(""), 2),
        (
            "binary tree of 1,000",
            Tree::new(&binary, Profile::Demo4).text(""),
            2,
        ),
        (
            "100 children of one",
            Tree::new(&[0; 101], Profile::Demo4).text(""),
            2,
        ),
        ("100 instances of a child", several(), 100),
        (
            "chain of 8, free",
            Tree::chain(8, Profile::Demo4).free().text(""),
            2,
        ),
    ];
    for (name, text, instances) in cases {
        if std::env::args()
            .nth(1)
            .is_some_and(|only| !name.contains(&only) && only != "--bench")
        {
            continue;
        }
        let model = check(&Sources::single("tree.coact", text))
            .into_valid()
            .unwrap_or_else(|found| panic!("{name}: {found:#?}"))
            .0;
        let case = model.cases.ids().next().unwrap();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let start = Instant::now();
        let net = Net::of(&model, case, Bounds { instances }).unwrap();
        let built = start.elapsed();
        let proved = prove(&net, 1_000_000).unwrap();
        println!(
            "{:<8.2} {:<7.1} {:<15} {:<6} {name} ({:.2} s net)",
            start.elapsed().as_secs_f64(),
            (MEMORY.peak_usage() - before) as f64 / 1_048_576.0,
            proved.largest,
            format!("{}/{}", proved.holds.len(), Property::ALL.len()),
            built.as_secs_f64(),
        );
    }
}

/// Many instances of one transaction, all of them waited for.
fn several() -> String {
    "model parcels ctp demo4
external actor Buyer
actor Seller
actor Carrier
entity Order { key order_id: Uuid generated }
entity Parcel { key parcel_id: Uuid generated, order: Order }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\" }
transaction Carrying { initiator Seller, executor Carrier, product new Parcel \"is carried\" }
process {
    Ordering promised -> request Carrying [1..*]
    Carrying accepted ~> execute Ordering
}
"
    .to_owned()
}
