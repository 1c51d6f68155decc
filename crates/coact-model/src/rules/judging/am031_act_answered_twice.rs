use super::Cx;
use crate::diagnostics::Severity;
use std::collections::{BTreeMap, BTreeSet};

use crate::ctp::{FactWord, Step, step_words};
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
            let own: BTreeSet<Step> = rule
                .then
                .iter()
                .chain(&rule.otherwise)
                .filter(|response| response.kind == kind)
                .map(|response| response.step)
                .collect();
            let earlier = own
                .iter()
                .find_map(|step| Some((*step, *first.get(&(rule.on, *step))?)));
            match earlier {
                // Rules of the same acts are one rule written twice, which is said already.
                Some((_, earlier)) if earlier.identity == rule.identity => {}
                Some((step, earlier)) => findings.push(
                    RULE.at(
                        rule.loc,
                        format!(
                            "two rules on `{}` answer with `{}`",
                            cx.fact((kind, rule.on)),
                            step_words(step)
                        ),
                    )
                    .label("the second one")
                    .also(earlier.loc, "the first one")
                    .hint("write one rule with the assessments of both"),
                ),
                None => {}
            }
            for step in own {
                first.entry((rule.on, step)).or_insert(rule);
            }
        }
    }
}
