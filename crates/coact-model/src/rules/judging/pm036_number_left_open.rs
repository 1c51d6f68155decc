use super::Cx;
use crate::ctp::step_of_kind;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// An automated link whose number nothing decides.
pub(crate) const RULE: Rule = Rule {
    code: "PM036",
    name: "number-left-open",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, link) in cx.model.links.iter() {
        let open = link.max != Some(link.min);
        if link.automated && open && cx.carried_out_by(id).is_empty() {
            let source = cx.fact(link.source);
            let act = step_of_kind(link.target.1, cx.kind(link.target.0));
            findings.push(
                RULE.at(
                    link.loc,
                    format!("nothing says how often `{act}` is performed"),
                )
                .label("automated, and its number is open")
                .hint(format!(
                    "write a rule on `{source}` that performs it, or one number here"
                )),
            );
        }
    }
}
