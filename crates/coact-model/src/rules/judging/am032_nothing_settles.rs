use super::Cx;
use crate::ctp::{Act, Performer, Step, answers, fact_of};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A fact that an internal role may settle in two ways, without a rule.
pub(crate) const RULE: Rule = Rule {
    code: "AM032",
    name: "nothing-settles",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, kind) in cx.model.kinds.iter() {
        let inside = |performer| match performer {
            Performer::Executor => !cx.model.actors[kind.executor].external,
            Performer::Initiator => kind
                .initiators
                .iter()
                .all(|role| !cx.model.actors[*role].external),
        };
        for act in &kind.acts {
            // Where nobody speaks of a refusal there is nothing to decide, or nothing known yet of what is decided on.
            let open = match act.step {
                Step::Base(Act::Request) => Step::Base(Act::Decline),
                Step::Base(Act::Declare) => Step::Base(Act::Reject),
                Step::Revoke(_) => act.step,
                _ => continue,
            };
            if !cx.is_told(id, open) {
                continue;
            }
            let fact = fact_of(act.step);
            let tacit = answers(
                cx.model.profile,
                kind.pattern,
                kind.is_tacit(Act::Execute),
                fact,
            )
            .into_iter()
            .any(|answer| matches!(answer, Step::Base(act) if kind.is_tacit(act)));
            let ruled = cx
                .rules_on(id)
                .iter()
                .any(|rule| cx.model.rules[*rule].on == fact);
            if !tacit && !ruled && inside(act.performer.other()) {
                let fact = cx.fact((id, fact));
                findings.push(
                    RULE.at(
                        cx.act_at(id, act.step),
                        format!("no rule says how to settle `{fact}`"),
                    )
                    .label("asks for a decision")
                    .hint(format!("write `rule on {fact}`")),
                );
            }
        }
    }
}
