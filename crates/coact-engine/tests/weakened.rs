//! No missed violation: whatever is taken out of a model or of its net, what does not hold any more by going through every
//! state is not proved part by part either.
//!
//! Taken out in turn are each link, each wait, each law on the order of facts, containment of each child, each guard of each
//! step, and each step that follows by itself.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "a test tells what it has counted, and fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use coact_engine::compose::prove;
use coact_engine::net::{Bounds, Net};
use coact_engine::verify::{Explored, Judged, Limits, Numbers, Property, judge};
use coact_model::model::{LawBody, Model, Policy};
use coact_model::{Loc, SourceFile, Sources, check};

/// What is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Link,
    Wait,
    Law,
    Containment,
    Guard,
    Following,
}

/// Mutants: all of them, those of which less holds than before, those of which something is proved part by part, and those
/// whose states are not all seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    all: usize,
    unsound: usize,
    proved: usize,
    in_part: usize,
}

/// What was counted, and what was proved though it does not hold.
#[derive(Default)]
struct Told {
    counts: BTreeMap<Part, Count>,
    missed: Vec<String>,
}

struct Mutants<'t> {
    name: &'t str,
    limits: Limits,
    /// What does not hold of the case as it is.
    before: BTreeSet<Property>,
    told: &'t mut Told,
}

fn judged(net: &Net<'_>, limits: Limits) -> Judged {
    Numbers::of(net).map_or(Judged::UNSEEN, |numbers| judge(net, numbers, limits))
}

fn broken(judged: &Judged) -> BTreeSet<Property> {
    let violations = judged.violations.iter();
    violations.map(|violation| violation.property).collect()
}

impl Mutants<'_> {
    fn net(&mut self, net: &Net<'_>, part: Part, what: &str) {
        let judged = judged(net, self.limits);
        let broken = broken(&judged);
        let count = self.told.counts.entry(part).or_default();
        count.all += 1;
        count.unsound += usize::from(!broken.is_subset(&self.before));
        count.in_part += usize::from(judged.explored == Explored::Bounded);
        let proved = prove(net, 100_000);
        let proved = proved.map(|proved| proved.holds).unwrap_or_default();
        count.proved += usize::from(!proved.is_empty());
        let missed: Vec<&Property> = proved.intersection(&broken).collect();
        if !missed.is_empty() {
            let name = self.name;
            self.told
                .missed
                .push(format!("{name}: {part:?} {what}: {missed:?}"));
        }
    }

    fn model(&mut self, model: &Model, case: &str, part: Part, what: &str) {
        let named = |(_, it): &(_, &coact_model::model::CaseKind)| {
            model.entities[it.entity].name.text == case && !it.nodes.is_empty()
        };
        let Some((case, _)) = model.cases.iter().find(named) else {
            return;
        };
        if let Ok(net) = Net::of(model, case, Bounds::default()) {
            self.net(&net, part, what);
        }
    }
}

/// The texts of an example.
fn sources(example: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let entries = std::fs::read_dir(folder.join(example).join("model")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths.iter().map(|path| SourceFile {
        name: path.display().to_string(),
        bytes: std::fs::read(path).unwrap(),
    });
    Sources::new(files.collect())
}

/// The texts without what stands at a place.
fn without(sources: &Sources, at: Loc) -> (Model, String) {
    let mut what = String::new();
    let files = sources.iter().map(|(id, file)| {
        let mut file: SourceFile = file.clone();
        if id == at.file {
            let range = at.span.start as usize..at.span.end as usize;
            what = String::from_utf8_lossy(&file.bytes[range.clone()]).into_owned();
            for byte in file.bytes[range].iter_mut().filter(|byte| **byte != b'\n') {
                *byte = b' ';
            }
        }
        file
    });
    let sources = Sources::new(files.collect());
    (check(&sources).model, what)
}

/// Every mutant of the first case of a model that has transactions, or of the one that is named.
fn weaken(name: &str, sources: &Sources, case: Option<&str>, limits: Limits, told: &mut Told) {
    let model = check(sources).model;
    let (id, case) = model
        .cases
        .iter()
        .map(|(id, it)| (id, model.entities[it.entity].name.text.as_str()))
        .find(|(id, it)| !model.cases[*id].nodes.is_empty() && case.is_none_or(|case| case == *it))
        .unwrap();
    let net = Net::of(&model, id, Bounds::default()).unwrap();
    let before = judged(&net, limits);
    assert_eq!(before.explored, Explored::Whole, "{name}");
    let mut mutants = Mutants {
        name,
        limits,
        before: broken(&before),
        told,
    };
    let kinds: BTreeSet<_> = net.places.iter().map(|place| place.kind).collect();
    for link in model.links.values() {
        if kinds.contains(&link.source.0) {
            let (model, what) = without(sources, link.loc);
            mutants.model(&model, case, Part::Link, &what);
        }
    }
    for wait in model.waits.values() {
        if kinds.contains(&wait.target.0) {
            let (model, what) = without(sources, wait.loc);
            mutants.model(&model, case, Part::Wait, &what);
        }
    }
    for (entity, def) in model.entities.iter() {
        for (at, law) in def.laws.iter().enumerate() {
            if matches!(law.body, LawBody::Before(..) | LawBody::Precludes(..)) {
                let mut model = model.clone();
                model.entities[entity].laws.remove(at);
                mutants.model(&model, case, Part::Law, &law.name.text);
            }
        }
    }
    for (id, link) in model.links.iter() {
        let is_child = net
            .places
            .iter()
            .any(|place| place.parent.is_some_and(|(_, by)| by == id));
        if is_child && link.policy != Policy::Free {
            let mut model = model.clone();
            model.links[id].policy = Policy::Free;
            mutants.model(&model, case, Part::Containment, &format!("{id:?}"));
        }
    }
    for (part, steps) in net.parts.iter().enumerate() {
        for (step, guards) in steps.guards.iter().enumerate() {
            for guard in 0..guards.len() {
                let mut net = net.clone();
                net.parts[part].guards[step].remove(guard);
                let what = format!("{} {step} {guard}", net.name(part));
                mutants.net(&net, Part::Guard, &what);
            }
        }
    }
    for urgent in 0..net.urgent.len() {
        let mut net = net.clone();
        net.urgent.remove(urgent);
        mutants.net(&net, Part::Following, &urgent.to_string());
    }
}

#[track_caller]
fn tell(told: &Told) {
    let missed = &told.missed;
    for (part, count) in &told.counts {
        println!("{part:?}: {count:?}");
    }
    assert!(
        missed.is_empty(),
        "{} missed\n{}",
        missed.len(),
        missed.join("\n")
    );
}

const HEAD: &str = "external actor Buyer
actor Seller
actor Checker
actor Packer
LAW
entity Parcel { key parcel_id: Uuid generated, order: Order }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\", pattern PATTERN }
transaction Checking { initiator Seller, executor Checker, product Order \"is checked\", pattern standard }
transaction Packing { initiator Seller, executor Packer, product Order \"is packed\", pattern PATTERN }
transaction Carrying { initiator Seller, executor Packer, product new Parcel \"is carried\", pattern standard }
transaction Counting { initiator Seller, executor Packer, product Order \"is counted\", promise tacit, accept tacit }
";

/// Processes in which everything holds, and the law of each.
const PROCESSES: [(&str, &str); 8] = [
    (
        "Ordering promised -> request Checking",
        "law Checked \"it is checked before it is made\": Checking accepted before Ordering declared",
    ),
    (
        "Ordering promised -> request Counting automated retry
         Counting accepted ~> execute Ordering",
        "",
    ),
    (
        "Ordering promised -> request Checking
         Checking accepted ~> execute Ordering",
        "",
    ),
    (
        "Ordering promised -> request Checking automated retry
         Ordering promised -> request Packing automated retry
         Checking accepted ~> request Packing
         Checking accepted ~> execute Ordering
         Packing accepted ~> execute Ordering",
        "",
    ),
    (
        "Ordering promised -> request Checking
         Ordering promised -> request Packing
         Checking accepted ~> execute Ordering
         Packing accepted ~> execute Ordering",
        "law Checked \"it is checked before it is packed\": Checking accepted before Packing requested",
    ),
    (
        "Ordering promised -> request Checking
         Checking promised -> request Packing
         Packing accepted ~> execute Checking
         Checking accepted ~> execute Ordering",
        "",
    ),
    (
        "Ordering promised -> request Carrying [1..*]
         Carrying accepted ~> execute Ordering",
        "",
    ),
    (
        "Ordering promised -> request Packing on revert cascade
         Packing accepted ~> execute Ordering",
        "",
    ),
];

/// Small cases: processes in both profiles, and those of the examples that have few states.
#[test]
fn small_cases() {
    let mut told = Told::default();
    for profile in ["demo4", "demo3"] {
        for (process, law) in PROCESSES {
            let order = format!("entity Order {{\nkey order_id: Uuid generated\n{law}\n}}");
            let head = HEAD.replace("LAW", &order).replace("PATTERN", "complete");
            let text = format!("model shop ctp {profile}\n{head}process {{\n{process}\n}}\n");
            let sources = Sources::single("shop.coact", text);
            let name = format!("{profile} {process}");
            weaken(&name, &sources, None, LIMITS, &mut told);
        }
    }
    for (example, case) in [
        ("volley", "Membership"),
        ("glolog", "Sale"),
        ("orders", "Order"),
    ] {
        let texts = sources(example);
        weaken(example, &texts, Some(case), LIMITS, &mut told);
    }
    tell(&told);
    let counts = told.counts.values();
    let (unsound, proved) = counts.fold((0, 0), |(unsound, proved), it| {
        (unsound + it.unsound, proved + it.proved)
    });
    assert!(unsound >= 150 && proved >= 200, "{unsound} {proved}");
    assert_eq!(told.counts.len(), 6);
}

const LIMITS: Limits = Limits { states: 200_000 };

/// The cases of the examples with hundreds of thousands of states, which take minutes: with `COACT_LARGE=1`.
#[test]
fn large_cases() {
    if std::env::var_os("COACT_LARGE").is_none() {
        return;
    }
    let limits = Limits { states: 1_000_000 };
    for (example, case) in [
        ("library", "Membership"),
        ("library", "Loan"),
        ("webshop", "Order"),
        ("pizzeria", "Sale"),
    ] {
        let mut told = Told::default();
        let texts = sources(example);
        weaken(example, &texts, Some(case), limits, &mut told);
        println!("{example} {case}");
        tell(&told);
    }
}
