use super::Cx;
use crate::ctp::{Act, Step, step_words};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// An exceptional act of a rule without its reason.
pub(crate) const RULE: Rule = Rule {
    code: "AM033",
    name: "no-reason",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for rule in cx.model.rules.values() {
        for response in rule.then.iter().chain(&rule.otherwise) {
            let disappoints = matches!(
                response.step,
                Step::Base(Act::Decline | Act::Reject | Act::Quit | Act::Stop)
                    | Step::Revoke(_)
                    | Step::Refuse(_)
            );
            let Some(act) = cx.model.kinds[response.kind].act(response.step) else {
                continue;
            };
            let reason = act
                .payload
                .iter()
                .position(|field| field.name.text == "reason");
            let given = response.payload.iter().any(|(at, _)| Some(*at) == reason);
            if disappoints && reason.is_some() && !given {
                let step = step_words(response.step);
                findings.push(
                    RULE.at(response.loc, format!("this `{step}` gives no reason"))
                        .label("why?")
                        .hint(format!("write `{step} {{ reason: \"…\" }}`")),
                );
            }
        }
    }
}
