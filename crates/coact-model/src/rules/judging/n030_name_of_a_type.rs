use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{Event, Ident};
use crate::rules::{Findings, Rule};

/// A name of a declared thing that is not in PascalCase.
pub(crate) const RULE: Rule = Rule {
    code: "N030",
    name: "name-of-a-type",
    severity: Severity::Warning,
    page: include_str!("../../../rules/N030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for name in declared(cx) {
        let first_is_small = name.text.chars().next().is_some_and(char::is_lowercase);
        if first_is_small || name.text.contains('_') {
            let better = heck::ToUpperCamelCase::to_upper_camel_case(name.text.as_str());
            findings.push(
                RULE.at(
                    name.loc,
                    format!("`{}` does not look like a name of its sort", name.text),
                )
                .label("begins small, or has underscores")
                .hint(format!("call it `{better}`")),
            );
        }
    }
}

fn declared<'m>(cx: &Cx<'m>) -> Vec<&'m Ident> {
    let model = cx.model;
    let mut names: Vec<&Ident> = Vec::new();
    names.extend(model.scalars.values().map(|it| &it.name));
    names.extend(model.values.values().map(|it| &it.name));
    names.extend(model.entities.values().map(|it| &it.name));
    for found in model.enums.values() {
        names.push(&found.name);
        names.extend(found.variants.iter().map(|(variant, _)| variant));
    }
    names.extend(model.actors.values().map(|it| &it.name));
    for kind in model.kinds.values() {
        names.push(&kind.name);
        // Names that are not written are derived, and stand where what they derive from stands.
        let written = |name: &&Ident| name.loc != kind.name.loc;
        let acts = kind.acts.iter().filter(|act| act.declared.is_some());
        names.extend(
            acts.flat_map(|act| [&act.command, &act.event])
                .filter(written),
        );
    }
    names.extend(model.aggregates.values().map(|it| &it.name));
    let declared = model.commands.values().filter(|it| it.no_more.is_none());
    names.extend(declared.map(|it| &it.name));
    // What other systems and models report is called by them.
    let own = |event: &&Event| {
        event.system.is_none() && event.imported.is_none() && event.no_more.is_none()
    };
    names.extend(model.events.values().filter(own).map(|it| &it.name));
    names.extend(model.banks.values().map(|it| &it.name));
    names.extend(model.positions.values().map(|it| &it.name));
    names.extend(model.systems.values().map(|it| &it.name));
    names.extend(model.views.values().map(|it| &it.name));
    names.extend(model.queries.values().map(|it| &it.name));
    names.extend(model.screens.values().map(|it| &it.name));
    names
}
