use super::Cx;
use crate::diagnostics::Severity;
use crate::event_model::Flow;
use crate::rules::{Findings, Rule};

/// A view of a slice that takes in none of its events, and at which nobody in it looks.
pub(crate) const RULE: Rule = Rule {
    code: "EM037",
    name: "view-apart",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for flow in Flow::all(model) {
        // One cause, one finding.
        if !flow.screens_apart().is_empty() || !flow.events_apart().is_empty() {
            continue;
        }
        for (view, loc) in flow.views_apart() {
            if cx.uses().views.contains(&view) {
                continue;
            }
            let name = &model.views[view].name.text;
            let what = flow.commands.first().map_or_else(
                || "this slice".to_owned(),
                |command| format!("`{}`", model.command_name(*command)),
            );
            findings.push(
                RULE.at(
                    loc,
                    format!("`{name}` takes in no event of {what}, and nobody looks at it here"),
                )
                .label("nothing leads here or from here")
                .hint("say in the view what the event does, name the screen that shows it, or tell it in another slice"),
            );
        }
    }
}
