//! Earlier names and later fields that are not covered.

use coact_model::model::{Past, Type};

use super::not_yet;
use crate::cx::Cx;
use coact_model::diagnostics::Diagnostic;

/// What is recorded nowhere under its name.
const UNRECORDED: [&str; 7] = [
    "scalar", "enum", "value", "screen", "query", "position", "bank",
];

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for past in &cx.model.pasts {
        let name = &past.of.text;
        if past.owner.is_none() && !past.was.is_empty() && !UNRECORDED.contains(&&*past.noun) {
            let noun = past.noun.replace("lookup", "look-up");
            let what = format!("an earlier name of the {noun} `{name}`");
            findings.push(not_yet(past.of.loc, what));
        }
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
