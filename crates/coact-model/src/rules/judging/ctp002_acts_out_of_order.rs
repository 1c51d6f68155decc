use super::Cx;
use crate::ctp::{Act, Status, answers, next, statuses, step_of, step_words};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::Severity;
use crate::model::{ActionRule, Response};
use crate::rules::{Findings, Rule};

/// Acts of one answer in an order that the pattern does not admit.
pub(crate) const RULE: Rule = Rule {
    code: "CTP002",
    name: "acts-out-of-order",
    severity: Severity::Error,
    page: include_str!("../../../rules/CTP002.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        for branch in [&rule.then, &rule.otherwise] {
            let own: Vec<&Response> = branch
                .iter()
                .filter(|response| response.kind == rule.kind)
                .collect();
            // Of acts under conditions not all are performed.
            if own.len() > 1 && own.iter().all(|response| response.condition.is_none()) {
                findings.extend(order(cx, rule, &own));
            }
        }
    }
}

fn order(cx: &Cx<'_>, rule: &ActionRule, own: &[&Response]) -> Option<Diagnostic> {
    let kind = &cx.model.kinds[rule.kind];
    let tacit = kind.is_tacit(Act::Execute);
    let next = |status, step| next(cx.model.profile, kind.pattern, tacit, status, step);
    let mut now: Status = statuses(cx.model.profile, kind.pattern)
        .iter()
        .copied()
        .find_map(|status| next(status, step_of(rule.on)))?;
    let legal = answers(cx.model.profile, kind.pattern, tacit, rule.on);
    for (at, response) in own.iter().enumerate() {
        if !legal.contains(&response.step) {
            // Said by itself already.
            return None;
        }
        match next(now, response.step) {
            Some(after) => now = after,
            None => {
                let step = step_words(response.step);
                let finding = match at.checked_sub(1).and_then(|before| own.get(before)) {
                    Some(before) => {
                        let earlier = step_words(before.step);
                        RULE.at(response.loc, format!("`{step}` cannot follow `{earlier}`"))
                            .label("not legal then")
                            .also(before.loc, "performed before it")
                    }
                    None => {
                        let fact = cx.fact((rule.kind, rule.on));
                        RULE.at(
                            response.loc,
                            format!("`{step}` cannot come first after `{fact}`"),
                        )
                        .label("not legal then")
                    }
                };
                return Some(finding.hint("write the acts in the order of the pattern"));
            }
        }
    }
    None
}
