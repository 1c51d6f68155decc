//! PNML (ISO/IEC 15909-2): a place/transition net.
//!
//! A part is a token on the place of its state. What guards ask is kept in further places: how much is added to a guard
//! stands there as tokens, and what may not exceed a number has a place for what is left of it. Steps read them by taking
//! tokens and giving them back.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::words;
use crate::net::{Effect, Guard, Net, Way};

/// What a place/transition net cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// Something follows at once in the same commit, whatever else could happen.
    Urgent,
}

/// The net as a place/transition net, whose reachable markings are the states of the case.
///
/// # Errors
/// Something follows at once.
pub fn pnml(net: &Net<'_>) -> Result<String, Unsaid> {
    if !net.urgent.is_empty() {
        return Err(Unsaid::Urgent);
    }
    let drawn = Drawn::of(net);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // What is written goes to memory and is text: this cannot fail.
    let _ = document(&mut writer, net, &drawn);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

/// A place that counts: what parts add to a condition in each of their states, and how many tokens it holds at first.
struct Count {
    adds: BTreeMap<usize, Vec<u32>>,
    first: u32,
}

/// How many tokens a transition takes from places, and how many it gives to them.
type Arcs = BTreeMap<usize, (u32, u32)>;

/// The net as it is drawn: places with their first tokens, and transitions.
struct Drawn {
    places: Vec<(String, u32)>,
    transitions: Vec<(String, Arcs)>,
}

impl Drawn {
    fn of(net: &Net<'_>) -> Self {
        let mut places = Vec::new();
        let mut starts = Vec::new();
        for (at, part) in net.parts.iter().enumerate() {
            starts.push(places.len());
            for state in 0..part.count() {
                places.push((
                    format!("{} {state}", words::part(net, at)),
                    u32::from(state == 0),
                ));
            }
        }
        let mut counts: Vec<Count> = Vec::new();
        let mut asked: BTreeMap<(usize, u16), Vec<(usize, u32)>> = BTreeMap::new();
        for (at, part) in net.parts.iter().enumerate() {
            for (step, guards) in (0..).zip(&part.guards) {
                let tests = guards
                    .iter()
                    .flat_map(|guard| tests(guard, &mut counts))
                    .collect();
                asked.insert((at, step), tests);
            }
        }
        let first_count = places.len();
        places.extend(
            (0..)
                .zip(&counts)
                .map(|(number, count): (usize, &Count)| (format!("asked {number}"), count.first)),
        );
        let mut transitions = Vec::new();
        for (at, part) in net.parts.iter().enumerate() {
            for (from, ways) in part.ways.iter().enumerate() {
                for way in ways {
                    for moved in moved(net, at, from, *way) {
                        let mut arcs = Arcs::new();
                        for (part, before, after) in &moved {
                            let start = starts.get(*part).copied().unwrap_or(0);
                            change(&mut arcs, start.saturating_add(*before), 1, 0);
                            change(&mut arcs, start.saturating_add(*after), 0, 1);
                        }
                        let tests = asked.get(&(at, way.step));
                        for (number, count) in counts.iter().enumerate() {
                            let tests = tests.into_iter().flatten();
                            let tests = tests.filter(|(place, _)| *place == number);
                            let least = tests.map(|(_, least)| *least).max().unwrap_or(0);
                            let (lost, won) = count.changes(&moved);
                            // What is only looked at is given back.
                            let takes = least.max(lost);
                            let gives = takes.saturating_sub(lost).saturating_add(won);
                            change(&mut arcs, first_count.saturating_add(number), takes, gives);
                        }
                        arcs.retain(|_, arc| *arc != (0, 0));
                        transitions.push((words::step(net, at, way.step), arcs));
                    }
                }
            }
        }
        Self {
            places,
            transitions,
        }
    }
}

fn change(arcs: &mut Arcs, place: usize, takes: u32, gives: u32) {
    let arc = arcs.entry(place).or_default();
    arc.0 = arc.0.saturating_add(takes);
    arc.1 = arc.1.saturating_add(gives);
}

impl Count {
    /// How many tokens are lost and won where parts move.
    fn changes(&self, moved: &[(usize, usize, usize)]) -> (u32, u32) {
        let (mut lost, mut won) = (0_u32, 0_u32);
        for (part, before, after) in moved {
            let Some(adds) = self.adds.get(part) else {
                continue;
            };
            let of = |state: &usize| adds.get(*state).copied().unwrap_or(0);
            lost = lost.saturating_add(of(before).saturating_sub(of(after)));
            won = won.saturating_add(of(after).saturating_sub(of(before)));
        }
        (lost, won)
    }
}

/// The places that a guard is read from, with how many tokens must be there.
fn tests(guard: &Guard, counts: &mut Vec<Count>) -> Vec<(usize, u32)> {
    let reads = u32::try_from(guard.reads.len()).unwrap_or(u32::MAX);
    let mut tests = Vec::new();
    // Nothing speaks against it: every part gives a token where it does not.
    tests.extend(count(guard, counts, |add| u32::from(add.against == 0)).map(|it| (it, reads)));
    if guard.stand > 0 {
        let place = count(guard, counts, |add| add.stand);
        tests.extend(place.map(|place| (place, guard.stand)));
    }
    if guard.live > 0 {
        let place = count(guard, counts, |add| add.live);
        tests.extend(place.map(|place| (place, guard.live)));
    }
    if guard.below < u32::MAX {
        let most = |add: &crate::net::Tally| add.live;
        let most = guard
            .reads
            .iter()
            .flat_map(|read| &read.adds)
            .map(most)
            .max()
            .unwrap_or(0);
        // What each could add and does not: fewer are live than the bound where enough of it is left.
        let all = most.saturating_mul(reads);
        let place = count(guard, counts, |add| most.saturating_sub(add.live));
        let least = all.saturating_add(1).saturating_sub(guard.below);
        tests.extend(place.map(|place| (place, least)));
    }
    tests.retain(|(_, least)| *least > 0);
    tests
}

/// The place that counts something of a guard.
fn count(
    guard: &Guard,
    counts: &mut Vec<Count>,
    of: impl Fn(&crate::net::Tally) -> u32,
) -> Option<usize> {
    let mut adds: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for read in &guard.reads {
        let new: Vec<u32> = read.adds.iter().map(&of).collect();
        adds.entry(read.part)
            .and_modify(|known| {
                for (known, new) in known.iter_mut().zip(&new) {
                    *known = known.saturating_add(*new);
                }
            })
            .or_insert(new);
    }
    let known = counts.iter().position(|count| count.adds == adds);
    known.or_else(|| {
        let first = adds.values().filter_map(|adds| adds.first());
        let first = first.fold(0_u32, |sum, add| sum.saturating_add(*add));
        counts.push(Count { adds, first });
        counts.len().checked_sub(1)
    })
}

/// In every way in which a step may find what it moves: the parts, where they were, and where they are.
fn moved(net: &Net<'_>, at: usize, from: usize, way: Way) -> Vec<Vec<(usize, usize, usize)>> {
    let mut all = vec![vec![(at, from, usize::from(way.to))]];
    let part = net.parts.get(at);
    let effect = part.and_then(|part| part.effects.get(usize::from(way.effect)));
    let Some(Effect(effects)) = effect else {
        return all;
    };
    for (target, map) in effects {
        let moves: Vec<(usize, usize)> =
            map.iter().map(|to| usize::from(*to)).enumerate().collect();
        all = all
            .into_iter()
            .flat_map(|before| {
                moves.iter().map(move |(from, to)| {
                    let mut before = before.clone();
                    before.push((*target, *from, *to));
                    before
                })
            })
            .collect();
    }
    all
}

fn document(writer: &mut Writer<Vec<u8>>, net: &Net<'_>, drawn: &Drawn) -> io::Result<()> {
    const GRAMMAR: &str = "http://www.pnml.org/version-2009/grammar/pnml";
    const SORT: &str = "http://www.pnml.org/version-2009/grammar/ptnet";
    let case = &net.model.entities[net.model.cases[net.case].entity]
        .name
        .text;
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("pnml")
        .with_attribute(("xmlns", GRAMMAR))
        .write_inner_content(|writer| {
            writer
                .create_element("net")
                .with_attribute(("id", "case"))
                .with_attribute(("type", SORT))
                .write_inner_content(|writer| {
                    label(writer, "name", case)?;
                    writer
                        .create_element("page")
                        .with_attribute(("id", "page"))
                        .write_inner_content(|writer| page(writer, drawn))?;
                    Ok(())
                })?;
            Ok(())
        })?;
    Ok(())
}

fn label(writer: &mut Writer<Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    writer
        .create_element(element)
        .write_inner_content(|writer| {
            let text = writer
                .create_element("text")
                .write_text_content(BytesText::new(text));
            text.map(|_| ())
        })?;
    Ok(())
}

fn page(writer: &mut Writer<Vec<u8>>, drawn: &Drawn) -> io::Result<()> {
    for (number, (name, tokens)) in drawn.places.iter().enumerate() {
        writer
            .create_element("place")
            .with_attribute(("id", format!("p{number}").as_str()))
            .write_inner_content(|writer| {
                label(writer, "name", name)?;
                if *tokens > 0 {
                    label(writer, "initialMarking", &tokens.to_string())?;
                }
                Ok(())
            })?;
    }
    for (number, (name, _)) in drawn.transitions.iter().enumerate() {
        writer
            .create_element("transition")
            .with_attribute(("id", format!("t{number}").as_str()))
            .write_inner_content(|writer| label(writer, "name", name))?;
    }
    for (number, (_, arcs)) in drawn.transitions.iter().enumerate() {
        for (place, (takes, gives)) in arcs {
            let (place, transition) = (format!("p{place}"), format!("t{number}"));
            arc(writer, &place, &transition, *takes)?;
            arc(writer, &transition, &place, *gives)?;
        }
    }
    Ok(())
}

fn arc(writer: &mut Writer<Vec<u8>>, from: &str, to: &str, tokens: u32) -> io::Result<()> {
    if tokens == 0 {
        return Ok(());
    }
    writer
        .create_element("arc")
        .with_attribute(("id", format!("{from}-{to}").as_str()))
        .with_attribute(("source", from))
        .with_attribute(("target", to))
        .write_inner_content(|writer| {
            if tokens > 1 {
                label(writer, "inscription", &tokens.to_string())?;
            }
            Ok(())
        })?;
    Ok(())
}
