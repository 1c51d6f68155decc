use std::collections::BTreeSet;

use super::Cx;
use crate::ctp::{Act, FactWord, Outcome, Step, fact_of};
use crate::diagnostics::Severity;
use crate::model::{ExprKind, KindId, LinkId};
use crate::rules::{Findings, Rule};

/// A child that stays accepted when the request of its parent is taken back.
pub(crate) const RULE: Rule = Rule {
    code: "PM034",
    name: "outlives-its-parent",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for parent in cx.model.kinds.ids() {
        // A promise that is taken back leaves the request: what was accepted counts for the next promise.
        let revoke = Step::Revoke(Act::Request);
        let made_good = cx
            .links_from(parent)
            .iter()
            .any(|link| matches!(cx.model.links[*link].source.1, FactWord::Revocation(..)));
        if made_good || !cx.is_told(parent, revoke) {
            continue;
        }
        let asked = fact_of(revoke);
        let mut rules = cx.rules_on(parent).iter().map(|id| &cx.model.rules[*id]);
        let rule = rules.find(|rule| rule.on == asked);
        // That nobody says on what it is settled is told as such.
        let inside = |role| !cx.model.actors[role].external;
        if rule.is_none() && inside(cx.model.kinds[parent].executor) {
            continue;
        }
        let weighed = rule.map_or_else(BTreeSet::new, |rule| {
            let conditions = rule.assessments.iter().map(|it| &it.condition);
            let tests = conditions.flat_map(|condition| condition.all());
            tests
                .filter_map(|expr| match &expr.kind {
                    ExprKind::FactTest(instance, _) => Some(instance.kind),
                    _ => None,
                })
                .collect()
        });
        let left = children(cx, parent)
            .into_iter()
            .filter(|link| !foreseen(cx, *link) && !is_weighed(cx, *link, &weighed));
        let left: Vec<LinkId> = left.collect();
        let Some((first, more)) = left.split_first() else {
            continue;
        };
        let names = |link: &LinkId| cx.kind(cx.model.links[*link].target.0);
        let mut finding = RULE
            .at(
                cx.model.links[*first].loc,
                format!(
                    "`{}` stays accepted when `{}` is taken back",
                    names(first),
                    cx.kind(parent)
                ),
            )
            .label("nothing makes good for it")
            .hint(format!(
                "ask for what makes good in a link from `{}`, or weigh it in a rule on `{}`",
                cx.fact((parent, FactWord::Revocation(Act::Request, Outcome::Allowed))),
                cx.fact((parent, asked)),
            ));
        for link in more {
            finding = finding.also(cx.model.links[*link].loc, format!("`{}` too", names(link)));
        }
        findings.push(finding);
    }
}

/// The links that ask for what a kind encloses, also those that start at another child.
fn children(cx: &Cx<'_>, parent: KindId) -> BTreeSet<LinkId> {
    let nodes = cx.places(parent).iter().flat_map(|(case, node)| {
        let nodes = &cx.model.cases[*case].nodes;
        let children = &nodes[*node].children;
        children.iter().filter_map(|child| nodes[*child].parent)
    });
    nodes.map(|(_, link)| link).collect()
}

/// Whether the model says why it is acceptable, or the child is not the parent's.
fn foreseen(cx: &Cx<'_>, link: LinkId) -> bool {
    let link = &cx.model.links[link];
    link.risk.is_some() || link.apart
}

/// Whether who settles the revocation looks at the child, or at another one that it waits for.
fn is_weighed(cx: &Cx<'_>, link: LinkId, weighed: &BTreeSet<KindId>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![cx.model.links[link].target.0];
    while let Some(kind) = open.pop() {
        if weighed.contains(&kind) {
            return true;
        }
        if seen.insert(kind) {
            let waits = cx.model.waits.values();
            let waits = waits.filter(|wait| wait.target == (kind, Act::Request));
            open.extend(waits.map(|wait| wait.source.0));
            let links = cx.links_to(kind).iter().map(|link| &cx.model.links[*link]);
            let links = links.filter(|link| link.source.1 == FactWord::Base(Act::Accept));
            open.extend(links.map(|link| link.source.0));
        }
    }
    false
}
