use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::{KindId, Mode, Response, Type};
use crate::rules::{Findings, Rule};

/// A tacit promise whose performer is not known at the request.
pub(crate) const RULE: Rule = Rule {
    code: "CM034",
    name: "tacit-promise-of-nobody",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, kind) in cx.model.kinds.iter() {
        if !kind.is_tacit(Act::Promise) || is_automated(cx, id) || is_known(cx, id) {
            continue;
        }
        let role = &cx.model.actors[kind.executor].name;
        findings.push(
            RULE.at(
                cx.clause_at(id, Step::Base(Act::Promise)),
                format!("who promises `{}` is not known at the request", kind.name.text),
            )
            .label("tacit")
            .also(role.loc, "may be filled by several")
            .hint(format!(
                "say by `is` and one fact who acts as `{}`, automate the promise by a rule, or leave `tacit` out",
                role.text
            )),
        );
    }
}

fn is_automated(cx: &Cx<'_>, kind: KindId) -> bool {
    cx.rules_on(kind).iter().any(|rule| {
        let rule = &cx.model.rules[*rule];
        let promises = |response: &Response| {
            (response.kind, response.step) == (kind, Step::Base(Act::Promise))
        };
        rule.mode == Mode::Automated && rule.then.iter().any(promises)
    })
}

/// Whether the only fact of its type in the case names the executor.
fn is_known(cx: &Cx<'_>, kind: KindId) -> bool {
    let model = cx.model;
    let Some(entity) = model.actors[model.kinds[kind].executor].is else {
        return false;
    };
    let facts = cx
        .entities_around(kind)
        .into_iter()
        .flat_map(|around| &model.entities[around].facts)
        .filter(|fact| fact.field.ty == Type::Entity(entity) && fact.inherited.is_none());
    facts.count() == 1
}
