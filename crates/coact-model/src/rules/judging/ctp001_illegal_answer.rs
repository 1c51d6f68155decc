use super::Cx;
use crate::ctp::{Act, FactWord, Step, answers, next, statuses, step_of, step_words};
use crate::diagnostics::Severity;
use crate::model::{ActionRule, KindId, Model};
use crate::rules::{Findings, Rule, or};

/// An act of a rule that is no legal answer to its fact.
pub(crate) const RULE: Rule = Rule {
    code: "CTP001",
    name: "illegal-answer",
    severity: Severity::Error,
    page: include_str!("../../../rules/CTP001.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        for response in rule.then.iter().chain(&rule.otherwise) {
            if response.kind == rule.kind
                && !is_answer(cx.model, (rule.kind, rule.on), response.step)
            {
                let fact = cx.fact((rule.kind, rule.on));
                let step = step_words(response.step);
                findings.push(
                    RULE.at(response.loc, format!("`{step}` is no answer to `{fact}`"))
                        .label("not legal then")
                        .hint(hint(cx, rule, &fact)),
                );
            }
        }
    }
}

/// Whether a step answers a fact of its own transaction.
pub(crate) fn is_answer(model: &Model, (id, on): (KindId, FactWord), step: Step) -> bool {
    if legal(model, (id, on)).contains(&step) {
        return true;
    }
    let kind = &model.kinds[id];
    let tacit = kind.is_tacit(Act::Execute);
    let next = |status, step| next(model.profile, kind.pattern, tacit, status, step);
    // Whoever answers may also take back what it asked for or promised.
    let revoked = matches!(step, Step::Revoke(_))
        && statuses(model.profile, kind.pattern)
            .iter()
            .copied()
            .filter_map(|status| next(status, step_of(on)))
            .any(|after| next(after, step).is_some());
    // What activates itself asks for its next occurrence.
    revoked
        || model
            .links
            .values()
            .any(|link| link.source == (id, on) && link.target == (id, step))
}

fn legal(model: &Model, (id, on): (KindId, FactWord)) -> Vec<Step> {
    let kind = &model.kinds[id];
    let tacit = kind.is_tacit(Act::Execute);
    answers(model.profile, kind.pattern, tacit, on)
}

fn hint(cx: &Cx<'_>, rule: &ActionRule, fact: &str) -> String {
    let legal: Vec<String> = legal(cx.model, (rule.kind, rule.on))
        .into_iter()
        .map(|step| format!("`{}`", step_words(step)))
        .collect();
    match legal.as_slice() {
        [] => format!("nothing answers `{fact}` in its own transaction"),
        legal => format!("answer with {}", or(legal)),
    }
}
