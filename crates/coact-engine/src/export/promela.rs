//! Promela, the language of spin: one process whose every step is one of the net.

use std::fmt::Write;

use super::words;
use crate::net::{Effect, Guard, Net, Read, Tally, Way};

/// The net as a model of spin. `spin -a`, compiled with `-DSAFETY`, visits as many states and transitions as
/// [`explore`](crate::verify::explore), and one transition more, by which it comes to the initial state.
pub fn promela(net: &Net<'_>) -> String {
    let mut text = String::new();
    let case = &net.model.entities[net.model.cases[net.case].entity]
        .name
        .text;
    let _ = writeln!(
        text,
        "/* The case of {case} in the model {}. */\n",
        net.model.name.text
    );
    for (at, part) in net.parts.iter().enumerate() {
        let _ = writeln!(
            text,
            "/* {}: {} */",
            words::part(net, at),
            words::states(net, at)
        );
        let kind = if part.count() > 256 { "int" } else { "byte" };
        let _ = writeln!(text, "{kind} p{at} = 0;");
    }
    if !net.urgent.is_empty() {
        text.push_str(
            "\n/* What follows at once, in the same commit. */\ninline close() {\n  do\n",
        );
        for (number, urgent) in net.urgent.iter().enumerate() {
            let _ = writeln!(text, "  :: {} ->", turn(net, number));
            let part = net.parts.get(urgent.part);
            text.push_str("     if\n");
            for (from, way) in ways(part).filter(|(_, way)| way.step == urgent.step) {
                let _ = writeln!(text, "     :: p{} == {from} ->", urgent.part);
                moves(&mut text, net, urgent.part, way, "        ");
            }
            text.push_str("     fi\n");
        }
        text.push_str("  :: else -> break\n  od;\n  skip\n}\n");
    }
    text.push_str("\nactive proctype net() {\n  do\n");
    for (at, part) in net.parts.iter().enumerate() {
        for (from, way) in ways(Some(part)) {
            let guards = part.guards.get(usize::from(way.step));
            let guards = guards.into_iter().flatten().map(condition);
            let all: Vec<String> = std::iter::once(format!("p{at} == {from}"))
                .chain(guards)
                .collect();
            let _ = writeln!(text, "  /* {} */", words::step(net, at, way.step));
            let _ = writeln!(text, "  :: d_step {{ {} ->", all.join(" && "));
            moves(&mut text, net, at, way, "     ");
            let close = if net.urgent.is_empty() {
                ""
            } else {
                "     close();\n"
            };
            let _ = writeln!(text, "{close}     }}");
        }
    }
    text.push_str("  od\n}\n");
    text
}

/// The ways of a part with the states from which they lead.
fn ways(part: Option<&crate::net::Part>) -> impl Iterator<Item = (u16, Way)> {
    let states = part.into_iter().flat_map(|part| (0_u16..).zip(&part.ways));
    states.flat_map(|(from, ways)| ways.iter().map(move |way| (from, *way)))
}

/// The first of what follows at once is this one.
fn turn(net: &Net<'_>, number: usize) -> String {
    let mut all: Vec<String> = (0..number)
        .map(|before| format!("!({})", due(net, before)))
        .collect();
    all.push(due(net, number));
    all.join(" && ")
}

/// Something follows at once.
fn due(net: &Net<'_>, number: usize) -> String {
    let Some(urgent) = net.urgent.get(number) else {
        return "false".to_owned();
    };
    let part = net.parts.get(urgent.part);
    let from: Vec<bool> = part
        .into_iter()
        .flat_map(|part| &part.ways)
        .map(|ways| ways.iter().any(|way| way.step == urgent.step))
        .collect();
    let guards = part.and_then(|part| part.guards.get(usize::from(urgent.step)));
    let guards = guards.into_iter().flatten().map(condition);
    let mut all = vec![one_of(urgent.part, &from), condition(&urgent.when)];
    all.extend(guards);
    all.join(" && ")
}

/// The part is in one of these states.
fn one_of(part: usize, states: &[bool]) -> String {
    let of = |is: bool| {
        let states = states.iter().enumerate().filter(move |(_, it)| **it == is);
        states.map(|(state, _)| state).collect::<Vec<usize>>()
    };
    let (is, is_not) = (of(true), of(false));
    let join = |states: &[usize], sign: &str, word: &str| {
        let terms: Vec<String> = states
            .iter()
            .map(|it| format!("p{part} {sign} {it}"))
            .collect();
        format!("({})", terms.join(word))
    };
    match (is.is_empty(), is_not.is_empty()) {
        (true, _) => "false".to_owned(),
        (_, true) => "true".to_owned(),
        _ if is.len() <= is_not.len() => join(&is, "==", " || "),
        _ => join(&is_not, "!=", " && "),
    }
}

/// A guard as a condition.
fn condition(guard: &Guard) -> String {
    let mut all: Vec<String> = guard
        .reads
        .iter()
        .map(|read| {
            let clear: Vec<bool> = read.adds.iter().map(|add| add.against == 0).collect();
            one_of(read.part, &clear)
        })
        .filter(|term| term != "true")
        .collect();
    if guard.stand > 0 {
        all.push(format!(
            "{} >= {}",
            sum(guard, |add| add.stand),
            guard.stand
        ));
    }
    if guard.live > 0 {
        all.push(format!("{} >= {}", sum(guard, |add| add.live), guard.live));
    }
    if guard.below < u32::MAX {
        all.push(format!("{} < {}", sum(guard, |add| add.live), guard.below));
    }
    if all.is_empty() {
        return "true".to_owned();
    }
    all.join(" && ")
}

fn sum(guard: &Guard, of: impl Fn(&Tally) -> u32) -> String {
    let term = |read: &Read| {
        let mut amounts: Vec<u32> = read.adds.iter().map(&of).filter(|it| *it > 0).collect();
        amounts.sort_unstable();
        amounts.dedup();
        let terms = amounts.into_iter().map(|amount| {
            let states: Vec<bool> = read.adds.iter().map(|add| of(add) == amount).collect();
            let is = one_of(read.part, &states);
            if amount == 1 {
                is
            } else {
                format!("{amount} * {is}")
            }
        });
        let terms: Vec<String> = terms.collect();
        (!terms.is_empty()).then(|| terms.join(" + "))
    };
    let terms: Vec<String> = guard.reads.iter().filter_map(term).collect();
    if terms.is_empty() {
        return "0".to_owned();
    }
    format!("({})", terms.join(" + "))
}

fn moves(text: &mut String, net: &Net<'_>, at: usize, way: Way, indent: &str) {
    let _ = writeln!(text, "{indent}p{at} = {};", way.to);
    let part = net.parts.get(at);
    let effect = part.and_then(|part| part.effects.get(usize::from(way.effect)));
    let Some(Effect(moved)) = effect else { return };
    for (target, map) in moved {
        let changes = (0..)
            .zip(map)
            .filter(|(from, to): &(u16, &u16)| from != *to);
        let changes: Vec<String> = changes
            .map(|(from, to)| format!(":: p{target} == {from} -> p{target} = {to}"))
            .collect();
        if !changes.is_empty() {
            let _ = writeln!(text, "{indent}if {} :: else -> skip fi;", changes.join(" "));
        }
    }
}
