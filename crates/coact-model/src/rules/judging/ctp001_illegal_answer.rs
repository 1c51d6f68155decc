use super::Cx;
use crate::ctp::{Act, Step, answers, next, statuses, step_of, step_words};
use crate::diagnostics::Severity;
use crate::model::ActionRule;
use crate::rules::{Findings, Rule};

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
            if response.kind == rule.kind && !is_answer(cx, rule, response.step) {
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

fn is_answer(cx: &Cx<'_>, rule: &ActionRule, step: Step) -> bool {
    if legal(cx, rule).contains(&step) {
        return true;
    }
    let kind = &cx.model.kinds[rule.kind];
    let tacit = kind.is_tacit(Act::Execute);
    let next = |status, step| next(cx.model.profile, kind.pattern, tacit, status, step);
    // Whoever answers may also take back what it asked for or promised.
    let revoked = matches!(step, Step::Revoke(_))
        && statuses(cx.model.profile, kind.pattern)
            .iter()
            .copied()
            .filter_map(|status| next(status, step_of(rule.on)))
            .any(|after| next(after, step).is_some());
    // What activates itself asks for its next occurrence.
    revoked
        || cx.links_to(rule.kind).iter().any(|link| {
            let link = &cx.model.links[*link];
            link.source == (rule.kind, rule.on) && link.target.1 == step
        })
}

fn legal(cx: &Cx<'_>, rule: &ActionRule) -> Vec<Step> {
    let kind = &cx.model.kinds[rule.kind];
    let tacit = kind.is_tacit(Act::Execute);
    answers(cx.model.profile, kind.pattern, tacit, rule.on)
}

fn hint(cx: &Cx<'_>, rule: &ActionRule, fact: &str) -> String {
    let legal: Vec<String> = legal(cx, rule)
        .into_iter()
        .map(|step| format!("`{}`", step_words(step)))
        .collect();
    match legal.as_slice() {
        [] => format!("nothing answers `{fact}` in its own transaction"),
        [only] => format!("answer with {only}"),
        [first @ .., last] => format!("answer with {} or {last}", first.join(", ")),
    }
}
