use super::Cx;
use crate::diagnostics::Severity;
use std::collections::{BTreeMap, BTreeSet};

use crate::ctp::{FactWord, Step, fact_of, step_words};
use crate::model::ActionRule;
use crate::rules::{Findings, Rule};

/// Two rules on one fact with an act in common.
pub(crate) const RULE: Rule = Rule {
    code: "AM031",
    name: "act-answered-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.ids() {
        let mut first: BTreeMap<(FactWord, Step), &ActionRule> = BTreeMap::new();
        for rule in cx.rules_on(kind).iter().map(|rule| &cx.model.rules[*rule]) {
            let own = answered(rule);
            let earlier = own
                .iter()
                .find_map(|answer| Some((*answer, *first.get(answer)?)));
            match earlier {
                // Rules of the same acts are one rule written twice, which is said already.
                Some((_, earlier)) if earlier.identity == rule.identity => {}
                Some(((fact, step), earlier)) => findings.push(
                    RULE.at(
                        rule.loc,
                        format!(
                            "two rules answer `{}` with `{}`",
                            cx.fact((kind, fact)),
                            step_words(step)
                        ),
                    )
                    .label("the second one")
                    .also(earlier.loc, "the first one")
                    .hint("write one rule with the assessments of both"),
                ),
                None => {}
            }
            for answer in own {
                first.entry(answer).or_insert(rule);
            }
        }
    }
}

/// What a rule answers within its transaction, and with which acts: of several acts each answers the fact of the one
/// before it.
fn answered(rule: &ActionRule) -> BTreeSet<(FactWord, Step)> {
    let mut answered = BTreeSet::new();
    for responses in [&rule.then, &rule.otherwise] {
        let mut on = rule.on;
        for response in responses.iter().filter(|it| it.kind == rule.kind) {
            answered.insert((on, response.step));
            on = fact_of(response.step);
        }
    }
    answered
}
