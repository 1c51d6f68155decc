//! The full check at level `strict`, what the slowest rules take of it, and how long many findings take to be shown.
//!
//! Processor time of the thread, the least of several turns: what other programs do at the time does not count.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench fails by panicking, and prints"
)]

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use coact_model::diagnostics::{Diagnostic, Level};
use coact_model::{Checker, Sources, check, render, rules};
use support::{edited, model, sources, time};

const LINES: usize = 10_000;
const TURNS: usize = 10;
/// How many of the slowest rules are named.
const NAMED: usize = 5;
/// How much is shown: findings, in a text of so many bytes.
const FINDINGS: usize = 1_000;
const TEXT: usize = 1 << 20;
/// What is misspelt in it.
const SLIPS: [(&str, &str); 8] = [
    ("form Take", "form Tak"),
    ("form Cancel", "form Cancl"),
    ("requested.amount", "requested.amout"),
    ("update { paid }", "update { payd }"),
    ("row.customer == customer", "row.custmer == customer"),
    ("event.order", "event.ordr"),
    ("command AgreeCheck", "command AgreCheck"),
    ("shows Open", "shows Opn"),
];

type Form = fn(&Sources, &[Diagnostic]) -> String;

fn main() {
    let text = model(LINES);
    let first = strict(text.clone());
    let cold = least(|| {
        check(&first);
    });
    println!("{LINES} lines at strict");
    row("full check", cold, cold);
    row("an edit of one line", edit(&text, &first), cold);

    let checked = check(&first);
    let mut each: BTreeMap<&str, Duration> = BTreeMap::new();
    for _ in 0..TURNS {
        rules::ask_each(&checked.model, |code, ask| {
            let taken = time(ask);
            let known = each.entry(code).or_insert(taken);
            *known = taken.min(*known);
        });
    }
    let all = each.values().sum();
    row(&format!("{} rules", each.len()), all, cold);
    let mut slowest: Vec<_> = each.into_iter().collect();
    slowest.sort_by_key(|(_, taken)| std::cmp::Reverse(*taken));
    for (code, taken) in slowest.into_iter().take(NAMED) {
        row(&format!("  {code}"), taken, cold);
    }
    shown();
}

fn edit(text: &str, first: &Sources) -> Duration {
    let other = edited(text, "status: Shipped }", "status: Confirmed }");
    let texts = [strict(other), first.clone()];
    let mut checker = Checker::new();
    for sources in texts.iter().rev() {
        checker.check(sources);
    }
    let mut next = texts.iter().rev().cycle();
    least(|| {
        checker.check(next.next().unwrap());
    })
}

/// Many findings in a long text, in each form that is read.
fn shown() {
    let lines = model(LINES);
    let mut text = model(TEXT * LINES / lines.len() + LINES / 10);
    for (right, wrong) in SLIPS {
        text = text.replace(right, wrong);
    }
    let bytes = text.len();
    let sources = sources(text);
    let mut found = check(&sources).diagnostics;
    assert!(
        bytes >= TEXT && found.len() >= FINDINGS,
        "{bytes} {}",
        found.len()
    );
    found.truncate(FINDINGS);
    println!("{FINDINGS} findings in {bytes} bytes");
    let forms: [(&str, Form); 3] = [
        ("human", |sources, found| {
            render::human(sources, found, 100, true)
        }),
        ("concise", render::concise),
        ("json", render::json_lines),
    ];
    for (name, form) in forms {
        let taken = least(|| {
            assert!(!form(&sources, &found).is_empty());
        });
        println!("  {name:22} {:>9.2} ms", ms(taken));
    }
}

fn strict(text: String) -> Sources {
    sources(text).at_level(Level::Strict)
}

fn row(name: &str, taken: Duration, of: Duration) {
    println!(
        "  {name:22} {:>9.2} ms {:>7.3}",
        ms(taken),
        ms(taken) / ms(of)
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn least(mut work: impl FnMut()) -> Duration {
    (0..TURNS).map(|_| time(&mut work)).min().unwrap()
}
