use coact_syntax::ast::RowVerb;

use super::{Cx, holds};
use crate::diagnostics::Severity;
use crate::event_model::events_of;
use crate::model::{
    Automation, AutomationSource, EventRef, ExprKind, Handler, Model, RowSet, View,
};
use crate::rules::{Findings, Rule};

/// A row of a to-do list that no event takes out.
pub(crate) const RULE: Rule = Rule {
    code: "EM038",
    name: "never-done",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for automation in model.automations.values() {
        let AutomationSource::View(id) = automation.source else {
            continue;
        };
        let view = &model.views[id];
        if view.imported.is_some() || view.handlers.iter().any(|it| ends(cx, automation, it)) {
            continue;
        }
        let name = &view.name.text;
        let finding = RULE
            .at(
                automation.loc,
                format!(
                    "nothing takes a row out of `{name}`, so that this is done again and again"
                ),
            )
            .label("never done")
            .hint(hint(model, automation, view));
        let in_vain = view
            .handlers
            .iter()
            .find(|it| it.verb == RowVerb::Remove && !cx.may_happen(it.on));
        findings.push(match in_vain {
            Some(handler) => {
                let event = model.event_name(handler.on);
                finding.also(handler.loc, format!("nothing emits `{event}`"))
            }
            None => finding.also(view.name.loc, "the list"),
        });
    }
}

/// Whether what the handler does may be the end of the work.
fn ends(cx: &Cx<'_>, automation: &Automation, handler: &Handler) -> bool {
    if !cx.may_happen(handler.on) {
        return false;
    }
    if handler.verb == RowVerb::Remove {
        return true;
    }
    let Some(filter) = &automation.filter else {
        return false;
    };
    let set = |field: usize| {
        handler.sets.iter().find_map(|set| match set {
            RowSet::Field(at, value) if *at == field => Some(value),
            _ => None,
        })
    };
    let touches = filter.all().into_iter().any(|it| match &it.kind {
        ExprKind::RowField(field) => handler.sets.iter().any(|set| match set {
            RowSet::Field(at, _) | RowSet::Element { field: at, .. } => at == field,
        }),
        _ => false,
    });
    touches && holds(filter, &set) != Some(true)
}

/// The handler that is missing.
fn hint(model: &Model, automation: &Automation, view: &View) -> String {
    let name = &view.name.text;
    let plain = |event: &EventRef| !view.handlers.iter().any(|it| it.on == *event);
    let mut events = events_of(model, &automation.target).into_iter();
    match events.find(plain) {
        Some(event) => {
            let event = model.event_name(event);
            format!("add to `{name}`: `on {event} remove`")
        }
        None => format!("add to `{name}` a handler that removes the row"),
    }
}
