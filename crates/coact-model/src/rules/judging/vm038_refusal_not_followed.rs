use coact_syntax::ast::RowVerb;

use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::{EventRef, Handler, View};
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
    for view in cx.model.views.values() {
        for handler in &view.handlers {
            let EventRef::Act(kind, Step::Base(Act::Request)) = handler.on else {
                continue;
            };
            let declined = EventRef::Act(kind, decline);
            let adds = matches!(handler.verb, RowVerb::Add | RowVerb::Set);
            if !adds
                || !cx.is_told(kind, decline)
                || !follows(view, handler)
                || view.handlers.iter().any(|other| other.on == declined)
            {
                continue;
            }
            let event = cx.model.event_name(declined);
            findings.push(
                RULE.at(
                    handler.loc,
                    format!("`{}` keeps this row after `{event}`", view.name.text),
                )
                .label("asked for, and declined")
                .also(cx.act_at(kind, decline), "declines it")
                .hint(format!("say what becomes of the row: `on {event} remove`")),
            );
        }
    }
}

/// Whether a view follows what becomes of a row that this handler makes; else it is a register of all that was asked for.
pub(super) fn follows(view: &View, handler: &Handler) -> bool {
    let kind = |handler: &Handler| handler.on.act().map(|(kind, _)| kind);
    view.handlers.iter().any(|other| {
        other.verb == RowVerb::Remove || other.on != handler.on && kind(other) == kind(handler)
    })
}
