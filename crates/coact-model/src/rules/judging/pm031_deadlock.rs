use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use super::net::{Act, act_waited_for};
use crate::model::WaitLink;
use crate::rules::{Findings, Rule};

/// A circle of waits and of the order of the pattern.
pub(crate) const RULE: Rule = Rule {
    code: "PM031",
    name: "deadlock",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let (net, stuck) = (cx.net(), cx.stuck());
    if stuck.is_empty() {
        return;
    }
    let mut told: BTreeSet<Act> = BTreeSet::new();
    let mut waits: Vec<&WaitLink> = cx.model.waits.values().collect();
    waits.sort_by_key(|wait| wait.loc);
    for wait in waits {
        let Some(source) = act_waited_for(wait) else {
            continue;
        };
        if told.contains(&wait.target) || !in_a_circle(cx, wait) {
            continue;
        }
        let needed = net.needed_by(source, stuck);
        let mut finding = RULE
            .at(
                wait.loc,
                format!(
                    "`{}` waits for what comes only after it",
                    cx.act(wait.target)
                ),
            )
            .label(format!("never sees `{}`", cx.fact(wait.source)));
        for other in cx.model.waits.values() {
            let inside = act_waited_for(other).is_some_and(|act| needed.contains(&act));
            if other.loc != wait.loc && inside && needed.contains(&other.target) {
                finding = finding.also(other.loc, format!("`{}` waits too", cx.act(other.target)));
            }
        }
        findings.push(
            finding.hint("remove one of the waits, or ask for one of the transactions earlier"),
        );
        told.extend(needed);
    }
}

/// Whether what a wait is for comes only after the act that waits.
pub(super) fn in_a_circle(cx: &Cx<'_>, wait: &WaitLink) -> bool {
    let stuck = cx.stuck();
    act_waited_for(wait).is_some_and(|source| {
        stuck.contains(&wait.target)
            && stuck.contains(&source)
            && cx.net().needed_by(source, stuck).contains(&wait.target)
    })
}
