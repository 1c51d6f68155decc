use super::Cx;
use crate::diagnostics::Severity;
use coact_syntax::ast::RowVerb;

use crate::model::Handler;
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
        let makes = |handler: &Handler| matches!(handler.verb, RowVerb::Add | RowVerb::Set);
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
