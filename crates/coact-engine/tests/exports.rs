//! What other tools explore of an exported net is what we explore.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stderr,
    missing_docs,
    reason = "a test starts other programs and fails by panicking"
)]

mod trees;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::process::Command;

use coact_engine::export::{Unsaid, pnml, promela, tla};
use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Limits, Numbers, judge};
use coact_model::ctp::{Pattern, Profile};
use coact_model::model::Model;
use coact_model::{Sources, check};
use quick_xml::Reader;
use quick_xml::events::Event;
use trees::{Tree, shapes};

/// Trees in both profiles, contained and free, with and without revocations; and what has more than trees: several instances,
/// decisions, tacit acts, cascades, automations that ask again.
fn models() -> Vec<(String, Model)> {
    let mut texts = Vec::new();
    for profile in [Profile::Demo4, Profile::Demo3] {
        for shape in shapes(4) {
            let tree = Tree::new(&shape, profile);
            texts.push(tree.clone().pattern(Pattern::Standard).text(""));
            if shape.len() <= 3 {
                texts.push(tree.text(""));
                texts.push(tree.text("automated retry"));
            }
            if shape.len() <= 2 {
                texts.push(tree.text("on revert cascade"));
                texts.push(tree.free().text(""));
            }
        }
    }
    for (acts, process) in [
        (
            "",
            "Ordering promised -> request Carrying [1..*]\nCarrying accepted ~> execute Ordering",
        ),
        (
            "",
            "Ordering promised -> request Carrying [0..2]\nCarrying accepted ~> execute Ordering",
        ),
        (
            "promise tacit",
            "Ordering promised -> request Carrying [2..2]\nCarrying accepted ~> execute Ordering",
        ),
        (
            "accept tacit",
            "Ordering promised -> request Carrying [1..1]\nCarrying accepted ~> execute Ordering",
        ),
    ] {
        texts.push(format!(
            "model parcels ctp demo4
external actor Buyer
actor Seller
actor Carrier
entity Order {{ key order_id: Uuid generated }}
entity Parcel {{ key parcel_id: Uuid generated, order: Order }}
transaction Ordering {{ initiator Buyer, executor Seller, product new Order \"is delivered\" }}
transaction Carrying {{
    initiator Seller, executor Carrier, product new Parcel \"is carried\", pattern standard
    {acts}
}}
process {{
    {process}
}}
"
        ));
    }
    let model = |text: &String| check(&Sources::single("tree.coact", text.as_str())).model;
    texts
        .iter()
        .map(|text| (text.clone(), model(text)))
        .collect()
}

fn net(model: &Model) -> Net<'_> {
    Net::of(model, model.cases.ids().next().unwrap(), Bounds::default()).unwrap()
}

fn counted(net: &Net<'_>) -> (usize, usize) {
    let judged = judge(net, Numbers::of(net).unwrap(), Limits::default());
    assert_eq!(judged.explored, Explored::Whole);
    (judged.states, judged.edges)
}

/// What spin counts, without the transition by which it comes to the initial state.
fn spin(text: &str, folder: &Path) -> (usize, usize) {
    std::fs::write(folder.join("net.pml"), text).unwrap();
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .current_dir(folder)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let more = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{program}: {told}{more}\n{text}");
        told
    };
    run("spin", &["-a", "net.pml"]);
    run(
        "gcc",
        &[
            "-O0",
            "-w",
            "-DSAFETY",
            "-DNOREDUCE",
            "-DMEMLIM=1024",
            "-o",
            "pan",
            "pan.c",
        ],
    );
    // `-E`: a state in which nothing more can happen is no error here.
    let told = run("./pan", &["-m1000000", "-E"]);
    assert!(
        told.contains("errors: 0") && !told.contains("too small"),
        "{told}"
    );
    let number = |word: &str| {
        let line = told.lines().find(|line| line.contains(word)).unwrap();
        line.split_whitespace()
            .next()
            .unwrap()
            .parse::<usize>()
            .unwrap()
    };
    (
        number("states, stored"),
        number("transitions (= stored+matched)") - 1,
    )
}

#[test]
fn spin_counts_the_same() {
    if Command::new("spin").arg("-V").output().is_err()
        || Command::new("gcc").arg("-v").output().is_err()
    {
        eprintln!("SKIPPED: no spin, or no C compiler that it needs");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let models = models();
    assert!(models.len() >= 30);
    for (text, model) in &models {
        let net = net(model);
        assert_eq!(spin(&promela(&net), folder.path()), counted(&net), "{text}");
    }
}

/// The reachable markings of a net in PNML, and the edges between them.
fn markings(text: &str) -> (usize, usize) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut first = Vec::new();
    let mut takes: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    let mut gives = takes.clone();
    let mut reader = Reader::from_str(text);
    let (mut path, mut arc, mut weight) = (Vec::new(), (String::new(), String::new()), 1);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let get = |key: &str| {
                    let found = start.try_get_attribute(key).unwrap();
                    found.map(|it| it.value.into_owned())
                };
                match name.as_str() {
                    "place" => {
                        places.insert(get("id").unwrap(), first.len());
                        first.push(0);
                    }
                    "transition" => {
                        takes.insert(get("id").unwrap(), Vec::new());
                        gives.insert(get("id").unwrap(), Vec::new());
                    }
                    "arc" => (arc, weight) = ((get("source").unwrap(), get("target").unwrap()), 1),
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    path.push(name);
                }
                if matches!(event, Event::Empty(_)) && path.last().is_some_and(|it| it == "page") {
                    add(&arc, weight, &places, &mut takes, &mut gives);
                }
            }
            Event::Text(told) => {
                let around = path.iter().rev().nth(1).map(String::as_str);
                let number = || told.trim().parse::<u32>().unwrap();
                match around {
                    Some("initialMarking") => *first.last_mut().unwrap() = number(),
                    Some("inscription") => weight = number(),
                    _ => {}
                }
            }
            Event::End(_) if path.pop().is_some_and(|it| it == "arc") => {
                add(&arc, weight, &places, &mut takes, &mut gives);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (mut seen, mut open, mut edges) = (HashSet::from([first.clone()]), vec![first], 0);
    while let Some(marking) = open.pop() {
        for (transition, takes) in &takes {
            if takes
                .iter()
                .any(|(place, tokens)| marking[*place] < *tokens)
            {
                continue;
            }
            edges += 1;
            let mut after = marking.clone();
            for (place, tokens) in takes {
                after[*place] -= tokens;
            }
            for (place, tokens) in &gives[transition] {
                after[*place] += tokens;
            }
            if seen.insert(after.clone()) {
                open.push(after);
            }
        }
    }
    (seen.len(), edges)
}

fn add(
    (from, to): &(String, String),
    tokens: u32,
    places: &BTreeMap<String, usize>,
    takes: &mut BTreeMap<String, Vec<(usize, u32)>>,
    gives: &mut BTreeMap<String, Vec<(usize, u32)>>,
) {
    match places.get(from) {
        Some(place) => takes.get_mut(to).unwrap().push((*place, tokens)),
        None => gives.get_mut(from).unwrap().push((places[to], tokens)),
    }
}

#[test]
fn a_place_transition_net_has_the_same_markings() {
    let (mut said, mut unsaid) = (0, 0);
    for (text, model) in &models() {
        let net = net(model);
        match pnml(&net) {
            Ok(pnml) => {
                let (states, edges) = counted(&net);
                if states <= 1_000 {
                    assert_eq!(markings(&pnml), (states, edges), "{text}");
                    said += 1;
                }
            }
            Err(Unsaid::Urgent) => unsaid += 1,
        }
    }
    assert!(said >= 30 && unsaid >= 3, "{said} {unsaid}");
}

/// The shape of a small net in TLA+, whole.
#[test]
fn a_module_of_tla() {
    let text = Tree::chain(2, Profile::Demo4)
        .pattern(Pattern::Basic)
        .text("");
    let model = check(&Sources::single("tree.coact", text)).model;
    insta::assert_snapshot!(tla(&net(&model), "Case"));
}
