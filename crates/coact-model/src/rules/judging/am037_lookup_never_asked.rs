use super::Cx;
use crate::diagnostics::Severity;
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
    for (id, lookup) in cx.model.lookups.iter() {
        if !cx.uses().lookups.contains(&id) {
            findings.push(
                RULE.at(
                    lookup.name.loc,
                    format!("nothing asks `{}`", lookup.name.text),
                )
                .label("never asked")
                .hint("ask it in a rule, or leave it out"),
            );
        }
    }
}
