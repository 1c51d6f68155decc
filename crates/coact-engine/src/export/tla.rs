//! TLA+: the state is a sequence with a number for each part, and what can happen a set of records.

use std::fmt::Write;

use super::words;
use crate::net::{Effect, Guard, Net, Tally};

/// The net as a module of TLA+, which TLC explores as it stands: `INIT Init`, `NEXT Next`, `CHECK_DEADLOCK FALSE`.
pub fn tla(net: &Net<'_>, module: &str) -> String {
    let mut text = format!("---- MODULE {module} ----\n");
    let case = &net.model.entities[net.model.cases[net.case].entity]
        .name
        .text;
    let _ = writeln!(
        text,
        "\\* The case of {case} in the model {}.",
        net.model.name.text
    );
    text.push_str("EXTENDS Integers, Sequences\n\nVARIABLE s\n\n");
    for at in 0..net.parts.len() {
        let (name, states) = (words::part(net, at), words::states(net, at));
        let _ = writeln!(text, "\\* s[{}] {name}: {states}", at.saturating_add(1));
    }
    let zeros: Vec<&str> = net.parts.iter().map(|_| "0").collect();
    let _ = writeln!(text, "\nInit == s = <<{}>>\n", zeros.join(", "));
    text.push_str("\\* Where a step leads, as far as its part admits it; what else it moves is an effect.\nWays == {\n");
    let mut ways = Vec::new();
    for (at, part) in net.parts.iter().enumerate() {
        for (from, steps) in part.ways.iter().enumerate() {
            for way in steps {
                ways.push(format!(
                    "  [part |-> {}, from |-> {from}, step |-> {}, to |-> {}, effect |-> {}]",
                    at.saturating_add(1),
                    way.step,
                    way.to,
                    way.effect
                ));
            }
        }
    }
    let _ = writeln!(text, "{}\n}}\n", ways.join(",\n"));
    guards(&mut text, net);
    effects(&mut text, net);
    text.push_str("Enabled(t, w) == t[w.part] = w.from /\\ Guard(t, w)\n");
    text.push_str(
        "Move(t, w) == [p \\in DOMAIN t |-> IF p = w.part THEN w.to ELSE Moved(t, w, p)]\n\n",
    );
    closure(&mut text, net);
    text.push_str("Next == \\E w \\in Ways : Enabled(s, w) /\\ s' = Close(Move(s, w))\n\nSpec == Init /\\ [][Next]_s\n====\n");
    text
}

fn guards(text: &mut String, net: &Net<'_>) {
    text.push_str("\\* What must hold beside.\nGuard(t, w) ==\n  CASE ");
    for (at, part) in net.parts.iter().enumerate() {
        for (step, guards) in (0..).zip(&part.guards) {
            let all: Vec<String> = guards.iter().map(condition).collect();
            if !all.is_empty() {
                let _ = writeln!(
                    text,
                    "w.part = {} /\\ w.step = {step} -> \\* {}",
                    at.saturating_add(1),
                    words::step(net, at, step)
                );
                let _ = write!(text, "         {}\n    [] ", all.join(" /\\ "));
            }
        }
    }
    text.push_str("OTHER -> TRUE\n\n");
}

fn effects(text: &mut String, net: &Net<'_>) {
    text.push_str("\\* What a step moves beside its own part.\nMoved(t, w, p) ==\n  CASE ");
    for (at, part) in net.parts.iter().enumerate() {
        for (number, Effect(moved)) in part.effects.iter().enumerate() {
            for (target, map) in moved {
                let map: Vec<String> = map.iter().map(u16::to_string).collect();
                let _ = write!(
                    text,
                    "w.part = {} /\\ w.effect = {number} /\\ p = {} -> <<{}>>[t[p] + 1]\n    [] ",
                    at.saturating_add(1),
                    target.saturating_add(1),
                    map.join(", ")
                );
            }
        }
    }
    text.push_str("OTHER -> t[p]\n\n");
}

/// What follows at once, the first that can.
fn closure(text: &mut String, net: &Net<'_>) {
    if net.urgent.is_empty() {
        text.push_str("Close(t) == t\n\n");
        return;
    }
    text.push_str("\\* What follows at once, in the same commit.\nDue(t, w, n) ==\n  CASE ");
    for (number, urgent) in net.urgent.iter().enumerate() {
        let _ = write!(
            text,
            "n = {} -> w.part = {} /\\ w.step = {} /\\ Enabled(t, w) /\\ {}\n    [] ",
            number.saturating_add(1),
            urgent.part.saturating_add(1),
            urgent.step,
            condition(&urgent.when)
        );
    }
    text.push_str("OTHER -> FALSE\n");
    let count = net.urgent.len();
    let _ = writeln!(
        text,
        "Turn(t, n) == (\\E w \\in Ways : Due(t, w, n)) /\\ \\A m \\in 1..(n - 1) : \\A w \\in Ways : ~Due(t, w, m)"
    );
    let _ = writeln!(
        text,
        "RECURSIVE Close(_)\nClose(t) ==\n  IF \\E n \\in 1..{count} : Turn(t, n)\n  THEN LET first == CHOOSE n \\in 1..{count} : Turn(t, n)\n       IN Close(Move(t, CHOOSE w \\in Ways : Due(t, w, first)))\n  ELSE t\n"
    );
}

/// A guard as a condition over `t`.
fn condition(guard: &Guard) -> String {
    let list = |of: &dyn Fn(&Tally) -> u32| {
        let reads = guard.reads.iter().filter_map(|read| {
            let adds: Vec<u32> = read.adds.iter().map(of).collect();
            if adds.iter().all(|add| *add == 0) {
                return None;
            }
            let adds: Vec<String> = adds.iter().map(u32::to_string).collect();
            let part = read.part.saturating_add(1);
            Some(format!("<<{}>>[t[{part}] + 1]", adds.join(", ")))
        });
        let reads: Vec<String> = reads.collect();
        if reads.is_empty() {
            "0".to_owned()
        } else {
            reads.join(" + ")
        }
    };
    let mut all = vec![format!("{} = 0", list(&|add| add.against))];
    if guard.stand > 0 {
        all.push(format!("{} >= {}", list(&|add| add.stand), guard.stand));
    }
    if guard.live > 0 {
        all.push(format!("{} >= {}", list(&|add| add.live), guard.live));
    }
    if guard.below < u32::MAX {
        all.push(format!("{} < {}", list(&|add| add.live), guard.below));
    }
    all.join(" /\\ ")
}
