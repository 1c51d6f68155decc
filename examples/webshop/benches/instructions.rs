//! How many instructions it takes to perform an act, and to fold an event, from memory or as it is stored: generated code
//! against its hand-written twin, counted by valgrind in one run. The measure is the slope between few and many
//! repetitions, less what cloning the commands and making the empty case takes.
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
    let story = Story::new();
    let openings = ["generated_opening", "by_hand_opening"].map(per_story);
    let mut within = true;
    for (what, each, before, count) in [
        ("act", ["generated", "by_hand"], commands, story.acts()),
        (
            "event folded",
            ["generated_fold", "by_hand_fold"],
            0.0,
            story.events(),
        ),
        (
            "event read from JSON and folded",
            ["generated_replay", "by_hand_replay"],
            0.0,
            story.events(),
        ),
    ] {
        let [generated, by_hand] = [0, 1].map(|who| {
            let whole = per_story(each[who]) - openings[who] - before;
            whole / count as f64
        });
        let ratio = generated / by_hand;
        println!(
            "instructions per {what}: generated {generated:.0}, by hand {by_hand:.0}, ratio {ratio:.3}"
        );
        within &= ratio <= LIMIT;
    }
    if !within {
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
            "generated_fold" => story.generated_fold(),
            "by_hand_fold" => story.by_hand_fold(),
            "generated_replay" => story.generated_replay(),
            "by_hand_replay" => story.by_hand_replay(),
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
