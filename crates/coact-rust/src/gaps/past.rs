//! Earlier names and versions that are not covered.

use coact_model::model::AutomationSource;

use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use crate::kind::versions;
use coact_model::diagnostics::Diagnostic;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    streams(cx, findings);
    subjects(cx, findings);
    lists(cx, findings);
    lent(cx, findings);
}

/// Streams bear first names, and entities and aggregates may have had the same one.
fn streams(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let cases = cx.model.cases.values();
    let entities: Vec<&str> = cases
        .map(|case| cx.model.first_name(&cx.entity(case.entity).name))
        .collect();
    for aggregate in cx.model.aggregates.values() {
        let first = cx.model.first_name(&aggregate.name);
        if entities.contains(&first) {
            let what = format!("an aggregate and an entity that were both called `{first}`");
            findings.push(not_yet(aggregate.name.loc, what));
        }
    }
}

/// What is done about a row is known by the text of its key.
fn lists(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for automation in cx.model.automations.values() {
        let AutomationSource::View(view) = automation.source else {
            continue;
        };
        let mut fields = cx.model.views[view].fields.iter();
        if fields.any(|field| field.key && held::is_rewritten(cx, &field.ty)) {
            let what = "an automation over rows whose keys were recorded otherwise before";
            findings.push(not_yet(automation.loc, what));
        }
    }
}

/// An act carries what it is about under the name of the entity, be it an earlier one.
fn subjects(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for kind in cx.model.kinds.ids() {
        let earlier = cx.earlier_subjects(kind);
        let fields = cx.acts(kind).flat_map(|def| &def.payload);
        for field in fields.filter(|field| earlier.contains(&field.name.text)) {
            let entity = &cx.entity(cx.subject(kind)).name.text;
            let name = &field.name.text;
            let what = format!("a field `{name}` where `{entity}` bore that name before");
            findings.push(not_yet(field.name.loc, what));
        }
    }
}

/// The acts of a kind that lives apart are recorded as commands too, where a token is lent for them. Those have no
/// versions.
fn lent(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for kind in cx
        .model
        .kinds
        .ids()
        .filter(|kind| cx.apart(*kind).is_some())
    {
        for def in cx.acts(kind) {
            if versions(cx, kind, def).is_some_and(|versions| versions.has_steps()) {
                let name = &def.event.text;
                let what = format!("later fields of `{name}`, which happens apart");
                findings.push(not_yet(def.event.loc, what));
            }
        }
    }
}
