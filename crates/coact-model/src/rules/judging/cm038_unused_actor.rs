use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use crate::model::ActorId;
use crate::rules::{Findings, Rule};

/// A role that nothing mentions.
pub(crate) const RULE: Rule = Rule {
    code: "CM038",
    name: "unused-actor",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let mut used: BTreeSet<ActorId> = model
        .kinds
        .ids()
        .flat_map(|kind| cx.parties(kind))
        .collect();
    used.extend(model.views.values().flat_map(|view| &view.readers));
    used.extend(model.screens.values().flat_map(|screen| &screen.users));
    used.extend(model.commands.values().flat_map(|command| &command.by));
    used.extend(model.accesses.iter().flat_map(|access| &access.readers));
    used.extend(
        model
            .positions
            .values()
            .flat_map(|position| &position.roles),
    );
    for (id, actor) in model.actors.iter() {
        if actor.parts.iter().any(|part| used.contains(part)) {
            used.insert(id);
        }
    }
    used.extend(model.actors.values().flat_map(|actor| &actor.parts));
    let label = if model.kinds.is_empty() {
        "in no command, view or screen"
    } else {
        "in no transaction, command, view or screen"
    };
    for (id, actor) in model.actors.iter() {
        if !used.contains(&id) {
            findings.push(
                RULE.at(
                    actor.name.loc,
                    format!("`{}` does nothing in this model", actor.name.text),
                )
                .label(label)
                .hint("name it where it acts or reads, or leave it out"),
            );
        }
    }
}
