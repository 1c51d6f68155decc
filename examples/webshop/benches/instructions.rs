//! How many instructions an act takes: generated code against its hand-written twin, counted by valgrind in one
//! run. The measure is the slope between few and many repetitions, less what cloning the commands and
//! making the empty case takes.
//!
//! Fails where the generated code takes more than 1.05 times the instructions of the twin; without valgrind
//! it says so and counts nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark"
)]

extern crate webshop_benches as webshop;

mod story;
#[allow(dead_code, reason = "the walk asks for more of it")]
mod twin;

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use story::Story;

/// What generated code may take, in instructions of the twin.
const LIMIT: f64 = 1.05;
const FEW: u32 = 20;
const MANY: u32 = 220;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().collect();
    if let [_, command, who, times] = arguments.as_slice()
        && command == "tell"
    {
        tell(who, times.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("SKIPPED: counting instructions needs valgrind");
        return ExitCode::SUCCESS;
    }
    let commands = per_story("commands_alone");
    let acts = Story::new().acts() as f64;
    let per_act = |who: &str| {
        let opening = per_story(&format!("{who}_opening"));
        (per_story(who) - opening - commands) / acts
    };
    let (generated, by_hand) = (per_act("generated"), per_act("by_hand"));
    let ratio = generated / by_hand;
    println!(
        "instructions per act: generated {generated:.0}, by hand {by_hand:.0}, ratio {ratio:.3}"
    );
    if ratio > LIMIT {
        println!("more than {LIMIT} times the hand-written twin");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn tell(who: &str, times: u32) {
    let story = Story::new();
    for _ in 0..times {
        black_box(match who {
            "generated" => story.generated(),
            "by_hand" => story.by_hand(),
            "generated_opening" => Story::generated_opening(),
            "by_hand_opening" => Story::by_hand_opening(),
            _ => story.commands_alone(),
        });
    }
}

/// Instructions of one telling: what the later ones add.
fn per_story(who: &str) -> f64 {
    (counted(who, MANY) - counted(who, FEW)) / f64::from(MANY - FEW)
}

fn counted(who: &str, times: u32) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["tell", who, &times.to_string()])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "valgrind failed: {text}");
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .expect("valgrind says how many instructions there were");
    collected.1.trim().parse().unwrap()
}
