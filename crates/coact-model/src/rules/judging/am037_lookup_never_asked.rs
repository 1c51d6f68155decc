use std::collections::BTreeSet;

use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{ExprKind, LookupId};
use crate::rules::{Findings, Rule};

/// A look-up that nothing asks.
pub(crate) const RULE: Rule = Rule {
    code: "AM037",
    name: "lookup-never-asked",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    // Most are asked in assessments; only for what is left the whole model is walked.
    let mut left: BTreeSet<LookupId> = cx.model.lookups.ids().collect();
    let mut assessments = cx.model.rules.values().flat_map(|rule| &rule.assessments);
    while !left.is_empty()
        && let Some(assessment) = assessments.next()
    {
        for expr in assessment.condition.all() {
            if let ExprKind::Lookup(lookup, _) = &expr.kind {
                left.remove(lookup);
            }
        }
    }
    let hint = if cx.model.kinds.is_empty() {
        "ask it in a command, or leave it out"
    } else {
        "ask it in a rule, or leave it out"
    };
    for id in left {
        let lookup = &cx.model.lookups[id];
        if !cx.uses().lookups.contains(&id) {
            findings.push(
                RULE.at(
                    lookup.name.loc,
                    format!("nothing asks `{}`", lookup.name.text),
                )
                .label("never asked")
                .hint(hint),
            );
        }
    }
}
