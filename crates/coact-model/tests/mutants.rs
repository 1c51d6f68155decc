//! Single faults in models that hold: each example is changed at one place, as a slip of the hand or of the mind would
//! change it, and the check has to say so, at the place where a person would look.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test reads its models, and fails by panicking"
)]

#[path = "mutants/faults.rs"]
mod faults;
#[path = "mutants/model.rs"]
mod model;
#[path = "mutants/reasons.rs"]
mod reasons;

use std::collections::BTreeSet;

use coact_model::diagnostics::{Diagnostic, Level};
use coact_model::{SourceFile, Sources, check};

use faults::{Fault, SORTS};
use model::Example;

/// Faults of each sort that are tried in each example.
const OF_EACH_SORT: usize = 4;
/// At least so many faults are tried in each example.
const OF_EACH_EXAMPLE: usize = 20;

/// So many of a hundred faults are told at least.
const LEAST: usize = 95;

/// What is said of a fault, where that is not what a person looks for: nothing, or something about another place.
fn untold(example: &Example, before: &BTreeSet<String>, fault: &Fault) -> Option<String> {
    let mut files = example.files.clone();
    files[fault.file].bytes = fault.text.clone().into_bytes();
    let mut found = findings(files);
    found.retain(|finding| !before.contains(&finding.message));
    let there = |file: u32, start: u32| {
        file as usize == fault.file && fault.item.contains(&(start as usize))
    };
    let told = found.iter().any(|finding| {
        let mut labels = std::iter::once(&finding.primary).chain(&finding.others);
        labels.any(|label| there(label.loc.file.0, label.loc.span.start))
            || fault.names.iter().any(|name| names(&finding.message, name))
    });
    let said = found.iter().map(|it| format!("{} {}", it.code, it.message));
    (!told).then(|| said.collect::<Vec<_>>().join("; "))
}

/// What is said at the level that leaves nothing open.
fn findings(files: Vec<SourceFile>) -> Vec<Diagnostic> {
    check(&Sources::new(files).at_level(Level::Strict)).diagnostics
}

/// Whether a message names something.
fn names(message: &str, name: &str) -> bool {
    let mut words = message.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word == name)
}

#[test]
fn faults_are_told_where_a_person_would_look() {
    let mut tried = 0;
    let mut list = Vec::new();
    let mut given = BTreeSet::new();
    for example in model::examples() {
        let begun = tried;
        let before = findings(example.files.clone());
        let before = before.into_iter().map(|it| it.message).collect();
        for (sort, faults) in SORTS {
            let all = faults(&example);
            // Spread over the example, the same in every run.
            let step = all.len().div_ceil(OF_EACH_SORT).max(1);
            for fault in all.iter().step_by(step) {
                tried += 1;
                if let Some(said) = untold(&example, &before, fault) {
                    let reason = reasons::reason(sort, &fault.what);
                    let reason = reason.unwrap_or_else(|| panic!("{sort}: {}: {said}", fault.what));
                    given.insert(reason);
                    let line = format!("{}: {sort}: {}", example.name, fault.what);
                    list.push(format!("{line}\n    {reason}"));
                }
            }
        }
        assert!(tried - begun >= OF_EACH_EXAMPLE, "{}", example.name);
    }
    let told = tried - list.len();
    insta::assert_snapshot!(format!(
        "{told} of {tried} are told; not so\n{}",
        list.join("\n")
    ));
    assert!(reasons::all().all(|reason| given.contains(reason)));
    assert!(told * 100 >= tried * LEAST, "{told} of {tried}");
}
