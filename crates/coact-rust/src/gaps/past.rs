//! Earlier names and later fields that are not covered.

use coact_model::model::{AutomationSource, Past, Type};

use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use coact_model::diagnostics::Diagnostic;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    streams(cx, findings);
    subjects(cx, findings);
    lists(cx, findings);
    for past in &cx.model.pasts {
        let name = &past.of.text;
        if past.retired.is_none() && is_missing_in_older_records(cx, past) {
            let what = format!("what older records have in place of `{name}`");
            findings.push(not_yet(past.of.loc, what));
        }
    }
    for upcast in &cx.model.upcasts {
        let (of, from, to) = (&upcast.of.text, upcast.from, upcast.to);
        let what = format!("how v{from} of `{of}` is read as v{to}");
        findings.push(not_yet(upcast.loc, what));
    }
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

/// Whether a record without the field would not be read.
fn is_missing_in_older_records(cx: &Cx<'_>, past: &Past) -> bool {
    if past.since.is_none() || past.noun == "variant" {
        return false;
    }
    let here = past.of.loc;
    let values = cx.model.values.values().flat_map(|value| &value.fields);
    let facts = cx.model.entities.values().flat_map(|entity| &entity.facts);
    let fields = values.chain(facts.map(|fact| &fact.field));
    let mut types = fields.map(|field| (field.name.loc, &field.ty));
    let acts = cx.model.kinds.values().flat_map(|kind| &kind.acts);
    let mut payloads = acts
        .flat_map(|act| &act.payload)
        .map(|field| (field.name.loc, &field.ty));
    let found = types
        .find(|(loc, _)| *loc == here)
        .or_else(|| payloads.find(|(loc, _)| *loc == here));
    found.is_some_and(|(_, ty)| !matches!(ty, Type::Optional(_)))
}
