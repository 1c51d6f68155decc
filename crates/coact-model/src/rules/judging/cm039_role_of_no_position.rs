use std::collections::BTreeSet;

use super::Cx;
use crate::diagnostics::Severity;
use crate::model::ActorId;
use crate::rules::{Findings, Rule};

/// A role of the organisation that no position fills, where others are filled.
pub(crate) const RULE: Rule = Rule {
    code: "CM039",
    name: "role-of-no-position",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM039.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let mut positions = model.positions.values();
    let Some(first) = positions.next() else {
        return;
    };
    let filled: BTreeSet<ActorId> = model
        .positions
        .values()
        .flat_map(|position| &position.roles)
        .copied()
        .collect();
    let is_filled = |role: ActorId| filled.iter().any(|other| cx.fills(role, *other));
    let acting: BTreeSet<ActorId> = model
        .kinds
        .ids()
        .flat_map(|kind| cx.parties(kind))
        .collect();
    for role in acting {
        let actor = &model.actors[role];
        if actor.external || actor.stand_in || is_filled(role) {
            continue;
        }
        let name = &actor.name.text;
        findings.push(
            RULE.at(actor.name.loc, format!("no position fills `{name}`"))
                .label("whose work is it?")
                .also(first.name.loc, "other roles have a position")
                .hint(format!("let a position fill it: `position … fills {name}`")),
        );
    }
}
