use super::Cx;
use super::access::{may_read, takes_part};
use crate::diagnostics::Severity;
use crate::model::{ActionRule, ActorId, CommandRef, EntityId, Expr, ExprKind, KindId, Mode};
use crate::rules::{Findings, Rule};

/// A judgement over facts that whoever judges may not know.
pub(crate) const RULE: Rule = Rule {
    code: "AM043",
    name: "judged-unseen",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM043.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let rules = cx.model.rules.values();
    // What nobody does, nobody needs to know for.
    for rule in rules.filter(|rule| rule.mode != Mode::Automated) {
        let judges = judges(cx, rule);
        let conditions = rule.assessments.iter().map(|it| &it.condition);
        let unseen = conditions.flat_map(Expr::all).find_map(|expr| {
            let entity = read(expr)?;
            let mut kinds = cx.model.kinds.values();
            let is_open = kinds.all(|kind| kind.product.entity != entity);
            let known = is_open || judges.iter().any(|judge| knows(cx, *judge, entity));
            (!known).then_some((expr, entity))
        });
        if let Some((expr, entity)) = unseen
            && let Some(judge) = judges.first()
        {
            let judge = &cx.model.actors[*judge].name.text;
            let entity = &cx.model.entities[entity].name.text;
            findings.push(
                RULE.at(
                    expr.loc,
                    format!("`{judge}` judges this and has no part in `{entity}`"),
                )
                .label("not for them to see")
                .hint(format!(
                    "give it access to a bank that holds it: `access {judge} reads …`"
                )),
            );
        }
    }
}

/// The roles that answer.
fn judges(cx: &Cx<'_>, rule: &ActionRule) -> Vec<ActorId> {
    let responses = rule.then.iter().chain(&rule.otherwise);
    let mut roles: Vec<ActorId> = responses
        .flat_map(|response| {
            let act = CommandRef::Act(response.kind, response.step);
            cx.model.performers(act).iter().copied()
        })
        .collect();
    roles.dedup();
    roles
}

/// The entity of which an expression reads a fact.
const fn read(expr: &Expr) -> Option<EntityId> {
    match &expr.kind {
        ExprKind::Fact(_, entity, _) | ExprKind::Derived(_, entity, _) => Some(*entity),
        _ => None,
    }
}

/// Whether the entity is what the role is known as, or it has a part in what becomes of it, or may read it.
fn knows(cx: &Cx<'_>, role: ActorId, entity: EntityId) -> bool {
    let about = |kind: &KindId| cx.model.kinds[*kind].product.entity == entity;
    cx.model.actors[role].is == Some(entity)
        || takes_part(cx, role, entity)
        || may_read(cx, role, |bank| {
            bank.entities.contains(&entity) || bank.kinds.iter().any(about)
        })
}
