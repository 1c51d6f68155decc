//! The cost of parsing grows with the text and not with what is left open in it.
//!
//! The measure is the engine's own count of calls, the same on every machine: the smallest limit under which a
//! text is parsed without giving up. The limit is one per process, which is why this file has one test.

#![allow(
    clippy::print_stdout,
    reason = "the figure is what a reader of the test wants"
)]

#[path = "support/faults.rs"]
mod faults;

use std::num::NonZeroUsize;

use coact_syntax::{SyntaxErrorKind, parse};

/// More calls than any text here takes.
const PLENTY: usize = 1 << 27;

fn gives_up(text: &str, calls: usize) -> bool {
    pest::set_call_limit(NonZeroUsize::new(calls));
    faults::all(&parse(text.as_bytes()))
        .iter()
        .any(|error| error.kind == SyntaxErrorKind::TooComplex)
}

/// The calls of the costliest single parse that a text needs, at most a sixteenth too many.
fn calls(text: &str) -> usize {
    let (mut low, mut high) = (text.len(), text.len());
    while gives_up(text, high) {
        low = high;
        high *= 2;
        assert!(high <= PLENTY, "no end in sight");
    }
    while high - low > high / 16 {
        let middle = low.midpoint(high);
        if gives_up(text, middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Texts that grow with a number.
type Series = (&'static str, fn(usize) -> String);

/// What is opened again and again: with its closing text, and with what stands inside.
const OPENINGS: [(&str, &str, &str); 22] = [
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("{", "a", "}"),
    ("f(", "1", ")"),
    ("f(a, ", "1", ")"),
    ("f(x => ", "1", ")"),
    ("a.f(", "1", ")"),
    ("a[", "1", "]"),
    ("a[k: ", "1", "]"),
    ("R { a: ", "1", " }"),
    ("R { a, b: ", "1", " }"),
    ("m.R { a: ", "1", " }"),
    ("[(", "1", ")]"),
    ("match 1 { A => ", "1", " }"),
    ("match(", "1", ") { A => 1 }"),
    ("if a then ", "1", " else 2"),
    ("if ", "a", " then 1 else 2"),
    ("if(", "a", ") then 1 else 2"),
    ("- ", "1", ""),
    ("not ", "a", ""),
    ("some(", "a", ")"),
    ("1 + (2 * ", "3", ")"),
];

/// Places in which an expression or a block stands.
const PLACES: [(&str, &str); 12] = [
    ("let a = ", ""),
    ("entity E { x: Int = ", "\n}"),
    ("entity E { law L: ", "\n}"),
    ("entity E { x: ", "\n}"),
    ("transaction T { request as A -> B ", "\n}"),
    ("process { A promised -> request B { a: ", " }\n}"),
    ("rule on A requested { truth: ", "\n then promise\n}"),
    ("rule on A requested { then for each x in ", " promise\n}"),
    ("view V { on A each row where ", " remove\n}"),
    ("spec \"s\" { given a(1) = ", "\n}"),
    ("spec \"s\" { then R [", "]\n}"),
    ("query Q from V where ", " order by x"),
];

#[test]
fn calls_grow_linearly() {
    // The limit of the crate is set once; after this the tests own it.
    parse(b"import a");
    let mut worst = (0.0, String::new());
    for (head, tail) in PLACES {
        for (open, middle, close) in OPENINGS {
            for closed in [true, false] {
                let text = |times: usize| {
                    let end = if closed {
                        close.repeat(times)
                    } else {
                        String::new()
                    };
                    format!("{head}{}{middle}{end}{tail}", open.repeat(times))
                };
                let name = format!("{head}{open}… closed: {closed}");
                let (small, large) = (calls(&text(30)), calls(&text(60)));
                assert!(
                    large < small * 3,
                    "{name}: {small} calls for 30, {large} for 60"
                );
                let per_byte = large as f64 / text(60).len() as f64;
                if per_byte > worst.0 {
                    worst = (per_byte, name);
                }
            }
        }
    }
    let flat: [Series; 7] = [
        ("fields", |n| {
            format!("entity E {{\n{}}}", "x: Int = 1\n".repeat(n))
        }),
        ("broken fields", |n| {
            format!("entity E {{\n{}}}", "x Int = 1\n".repeat(n))
        }),
        ("operators", |n| format!("let a = b{}", " + b".repeat(n))),
        ("arguments", |n| format!("let a = f(b{}", ", b".repeat(n))),
        ("no separators", |n| {
            format!("let a = [b{}]", " b".repeat(n))
        }),
        ("steps", |n| {
            format!("spec \"s\" {{ {} }}", "when A { x: 1 } then B ".repeat(n))
        }),
        ("closers", |n| format!("entity E {{ {}", ")]}".repeat(n))),
    ];
    for (name, text) in flat {
        let (small, large) = (calls(&text(300)), calls(&text(600)));
        assert!(
            large < small * 3,
            "{name}: {small} calls for 300, {large} for 600"
        );
    }
    println!("at most {:.1} calls per byte: {}", worst.0, worst.1);
    // The limit that the crate sets must be far above what any text takes.
    assert!(worst.0 < 100.0, "{worst:?}");
}
