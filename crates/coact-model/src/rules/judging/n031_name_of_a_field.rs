use std::collections::BTreeSet;

use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{Event, Ident, Model, PayloadOrigin};
use crate::rules::{Findings, Rule};

/// A name of a field that is not in snake_case.
pub(crate) const RULE: Rule = Rule {
    code: "N031",
    name: "name-of-a-field",
    severity: Severity::Warning,
    page: include_str!("../../../rules/N031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for name in fields(cx) {
        if name.text.chars().any(char::is_uppercase) {
            let better = heck::ToSnakeCase::to_snake_case(name.text.as_str());
            findings.push(
                RULE.at(
                    name.loc,
                    format!("`{}` does not look like a field", name.text),
                )
                .label("has a capital letter")
                .hint(format!("call it `{better}`")),
            );
        }
    }
}

fn fields<'m>(cx: &Cx<'m>) -> Vec<&'m Ident> {
    let model = cx.model;
    let mut names: Vec<&Ident> = Vec::new();
    let values = model.values.values().flat_map(|value| &value.fields);
    let views = model.views.values().flat_map(|view| &view.fields);
    names.extend(values.chain(views).map(|field| &field.name));
    for entity in model.entities.values() {
        names.push(&entity.key.name);
        names.extend(entity.facts.iter().map(|fact| &fact.field.name));
        names.extend(entity.derived.iter().map(|derived| &derived.name));
    }
    for act in model.kinds.values().flat_map(|kind| &kind.acts) {
        let data = act
            .payload
            .iter()
            .filter(|field| field.origin == PayloadOrigin::Data);
        names.extend(data.map(|field| &field.name));
    }
    for lookup in model.lookups.values() {
        names.push(&lookup.name);
        names.extend(lookup.params.iter().map(|(name, _)| name));
    }
    names.extend(plain(model));
    names
}

/// The fields of aggregates, commands and events, each once: what an event takes over from its command is told there.
fn plain(model: &Model) -> Vec<&Ident> {
    let mut names: Vec<&Ident> = Vec::new();
    for aggregate in model.aggregates.values() {
        let fields = std::iter::once(&aggregate.key).chain(&aggregate.state);
        names.extend(fields.map(|field| &field.name));
    }
    let commands = model.commands.values().flat_map(|command| &command.fields);
    names.extend(commands.map(|field| &field.name));
    let told: BTreeSet<&str> = names.iter().map(|name| name.text.as_str()).collect();
    // What other systems and models report is called by them.
    let own = |event: &&Event| event.system.is_none() && event.imported.is_none();
    let events = model.events.values().filter(own);
    let fields = events.flat_map(|event| &event.fields);
    let more = fields.map(|field| &field.name);
    let more: Vec<&Ident> = more.filter(|it| !told.contains(it.text.as_str())).collect();
    names.extend(more);
    // The key of an aggregate goes with each of its commands.
    let mut places = BTreeSet::new();
    names.retain(|name| places.insert(name.loc));
    names
}
