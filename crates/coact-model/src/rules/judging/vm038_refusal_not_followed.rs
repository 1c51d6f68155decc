use super::Cx;
use super::kept_rows::{kept, rows_of_requests};
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::EventRef;
use crate::rules::{Findings, Rule};

/// A view that keeps the row of a request that is declined.
pub(crate) const RULE: Rule = Rule {
    code: "VM038",
    name: "refusal-not-followed",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let decline = Step::Base(Act::Decline);
    for (view, handler, kind) in rows_of_requests(cx.model) {
        let declined = EventRef::Act(kind, decline);
        let is_followed = view.handlers.iter().any(|other| other.on == declined);
        if cx.is_told(kind, decline) && !is_followed {
            let finding = kept(cx, &RULE, (view, handler), (kind, decline));
            findings.push(
                finding
                    .label("asked for, and declined")
                    .also(cx.act_at(kind, decline), "declines it"),
            );
        }
    }
}
