use std::collections::BTreeSet;

use super::Cx;
use super::pm031_deadlock::in_a_circle;
use crate::ctp::{Act, FactWord, Step};
use crate::diagnostics::Severity;
use crate::model::KindId;
use crate::rules::{Findings, Rule};

/// A wait for a child that is asked for only after the act that waits.
pub(crate) const RULE: Rule = Rule {
    code: "PM042",
    name: "waits-for-what-comes-later",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM042.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for wait in cx.model.waits.values() {
        let (child, (parent, act)) = (wait.source.0, wait.target);
        if in_a_circle(cx, wait) {
            continue;
        }
        if child != parent && is_later(cx, child, parent, act, &mut BTreeSet::new()) {
            findings.push(
                RULE.at(
                    wait.loc,
                    format!(
                        "`{}` never waits for this, because `{}` is asked for only after it",
                        cx.act((parent, act)),
                        cx.kind(child)
                    ),
                )
                .label("comes later")
                .hint("ask for it earlier, or let a later act wait"),
            );
        }
    }
}

/// Whether a kind is asked for only by what follows an act of another kind, be it on the way of others.
fn is_later(
    cx: &Cx<'_>,
    child: KindId,
    parent: KindId,
    act: Act,
    seen: &mut BTreeSet<KindId>,
) -> bool {
    if !seen.insert(child) {
        return false;
    }
    let asks = |id: &&_| cx.model.links[**id].target.1 == Step::Base(Act::Request);
    let mut links = cx.links_to(child).iter().filter(asks).peekable();
    links.peek().is_some()
        && links.all(|id| {
            let (kind, fact) = cx.model.links[*id].source;
            if kind == parent {
                follows(fact, act)
            } else {
                is_later(cx, kind, parent, act, seen)
            }
        })
}

/// Whether a fact can only be there after an act of the same transaction.
fn follows(fact: FactWord, act: Act) -> bool {
    use Act::{Accept, Declare, Execute, Promise, Reject};
    let FactWord::Base(fact) = fact else {
        return false;
    };
    match act {
        Promise => matches!(fact, Promise | Execute | Declare | Accept | Reject),
        Execute => matches!(fact, Execute | Declare | Accept | Reject),
        Declare => matches!(fact, Declare | Accept | Reject),
        Accept => fact == Accept,
        _ => false,
    }
}
