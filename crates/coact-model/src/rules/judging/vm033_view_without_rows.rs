use super::Cx;
use crate::diagnostics::Severity;
use coact_syntax::ast::RowVerb;

use crate::ctp::Step;
use crate::model::{EventRef, Handler, View};
use crate::rules::{Findings, Rule};

/// A view whose events never make a row.
pub(crate) const RULE: Rule = Rule {
    code: "VM033",
    name: "view-without-rows",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for view in cx.model.views.values() {
        let makes = |handler: &Handler| {
            matches!(handler.verb, RowVerb::Add | RowVerb::Set) && !puts_back(view, handler)
        };
        if !view.handlers.iter().any(makes) {
            findings.push(
                RULE.at(
                    view.name.loc,
                    format!("`{}` never has a row", view.name.text),
                )
                .label("no event adds one")
                .hint("say with `on … add` which event makes a row"),
            );
        }
    }
}

/// Whether a handler only puts back the row that the view took out when the act was performed that is undone now.
fn puts_back(view: &View, handler: &Handler) -> bool {
    let Some((kind, Step::Allow(act))) = handler.on.act() else {
        return false;
    };
    let undone = EventRef::Act(kind, Step::Base(act));
    let mut handlers = view.handlers.iter();
    handlers.any(|other| other.on == undone && other.verb == RowVerb::Remove)
}
