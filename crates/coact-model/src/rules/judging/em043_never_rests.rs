use std::collections::{BTreeMap, BTreeSet};

use super::Cx;
use crate::Loc;
use crate::diagnostics::Severity;
use crate::model::{AutomationSource, AutomationTarget, CommandRef, EventId, EventRef, Model};
use crate::rules::{Findings, Rule};

/// Automations on events that bring about each other without end.
pub(crate) const RULE: Rule = Rule {
    code: "EM043",
    name: "never-rests",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM043.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let edges = edges(model);
    let mut told = BTreeSet::new();
    for (from, out) in &edges {
        for (to, loc) in out {
            let Some(way) = way(&edges, *to, *from) else {
                continue;
            };
            let members: BTreeSet<EventId> = way.iter().copied().collect();
            if !told.insert(members) {
                continue;
            }
            let name = |event: EventId| format!("`{}`", model.events[event].name.text);
            let mut names: Vec<String> = vec![name(*from)];
            names.extend(way.iter().map(|event| name(*event)));
            findings.push(
                RULE.at(
                    *loc,
                    format!("this goes on without end: {}", names.join(" brings about ")),
                )
                .label("never rests")
                .hint("say `where` it is to be done, or let the command say `when` it emits the event"),
            );
        }
    }
}

/// What each event is certain to bring about, and by which automation.
fn edges(model: &Model) -> BTreeMap<EventId, Vec<(EventId, Loc)>> {
    let mut edges: BTreeMap<EventId, Vec<(EventId, Loc)>> = BTreeMap::new();
    for automation in model.automations.values() {
        let (
            AutomationSource::Event(EventRef::Plain(from)),
            None,
            AutomationTarget::Command(given),
        ) = (automation.source, &automation.filter, &automation.target)
        else {
            continue;
        };
        let CommandRef::Plain(command) = given.command else {
            continue;
        };
        let command = &model.commands[command];
        if !command.requires.is_empty() {
            continue;
        }
        for emission in &command.emits {
            if emission.when.is_none() && emission.each.is_none() {
                edges
                    .entry(from)
                    .or_default()
                    .push((emission.event, automation.loc));
            }
        }
    }
    edges
}

/// The events on a way from one to another, both of them included.
fn way(
    edges: &BTreeMap<EventId, Vec<(EventId, Loc)>>,
    from: EventId,
    to: EventId,
) -> Option<Vec<EventId>> {
    let mut before: BTreeMap<EventId, EventId> = BTreeMap::new();
    let mut open = vec![from];
    let mut seen = BTreeSet::from([from]);
    while let Some(at) = open.pop() {
        if at == to {
            let mut way = vec![at];
            let mut last = at;
            while let Some(previous) = before.get(&last).filter(|_| last != from) {
                way.push(*previous);
                last = *previous;
            }
            way.reverse();
            return Some(way);
        }
        for (next, _) in edges.get(&at).into_iter().flatten() {
            if seen.insert(*next) {
                before.insert(*next, at);
                open.push(*next);
            }
        }
    }
    None
}
