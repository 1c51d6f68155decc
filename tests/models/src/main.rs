//! Makes random models and gives them to rustc: `models COUNT SEED` tries so many, beginning with a seed, `models SEED`
//! prints one, and `models generate COUNT SEED` asks no more of them than that Rust is generated.
#![allow(clippy::print_stdout, reason = "a tool for people")]

use std::collections::BTreeSet;
use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use models::compile::{self, Bench, EDITIONS};

/// So many models are one crate.
const BATCH: u64 = 25;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [seed] => {
            print!("{}", models::model(seed.parse()?));
            Ok(ExitCode::SUCCESS)
        }
        ["generate", count, first] => tried(count.parse()?, first.parse()?, false),
        [count, first] => tried(count.parse()?, first.parse()?, true),
        _ => Err("give a seed, or how many and the first seed".into()),
    }
}

fn tried(count: u64, first: u64, compile: bool) -> Result<ExitCode, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let bench = Bench::new(folder.path())?;
    let start = Instant::now();
    let seeds: Vec<u64> = (first..first + count).collect();
    let (mut refused, mut lines) = (BTreeSet::new(), 0);
    for batch in seeds.chunks(BATCH.try_into()?) {
        let mut modules = Vec::new();
        for seed in batch {
            match compile::generated(&models::name(*seed), &models::model(*seed)) {
                Ok(module) => modules.push((*seed, module)),
                Err(said) => {
                    refused.insert(*seed);
                    println!("==== seed {seed}\n{said}");
                }
            }
        }
        lines += modules
            .iter()
            .map(|(_, text)| text.lines().count())
            .sum::<usize>();
        if compile {
            refused.extend(wrong(&bench, modules)?);
        }
    }
    println!(
        "{} models hold, {} do not: {refused:?}; {lines} lines of Rust, {:?}",
        seeds.len() - refused.len(),
        refused.len(),
        start.elapsed()
    );
    Ok(if refused.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Those of a batch that rustc refuses, or whose tests fail. They are left out one after the other, until the others
/// hold together.
fn wrong(bench: &Bench, mut batch: Vec<(u64, String)>) -> Result<BTreeSet<u64>, Box<dyn Error>> {
    let mut found = BTreeSet::new();
    loop {
        let together: Vec<(String, String)> = batch
            .iter()
            .map(|(seed, text)| (models::name(*seed), text.clone()))
            .collect();
        let [older, newer] = EDITIONS;
        let mut said = bench.check(&together, older)?;
        if said.is_ok() {
            said = bench.test(&together, newer)?;
        }
        let Err(said) = said else { return Ok(found) };
        println!("{said}");
        let named = |seed: u64| {
            let name = models::name(seed);
            [format!("{name}.rs"), format!("{name}::")]
                .iter()
                .any(|place| {
                    said.match_indices(place.as_str())
                        .any(|(at, _)| alone(&said, at))
                })
        };
        let before = batch.len();
        batch.retain(|(seed, _)| {
            let wrong = named(*seed);
            if wrong {
                found.insert(*seed);
            }
            !wrong
        });
        if batch.len() == before {
            return Err("rustc refuses models and names none".into());
        }
    }
}

/// Whether a name begins at this place of a text.
fn alone(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    before.is_none_or(|letter| !letter.is_alphanumeric())
}
