use super::Cx;
use super::trials::Trial;
use crate::ctp::{Performer, act_of};
use crate::diagnostics::Severity;
use crate::model::{ActorId, EntityForm, EntityId, Expr, SpecStepKind, Type};
use crate::rules::{Findings, Rule, or, ticked};

/// A command by somebody who may not give it, and no rejection is expected.
pub(crate) const RULE: Rule = Rule {
    code: "EM049",
    name: "not-theirs-to-give",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM049.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for trial in model.specs.values().flat_map(Trial::of) {
        let (by, name, roles) = match &trial.done.kind {
            SpecStepKind::When(act) => {
                let kind = &model.kinds[act.kind];
                let (Some(by), Some(def)) = (&act.by, kind.act(act.step)) else {
                    continue;
                };
                // A position may act in the name of another one.
                let delegated = model.delegations.iter().any(|delegation| {
                    delegation.kind == act.kind && delegation.acts.contains(&act_of(act.step))
                });
                if delegated {
                    continue;
                }
                let roles = match def.performer {
                    Performer::Initiator => kind.initiators.as_slice(),
                    Performer::Executor => std::slice::from_ref(&kind.executor),
                };
                (by, def.command.text.as_str(), roles)
            }
            SpecStepKind::WhenCommand {
                command,
                by: Some(by),
                ..
            } => {
                let command = &model.commands[*command];
                (by, command.name.text.as_str(), command.by.as_slice())
            }
            _ => continue,
        };
        if roles.is_empty() || !trial.succeeds() || roles.iter().any(|role| acts(cx, by, *role)) {
            continue;
        }
        let of = roles.iter().map(|role| &model.actors[*role].name.text);
        let of = or(&ticked(&of.collect::<Vec<_>>()));
        let who = match &by.ty {
            Type::Actor(actor) => &model.actors[*actor].name.text,
            Type::Entity(entity) => &model.entities[*entity].name.text,
            _ => continue,
        };
        findings.push(
            RULE.at(by.loc, format!("a `{who}` may not give `{name}`"))
                .label("in no role that may")
                .hint(format!("let {of} give it, or expect `rejected role`")),
        );
    }
}

/// Whether somebody who acts may do so in a role.
fn acts(cx: &Cx<'_>, by: &Expr, role: ActorId) -> bool {
    let actors = &cx.model.actors;
    let known = |entity: EntityId| actors[role].is.is_some_and(|is| related(cx, entity, is));
    match &by.ty {
        Type::Actor(actor) => cx.fills(*actor, role) || actors[*actor].is.is_some_and(known),
        Type::Entity(entity) => known(*entity),
        // Reported where it is read.
        _ => true,
    }
}

/// Whether one who is the first may be the second too.
fn related(cx: &Cx<'_>, a: EntityId, b: EntityId) -> bool {
    let above = |of: EntityId, entity: EntityId| match &cx.model.entities[of].form {
        EntityForm::Specialised(general, _) => *general == entity,
        EntityForm::Generalised(parts) => parts.contains(&entity),
        EntityForm::Own | EntityForm::Aggregated(_) => false,
    };
    a == b || above(a, b) || above(b, a)
}
